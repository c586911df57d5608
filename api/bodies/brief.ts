import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { Brief } from '../../domain/brief.ts';
import type { Proposals } from '../read-proposals.ts';
import { Figures } from './figures.ts';
import { CycleName, Day, Exactly, Moment } from './shapes.ts';

const Curve = Exactly({
  expected: Type.Integer(),
  points: Type.Array(
    Exactly({
      day: Type.Integer({ description: 'Số ngày tính từ hạn gửi; âm là trước hạn.' }),
      reported: Type.Integer(),
    }),
  ),
});

/** A cycle's year on one page. */
export const BriefBody = Exactly({
  words: Type.String(),
  asOf: Moment,
  due: Day,
  figures: Figures,
  before: Type.Optional(Exactly({ words: Type.String(), figures: Figures })),
  curve: Exactly({ now: Curve, before: Type.Optional(Curve) }),
  late: Type.Array(
    Exactly({
      agency: Type.String(),
      outcome: Type.Enum(['late', 'missing']),
      workingDaysLate: Type.Integer(),
      times: Type.Integer({ description: 'Số kỳ quá hạn hoặc không báo cáo, trong số kỳ được tính.' }),
      of: Type.Integer(),
    }),
  ),
  obstacles: Exactly({
    unsettled: Type.Integer(),
    longest: Type.Array(Exactly({ title: Type.String(), agency: Type.String(), ageDays: Type.Integer() })),
  }),
  indicators: Type.Array(
    Exactly({
      name: Type.String(),
      unit: Type.String(),
      value: Type.Number(),
      over: Type.Integer(),
      inBoth: Type.Optional(Exactly({ now: Type.Number(), before: Type.Number() })),
    }),
  ),
  next: Type.Array(Exactly({ words: Type.String(), on: Day, over: Type.Boolean() })),
});

export const briefBody = ({ asOf, due, curve, next, ...brief }: Brief): Static<typeof BriefBody> => ({
  ...brief,
  ...{ asOf: asOf.toString(), due: due.toString() },
  curve: { now: curveBody(curve.now), ...(curve.before && { before: curveBody(curve.before) }) },
  late: [...brief.late],
  obstacles: { ...brief.obstacles, longest: [...brief.obstacles.longest] },
  indicators: [...brief.indicators],
  next: next.map(({ on, ...each }) => ({ ...each, on: on.toString() })),
});

const curveBody = ({ expected, points }: Brief['curve']['now']) => ({ expected, points: [...points] });

const Recorded = Exactly({
  cycle: CycleName,
  outcome: Type.Enum(['on_time', 'late', 'missing', 'excused', 'split'], {
    description: 'split: các cơ quan trước sáp nhập có kết quả khác nhau, không tính.',
  }),
  workingDaysLate: Type.Integer(),
  byOutage: Type.Boolean(),
  of: Type.Array(Type.String(), { description: 'Các cơ quan trước sáp nhập được tính.' }),
});

/** How the agencies met their dates, and whom that proposes: for people to decide on. */
export const RecordsBody = Exactly({
  regime: Type.String(),
  asOf: Moment,
  policy: Exactly({ commendCycles: Type.Integer(), remindTimes: Type.Integer(), remindCycles: Type.Integer() }),
  agencies: Type.Array(Exactly({ code: Type.String(), name: Type.String(), cycles: Type.Array(Recorded) })),
  commend: Type.Array(Type.String(), { description: 'Mã các cơ quan được đề xuất biểu dương.' }),
  remind: Type.Array(Type.String(), { description: 'Mã các cơ quan được đề xuất nhắc nhở.' }),
});

export const recordsBody = ({ records, policy, commend, remind }: Proposals): Static<typeof RecordsBody> => ({
  ...{ regime: records.regime.id, asOf: records.asOf.toString(), policy },
  agencies: records.records.map(({ agency: { code, name }, cycles }) => ({
    ...{ code, name },
    cycles: cycles.map(({ cycle, outcome, workingDaysLate, byOutage, of }) => ({
      ...{ cycle, outcome, workingDaysLate, byOutage, of: [...of] },
    })),
  })),
  commend: commend.map(({ agency }) => agency.code),
  remind: remind.map(({ agency }) => agency.code),
});
