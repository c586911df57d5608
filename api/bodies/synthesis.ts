import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { PlaceStanding } from '../../domain/place-standing.ts';
import type { SynthesesView } from '../../office/read-syntheses.ts';
import type { SynthesisView } from '../../office/read-synthesis.ts';
import type { ExclusionRow } from '../../store/source-exclusions.ts';
import { Exactly, Moment, Uuid } from './shapes.ts';

const State = Type.Enum(['none', 'unwritten', 'written', 'stale'], {
  description: 'none: chưa có nguồn nào; stale: nguồn đã thay đổi sau khi viết.',
});

const placeFields = { place: Type.String({ examples: ['II.1.a'] }), title: Type.String(), state: State };

/** How a place of the compiled report stands. */
export const PlaceBody = Exactly({
  ...placeFields,
  sources: Type.Integer(),
  excluded: Type.Integer(),
  paragraphs: Type.Integer({ description: 'Số đoạn khác nhau của các nguồn.' }),
  version: Type.Integer({ description: 'Phiên bản đoạn tổng hợp đang lưu; 0 khi chưa có.' }),
  savedAt: Type.Optional(Moment),
});

export const placeBody = (standing: SynthesesView['places'][number]): Static<typeof PlaceBody> => ({
  ...{ place: standing.place, title: standing.title, state: standing.state },
  ...{ sources: standing.included.length, excluded: standing.excluded.length },
  ...{ paragraphs: standing.paragraphs.length, version: standing.synthesis?.version ?? 0 },
  ...(standing.saved && { savedAt: standing.saved.at.toString() }),
});

const sourceFields = {
  agency: Type.String(),
  name: Type.String(),
  receipt: Type.String(),
  role: Type.Enum(['lead', 'support']),
  text: Type.String(),
};
const Change = Exactly({
  agency: Type.String(),
  name: Type.String(),
  kind: Type.Enum(['new', 'changed', 'gone']),
  added: Type.Array(Type.String()),
  removed: Type.Array(Type.String()),
});

/** A place with its sources and what an officer wrote beside them. */
export const SynthesisBody = Exactly({
  ...placeFields,
  version: Type.Integer(),
  text: Type.String(),
  keepSources: Type.Boolean(),
  madeFrom: Type.Array(Type.String(), { description: 'Mã tiếp nhận của các bản mà đoạn tổng hợp viết từ đó.' }),
  sources: Type.Array(Exactly(sourceFields)),
  excluded: Type.Array(Exactly({ ...sourceFields, exclusion: Uuid, reason: Type.String() })),
  changes: Type.Array(Change, { description: 'Nguồn đã thay đổi gì sau khi viết.' }),
  alike: Type.Array(Type.Array(Type.String()), { description: 'Các nhóm đoạn gần giống nhau, để gộp bằng tay.' }),
});

export const synthesisBody = ({ standing, alike }: SynthesisView): Static<typeof SynthesisBody> => ({
  ...writtenBody(standing),
  ...{ place: standing.place, title: standing.title, state: standing.state },
  sources: [...standing.included],
  excluded: standing.excluded.map(({ exclusion: { id, reason }, ...source }) => ({ ...source, exclusion: id, reason })),
  changes: standing.changes.map((change) => ({
    ...change,
    ...{ added: [...change.added], removed: [...change.removed] },
  })),
  alike: alike.map((group) => group.map(({ text }) => text)),
});

function writtenBody({ synthesis }: PlaceStanding) {
  const { version, text, keepSources, madeFrom } = synthesis ?? {
    ...{ version: 0, text: '', keepSources: false, madeFrom: [] },
  };
  return { version, text, keepSources, madeFrom: madeFrom.map(({ receipt }) => receipt) };
}

/** A source that is left out, or was. */
export const ExclusionBody = Exactly({
  id: Uuid,
  agency: Type.String(),
  name: Type.String(),
  place: Type.Optional(Type.String({ description: 'Không có: cả báo cáo.' })),
  receipt: Type.String(),
  reason: Type.String(),
  excludedAt: Moment,
  withdrawnAt: Type.Optional(Moment),
});

export const exclusionBody = (row: ExclusionRow): Static<typeof ExclusionBody> => ({
  ...{ id: row.id, agency: row.agency_code, name: row.agency_name, receipt: row.receipt_code, reason: row.reason },
  ...(row.place !== null && { place: row.place }),
  excludedAt: row.excluded_at.toString(),
  ...(row.withdrawn_at && { withdrawnAt: row.withdrawn_at.toString() }),
});
