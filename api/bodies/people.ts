import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { RoomPeople } from '../../office/read-room-people.ts';
import { Exactly, Moment, Uuid } from './shapes.ts';

const LinkBody = Exactly({
  id: Uuid,
  name: Type.String(),
  email: Type.String(),
  role: Type.Enum(['officer', 'head']),
  madeAt: Moment,
  revokedAt: Type.Optional(Moment),
  lastUsedAt: Type.Optional(Moment),
  uses: Type.Integer({ description: 'Số phút có dùng; mỗi phút tính một lần.' }),
});

const ApprovalBody = Exactly({
  id: Uuid,
  askedAt: Moment,
  by: Type.String(),
  draftVersion: Type.Integer(),
  decision: Type.Optional(Type.Enum(['submitted', 'sent_back', 'withdrawn'])),
  words: Type.String(),
  changed: Type.Array(Type.String(), { description: 'Phần, nhiệm vụ đã thay đổi sau khi trình.' }),
});

/** Who works in an agency's room, and how the agency sends. No link's token stands in it. */
export const PeopleBody = Exactly({
  links: Type.Array(LinkBody),
  commonLink: Exactly({ lastUsedAt: Type.Optional(Moment), uses: Type.Integer() }),
  rules: Type.Array(Type.Enum(['approval', 'code'])),
  approval: Type.Optional(ApprovalBody),
});

export const peopleBody = ({ links, commonUse, rules, approval }: RoomPeople): Static<typeof PeopleBody> => ({
  links: links.map(({ id, name, email, role, madeAt, revokedAt, lastUsedAt, uses }) => ({
    ...{ id, name, email, role, uses, madeAt: madeAt.toString() },
    ...(revokedAt && { revokedAt: revokedAt.toString() }),
    ...(lastUsedAt && { lastUsedAt: lastUsedAt.toString() }),
  })),
  commonLink: {
    uses: commonUse?.uses ?? 0,
    ...(commonUse && { lastUsedAt: commonUse.last_used_at.toString() }),
  },
  rules: [...rules.keys()],
  ...(approval && {
    approval: {
      ...{ id: approval.id, askedAt: approval.askedAt.toString(), by: approval.askerName, words: approval.words },
      draftVersion: approval.draftVersion,
      changed: approval.changes,
      ...(approval.decision && { decision: approval.decision }),
    },
  }),
});
