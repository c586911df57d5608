import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { Cycle } from '../../store/cycles.ts';
import { CycleName, Day, Exactly, Moment } from './shapes.ts';

/** A cycle with its dates. */
export const CycleBody = Exactly({
  id: CycleName,
  year: Type.Integer(),
  part: Type.Optional(Type.Integer({ description: 'Phần của năm: 2 là quý II, 6 tháng cuối năm hoặc tháng 2' })),
  periodFrom: Day,
  periodTo: Day,
  cutOff: Day,
  due: Day,
  sendUp: Day,
  extensionLimit: Day,
  openedAt: Moment,
  closedAt: Type.Optional(Moment),
});

export const cycleBody = (cycle: Cycle): Static<typeof CycleBody> => ({
  id: cycle.id,
  year: cycle.term.year,
  ...(cycle.term.part && { part: cycle.term.part }),
  periodFrom: cycle.periodFrom.toString(),
  periodTo: cycle.periodTo.toString(),
  cutOff: cycle.cutOff.toString(),
  due: cycle.due.toString(),
  sendUp: cycle.sendUp.toString(),
  extensionLimit: cycle.extensionLimit.toString(),
  openedAt: cycle.openedAt.toString(),
  ...(cycle.closedAt && { closedAt: cycle.closedAt.toString() }),
});
