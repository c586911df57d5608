import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import { officialKinds } from '../../domain/official/kinds.ts';
import type { LetterLine } from '../../domain/official/kinds.ts';
import type { RefreshedLetter } from '../../office/refresh-letter.ts';
import { stateOfLetter } from '../../store/letters.ts';
import type { LetterRow } from '../../store/letters.ts';
import { CycleName, Day, Exactly, Moment, Uuid } from './shapes.ts';

const Settled = Exactly({ agency: Type.String(), at: Moment, why: Type.String() });

export const OfficialKindName = Type.Enum([...officialKinds]);
export const OfficialStateName = Type.Enum(['draft', 'approved', 'issued', 'unsigned', 'sent', 'void']);
export const DeliveryName = Type.Enum(['at_once', 'signed', 'by_hand'], {
  description: 'Gửi thư ngay; chờ bản ký số rồi gửi; hoặc không gửi thư (gửi bằng cách khác).',
});

const Line = Exactly({
  agency: Type.String(),
  due: Type.String(),
  state: Type.String(),
  urged: Type.Integer(),
  code: Type.Optional(Type.String()),
  extended: Type.Optional(Type.String()),
  sentOn: Type.Optional(Type.String()),
  document: Type.Optional(Type.String()),
});

/** A letter in the authority's name: a draft until an authorised person has approved it and issued it with a number. */
export const LetterBody = Exactly({
  id: Uuid,
  cycle: CycleName,
  kind: OfficialKindName,
  state: OfficialStateName,
  title: Type.String(),
  subject: Type.Optional(Type.String()),
  agency: Type.Optional(Type.String({ description: 'Mã cơ quan, khi công văn gửi riêng một cơ quan.' })),
  attachedTo: Type.Optional(Uuid),
  revision: Type.Integer({ description: 'Phiên bản của dự thảo; gửi kèm khi sửa hoặc duyệt.' }),
  paragraphs: Type.Array(Type.String()),
  list: Type.Array(Line),
  evidence: Type.Array(Type.String(), { description: 'Đã gửi gì, khi nào, theo sổ thư và sổ công văn.' }),
  dropped: Type.Array(Settled, { description: 'Cơ quan đã đưa ra khỏi danh sách của dự thảo, và vì sao.' }),
  settled: Type.Array(Settled, { description: 'Cơ quan không còn chậm sau khi văn bản đã ban hành.' }),
  draftedAt: Moment,
  figuresAsOf: Type.Optional(Moment),
  approvedAt: Type.Optional(Moment),
  issued: Type.Optional(Exactly({ number: Type.String(), issuedOn: Day, issuedAt: Moment })),
  sentAt: Type.Optional(Moment),
  handedOver: Type.Optional(Exactly({ on: Day, how: Type.String() })),
  voided: Type.Optional(Exactly({ at: Moment, reason: Type.String() })),
});

export const letterBody = (row: LetterRow): Static<typeof LetterBody> => ({
  ...{ id: row.id, cycle: row.cycle_id, kind: row.kind, state: stateOfLetter(row), title: row.title },
  ...(row.content.subject && { subject: row.content.subject }),
  ...(row.agency_code && { agency: row.agency_code }),
  ...(row.parent_id && { attachedTo: row.parent_id }),
  ...{ revision: row.revision, paragraphs: row.content.paragraphs, list: row.content.list },
  evidence: row.content.evidence ?? [],
  dropped: row.content.dropped ?? [],
  settled: row.content.settled ?? [],
  draftedAt: row.drafted_at.toString(),
  ...(row.content.asOf && { figuresAsOf: row.content.asOf }),
  ...(row.approved_at && { approvedAt: row.approved_at.toString() }),
  ...(row.number &&
    row.issued_on &&
    row.issued_at && {
      issued: { number: row.number, issuedOn: row.issued_on.toString(), issuedAt: row.issued_at.toString() },
    }),
  ...(row.sent_at && { sentAt: row.sent_at.toString() }),
  ...(row.handed_on && { handedOver: { on: row.handed_on.toString(), how: row.handed_how ?? '' } }),
  ...(row.voided_at && { voided: { at: row.voided_at.toString(), reason: row.void_reason ?? '' } }),
});

/** What changed since a draft's list and figures were made; an approval hands `seen` back. */
export const LetterChangesBody = Exactly({
  seen: Type.Optional(
    Type.String({ description: 'Có khi số liệu đã thay đổi; gửi lại khi duyệt để xác nhận đã xem.' }),
  ),
  added: Type.Array(Line),
  removed: Type.Array(Line),
  changed: Type.Array(Exactly({ before: Line, after: Line })),
  figures: Type.Array(Exactly({ name: Type.String(), before: Type.Integer(), after: Type.Integer() })),
  ownParagraphs: Type.Array(Type.Integer(), {
    description: 'Các đoạn do người sửa; số liệu trong đó không tự cập nhật.',
  }),
});

export const letterChangesBody = ({ changes, seen, own }: RefreshedLetter): Static<typeof LetterChangesBody> => ({
  ...(seen && { seen }),
  ...{ added: changes.added.map(lineBody), removed: changes.removed.map(lineBody), figures: changes.figures },
  changed: changes.changed.map(({ before, after }) => ({ before: lineBody(before), after: lineBody(after) })),
  ownParagraphs: own,
});

const lineBody = (line: LetterLine): Static<typeof Line> => ({ ...line });
