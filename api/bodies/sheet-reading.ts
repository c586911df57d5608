import { Type } from '@fastify/type-provider-typebox';
import { AnswerBody, TaskBody } from './report.ts';
import { Exactly, Words } from './shapes.ts';

const path = Type.String({ pattern: '^(sections|tasks|indicators|explanations)\\.[0-9A-Za-zĐđ._-]{1,80}$' });

/** What a filled-in file holds, as the room's page keeps it between looking at the changes and agreeing to them. */
export const SheetReadingBody = Exactly({
  version: Type.Integer({ minimum: 0, maximum: 999_999_999 }),
  fields: Type.Array(
    Exactly({
      path,
      value: Type.Optional(Type.Union([Words(100_000), TaskBody, AnswerBody])),
      mark: Type.String({ maxLength: 20 }),
    }),
    { maxItems: 1500 },
  ),
  left: Type.Array(path, { maxItems: 1500 }),
});
