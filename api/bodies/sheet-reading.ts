import { Type } from '@fastify/type-provider-typebox';
import type { TSchema } from '@fastify/type-provider-typebox';
import { longestInReport } from '../../domain/check-report.ts';
import { AnswerBody, TaskBody } from './report.ts';
import { Exactly, Words } from './shapes.ts';

/** A field of some parts of a report, with a value of its kind. */
const field = <Value extends TSchema>(parts: string, value: Value) =>
  Exactly({
    path: Type.String({ pattern: `^(${parts})\\.[0-9A-Za-zĐđ._-]{1,80}$` }),
    value: Type.Optional(value),
    mark: Type.String({ maxLength: 20 }),
  });

/** What a filled-in file holds, as the room's page keeps it between looking at the changes and agreeing to them. */
export const SheetReadingBody = Exactly({
  version: Type.Integer({ minimum: 0, maximum: 999_999_999 }),
  fields: Type.Array(
    Type.Union([
      field('sections|explanations', Words(longestInReport.sections)),
      field('tasks', TaskBody),
      field('indicators', AnswerBody),
    ]),
    { maxItems: 1500 },
  ),
  left: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 1500 }),
});
