import { Type } from '@fastify/type-provider-typebox';
import { longestInReport } from '../../domain/check-report.ts';
import { Exactly, Words } from './shapes.ts';

/** The code of a section or task: `IV`, `II.2.đ`. */
const code = Type.String({ pattern: '^[0-9A-Za-zĐđ.-]{1,40}$' });

/** The path of a field: `indicators.2.1`. */
const path = Type.String({ pattern: '^[0-9A-Za-zĐđ._-]{1,80}$' });

export const AnswerBody = Exactly({
  value: Type.Union([
    Type.Number({ minimum: -1e15, maximum: 1e15 }),
    Type.Boolean(),
    Words(longestInReport.indicators),
  ]),
  estimated: Type.Optional(Type.Boolean()),
});

export const TaskBody = Exactly({
  state: Type.Enum(['done', 'under_way', 'not_started', 'not_applicable']),
  percent: Type.Number({ minimum: 0, maximum: 100 }),
  result: Words(longestInReport.tasks),
});

/** What an agency writes. Bounded, so that no report can stop the others' day. */
export const ReportBody = Exactly({
  sections: Type.Record(code, Words(longestInReport.sections), { additionalProperties: false, maxProperties: 40 }),
  tasks: Type.Record(code, TaskBody, { additionalProperties: false, maxProperties: 200 }),
  indicators: Type.Optional(Type.Record(code, AnswerBody, { additionalProperties: false, maxProperties: 500 })),
  explanations: Type.Optional(
    Type.Record(path, Words(longestInReport.explanations), { additionalProperties: false, maxProperties: 500 }),
  ),
  carried: Type.Optional(Type.Array(Type.String({ pattern: '^[0-9A-Za-zĐđ._-]{1,80}$' }), { maxItems: 1000 })),
});
