import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import { pressKinds } from '../../domain/pressing.ts';
import type { Board, BoardLine } from '../../office/read-board.ts';
import type { BoardStep } from '../../office/read-board-steps.ts';
import { CycleBody, cycleBody } from './cycle.ts';
import { Figures } from './figures.ts';
import { NotificationState } from './notification.ts';
import { PaperBody, paperBody } from './receipt.ts';
import { Day, Exactly, Look, Moment, ObligationState, Uuid } from './shapes.ts';

const StepBody = Exactly({
  key: Type.String(),
  kind: Type.Enum([
    ...(['request', 'remind', 'urge', 'flag', 'escalate', 'compile', 'close'] as const),
    ...pressKinds,
    'lapse',
  ]),
  at: Moment,
  takenAt: Type.Optional(Moment),
  due: Type.Optional(Day),
  basis: Type.String({ description: 'Căn cứ của bước.' }),
});

/** A cycle as a whole: its dates, its figures, its steps taken and to come, and the curve of what was received. */
export const BoardBody = Exactly({
  cycle: CycleBody,
  asOf: Moment,
  figures: Figures,
  steps: Type.Array(StepBody),
  curve: Type.Array(Exactly({ day: Day, reported: Type.Integer() })),
});

export const boardBody = (board: Board): Static<typeof BoardBody> => ({
  cycle: cycleBody(board.cycle),
  asOf: board.asOf.toString(),
  figures: board.figures,
  steps: board.steps.map(stepBody),
  curve: board.curve.map(({ day, reported }) => ({ day: day.toString(), reported })),
});

const stepBody = ({ key, kind, at, takenAt, due, basis }: BoardStep): Static<typeof StepBody> => ({
  key,
  kind,
  at: at.toString(),
  basis,
  ...(takenAt && { takenAt: takenAt.toString() }),
  ...(due && { due: due.toString() }),
});

/** One agency on the board. */
export const LineBody = Exactly({
  id: Uuid,
  agency: Exactly({ code: Type.String(), name: Type.String(), kind: Type.String() }),
  state: ObligationState,
  look: Look,
  due: Day,
  extended: Type.Boolean(),
  correction: Type.Boolean(),
  receipt: Type.Optional(
    Exactly({
      submission: Uuid,
      code: Type.String(),
      version: Type.Integer(),
      receivedAt: Moment,
      onTime: Type.Boolean(),
      workingDaysLate: Type.Integer(),
      paper: Type.Optional(PaperBody),
    }),
  ),
  savedByOutage: Type.Boolean({ description: 'Gửi sau hạn nhưng đúng hạn do hệ thống gián đoạn.' }),
  lastLetter: Type.Optional(
    Exactly({ slot: Type.String(), kind: Type.String(), state: NotificationState, at: Moment }),
  ),
  next: Type.Optional(Exactly({ rung: Type.String(), kind: Type.Enum(['request', 'remind', 'urge']), at: Moment })),
  urged: Type.Integer(),
  contact: Type.Optional(Exactly({ name: Type.String(), email: Type.String() })),
  pendingExtension: Type.Boolean(),
});

export const lineBody = ({ receipt, lastLetter, next, ...line }: BoardLine): Static<typeof LineBody> => ({
  ...line,
  due: line.due.toString(),
  ...(receipt && { receipt: boardReceipt(receipt) }),
  ...(lastLetter && { lastLetter: { ...lastLetter, at: lastLetter.at.toString() } }),
  ...(next && { next: { ...next, at: next.at.toString() } }),
});

const boardReceipt = ({ paper, ...receipt }: NonNullable<BoardLine['receipt']>) => ({
  ...receipt,
  receivedAt: receipt.receivedAt.toString(),
  ...(paper && { paper: paperBody(paper) }),
});
