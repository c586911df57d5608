import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { Selectable } from 'kysely';
import type { Tables } from '../../store/schema.ts';
import { CycleName, Day, Exactly, Moment, Uuid } from './shapes.ts';

const Settled = Exactly({ agency: Type.String(), at: Moment, why: Type.String() });

/** A letter in the authority's name: a draft until an authorised person has issued it with a number. */
export const LetterBody = Exactly({
  id: Uuid,
  cycle: CycleName,
  title: Type.String(),
  paragraphs: Type.Array(Type.String()),
  list: Type.Array(Exactly({ agency: Type.String(), due: Type.String(), state: Type.String(), urged: Type.Integer() })),
  dropped: Type.Array(Settled, { description: 'Cơ quan đã đưa ra khỏi danh sách của dự thảo, và vì sao.' }),
  settled: Type.Array(Settled, { description: 'Cơ quan không còn chậm sau khi văn bản đã ban hành.' }),
  draftedAt: Moment,
  issued: Type.Optional(Exactly({ number: Type.String(), issuedOn: Day, issuedAt: Moment })),
});

export const letterBody = (row: Selectable<Tables['letter']>): Static<typeof LetterBody> => ({
  id: row.id,
  cycle: row.cycle_id,
  title: row.title,
  paragraphs: row.content.paragraphs,
  list: row.content.list,
  dropped: row.content.dropped ?? [],
  settled: row.content.settled ?? [],
  draftedAt: row.drafted_at.toString(),
  ...(row.number &&
    row.issued_on &&
    row.issued_at && {
      issued: { number: row.number, issuedOn: row.issued_on.toString(), issuedAt: row.issued_at.toString() },
    }),
});
