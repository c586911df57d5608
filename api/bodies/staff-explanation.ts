import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { StaffFate } from '../../domain/explain-staff.ts';
import { pressKinds } from '../../domain/pressing.ts';
import type { StaffExplained, StepFate } from '../../office/explain-staff-letters.ts';
import { NotificationBody, notificationBody, NotificationState } from './notification.ts';
import { CycleName, Day, Exactly, Moment } from './shapes.ts';

const StepKind = Type.Enum(['flag', 'escalate', 'compile', ...pressKinds]);

const StaffFateBody = Exactly({
  outcome: Type.Enum(
    [
      ...(['in_ledger', 'not_reader', 'ahead', 'overdue', 'closed'] as const),
      ...(['nothing_waited', 'not_compiled', 'not_reader_then'] as const),
    ],
    {
      description:
        'in_ledger: có trong sổ thư; not_reader: bước này không gửi cho vai trò của người này; ahead: chưa đến lúc; overdue: bộ máy hẹn giờ chưa thực hiện; closed: kỳ đã đóng trước đó; nothing_waited: không còn việc nào chờ đến mức phải nhắc người này; not_compiled: lần tổng hợp chưa xong hoặc đã hủy; not_reader_then: lúc lập thư người này chưa giữ vai trò nhận thư.',
    },
  ),
  slot: Type.Optional(Type.String()),
  state: Type.Optional(NotificationState),
  reason: Type.Optional(Type.String()),
  to: Type.Optional(Type.Array(Type.String(), { description: 'Các vai trò nhận thư của bước.' })),
  closedAt: Type.Optional(Moment),
});

const StaffStepBody = Exactly({
  key: Type.String(),
  kind: StepKind,
  rung: Type.String(),
  basis: Type.String(),
  at: Moment,
  takenAt: Type.Optional(Moment),
  statedOn: Type.Optional(Day),
  fate: StaffFateBody,
});

/** Why one of the focal agency's or the province's people got the letters of a day, and why not others. */
export const StaffExplanationBody = Exactly({
  cycle: CycleName,
  reader: Exactly({ name: Type.String(), email: Type.String(), role: Type.String() }),
  day: Day,
  dayOff: Type.Optional(Type.String({ description: 'Vì sao là ngày nghỉ.' })),
  lines: Type.Array(NotificationBody),
  steps: Type.Array(StaffStepBody),
  next: Type.Optional(Exactly({ rung: Type.String(), kind: StepKind, at: Moment })),
});

export const staffExplanationBody = (explained: StaffExplained): Static<typeof StaffExplanationBody> => ({
  cycle: explained.cycle.id,
  reader: explained.reader,
  day: explained.day.toString(),
  lines: explained.lines.map((line) => notificationBody(line)),
  steps: explained.steps.map(stepBody),
  ...(explained.dayOff !== undefined && { dayOff: explained.dayOff }),
  ...(explained.next && {
    next: { rung: explained.next.rung, kind: explained.next.kind, at: explained.next.at.toString() },
  }),
});

const stepBody = ({ key, kind, rung, basis, at, takenAt, statedOn, fate }: StepFate): Static<typeof StaffStepBody> => ({
  ...{ key, kind, rung, basis, at: at.toString(), fate: fateBody(fate) },
  ...(takenAt && { takenAt: takenAt.toString() }),
  ...(statedOn && { statedOn: statedOn.toString() }),
});

function fateBody(fate: StaffFate): Static<typeof StaffFateBody> {
  const { outcome } = fate;
  if (fate.outcome === 'not_reader') return { outcome, to: [...fate.to] };
  if (fate.outcome === 'closed') return { outcome, closedAt: fate.at.toString() };
  if (fate.outcome !== 'in_ledger') return { outcome };
  const { slot, state, reason } = fate.line;
  return { outcome, slot, state, ...(reason && { reason }) };
}
