import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { RungFate } from '../../domain/explain.ts';
import type { Explained } from '../../office/explain-letters.ts';
import { NotificationBody, notificationBody, NotificationState } from './notification.ts';
import { AgencyName, CycleName, Day, Exactly, Moment, ObligationState } from './shapes.ts';

const DueKind = Type.Enum(['due', 'extended', 'correction']);
const RungKind = Type.Enum(['request', 'remind', 'urge']);

const FateBody = Exactly({
  outcome: Type.Enum(['in_ledger', 'ahead', 'needless', 'moved_on', 'before_date', 'overdue', 'passed_over'], {
    description:
      'in_ledger: có trong sổ thư; ahead: chưa đến lúc; needless: cơ quan không còn phải gửi; moved_on: hạn đã chuyển trước đó; before_date: hạn chỉ áp dụng từ sau thời điểm đó; overdue: bộ máy hẹn giờ chưa thực hiện; passed_over: đợt thư đã lập mà không có cơ quan này.',
  }),
  slot: Type.Optional(Type.String()),
  state: Type.Optional(Type.Union([NotificationState, ObligationState])),
  reason: Type.Optional(Type.String()),
  movedTo: Type.Optional(Day),
  since: Type.Optional(Moment),
});

const RungBody = Exactly({
  rung: Type.String(),
  kind: RungKind,
  basis: Type.String(),
  due: Day,
  dueKind: DueKind,
  at: Moment,
  statedOn: Type.Optional(Day),
  fate: FateBody,
});

/** Why an agency got the letters of a day, and why not others. */
export const ExplanationBody = Exactly({
  cycle: CycleName,
  agency: AgencyName,
  day: Day,
  dayOff: Type.Optional(Type.String({ description: 'Vì sao là ngày nghỉ.' })),
  state: ObligationState,
  due: Day,
  dueKind: DueKind,
  lines: Type.Array(NotificationBody),
  rungs: Type.Array(RungBody),
  next: Type.Optional(Exactly({ rung: Type.String(), kind: RungKind, at: Moment })),
});

export const explanationBody = (explained: Explained): Static<typeof ExplanationBody> => ({
  cycle: explained.cycle.id,
  agency: { code: explained.obligation.agency, name: explained.obligation.agencyName },
  day: explained.day.toString(),
  state: explained.obligation.state,
  due: explained.due.due.toString(),
  dueKind: explained.due.kind,
  lines: explained.lines.map((line) => notificationBody(line)),
  rungs: explained.rungs.map(rungBody),
  ...(explained.dayOff !== undefined && { dayOff: explained.dayOff }),
  ...(explained.next && { next: { ...explained.next, at: explained.next.at.toString() } }),
});

const rungBody = ({ at, due, statedOn, fate, ...rest }: RungFate): Static<typeof RungBody> => ({
  ...rest,
  at: at.toString(),
  due: due.toString(),
  ...(statedOn && { statedOn: statedOn.toString() }),
  fate: fateBody(fate),
});

function fateBody(fate: RungFate['fate']): Static<typeof FateBody> {
  const { outcome } = fate;
  switch (fate.outcome) {
    case 'in_ledger': {
      const { slot, state, reason } = fate.line;
      return { outcome, slot, state, ...(reason && { reason }) };
    }
    case 'needless':
      return { outcome, state: fate.state };
    case 'moved_on':
      return { outcome, movedTo: fate.to.toString(), since: fate.at.toString() };
    case 'before_date':
      return { outcome, since: fate.since.toString() };
    default:
      return { outcome };
  }
}
