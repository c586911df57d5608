import { planCycle } from '../domain/cycle.ts';
import type { CycleStep } from '../domain/cycle.ts';
import { cycleMatter, matterName } from '../domain/matter.ts';
import type { CycleId } from '../domain/matter.ts';
import { pressingSteps } from '../domain/pressing.ts';
import type { PressingKind, PressingStep } from '../domain/pressing.ts';
import type { StepKind } from '../domain/regime.ts';
import type { Db } from '../store/connection.ts';
import { listSteps } from '../store/cycles.ts';
import type { CycleFacts } from '../store/cycles.ts';
import { readPressingFacts } from '../store/pressing.ts';
import type { Tables } from '../store/schema.ts';

/** A step of the cycle's own timeline; `takenAt` is absent while it lies ahead. */
export interface BoardStep extends Omit<CycleStep, 'kind'> {
  kind: StepKind | PressingKind;
  takenAt?: Temporal.Instant;
  basis: string;
}

/** The steps of a cycle, taken and to come: those of its ladder, and those that come from what people leave undone. */
export async function readBoardSteps(db: Db, id: CycleId, facts: CycleFacts): Promise<BoardStep[]> {
  const { regime, cycle, groups, calendar, taken: takenSteps } = facts;
  const taken = new Map((await listSteps(db, matterName(cycleMatter(id)))).map((step) => [step.key, step]));
  const planned = planCycle(regime, cycle.term, groups, calendar, takenSteps);
  const keys = new Set(planned.map(({ key }) => key));
  const pressing = cycle.closedAt
    ? []
    : nextSendingOnly(pressingSteps(regime, await readPressingFacts(db, id), calendar));
  // A date that has moved leaves behind the steps that were taken for it.
  const past = [...taken.values()].flatMap(({ key, kind, rung, planned_at }) =>
    keys.has(key) || !isOfCycle(kind) ? [] : [{ key, kind, rung, at: planned_at }],
  );
  return [...past, ...planned, ...pressing]
    .map((step) => {
      const takenAt = taken.get(step.key)?.taken_at;
      const basis = regime.ladder.find((rung) => rung.rung === step.rung)?.basis ?? waits[step.rung] ?? '';
      return { ...step, basis, ...(takenAt && { takenAt }) };
    })
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
}

/** A sending is reminded of daily once its date is over; the next reminder says enough. */
const nextSendingOnly = (steps: readonly PressingStep[]): readonly PressingStep[] => {
  const next = steps.find(({ kind }) => kind === 'press-sending');
  return steps.filter((step) => step.kind !== 'press-sending' || step === next);
};

/** Why a pressing step comes: its own rung stands in no ladder. */
const waits: Readonly<Record<string, string>> = {
  'extension-wait': 'Đề nghị gia hạn chưa được quyết định mà sắp đến hạn',
  'review-wait': 'Báo cáo đã tiếp nhận mà chưa được thẩm tra sau thời gian quy định',
  'letter-wait': 'Công văn đã dự thảo mà chưa duyệt, chưa ban hành hoặc chưa có bản ký số',
  'sending-wait': 'Báo cáo tổng hợp chưa ghi nhận đã gửi đến nơi nhận mà sắp đến hạn hoặc đã quá hạn',
  lapse: 'Đến hết hạn mà đề nghị gia hạn chưa được quyết định',
};

/** Whether a step is a cycle's own; the opening and what waits for an obstacle is not drawn on the timeline. */
const isOfCycle = (kind: Tables['step']['kind']): kind is BoardStep['kind'] => Object.hasOwn(cycleKinds, kind);

const cycleKinds = {
  request: true,
  remind: true,
  urge: true,
  flag: true,
  escalate: true,
  compile: true,
  close: true,
  'press-extension': true,
  'press-review': true,
  'press-letter': true,
  'press-sending': true,
  lapse: true,
} satisfies Record<BoardStep['kind'], true>;
