import { orders } from './orders.ts';
import { followTimeline } from './timeline.ts';

/** The post office: every letter leaves through it, when its moment has come. */
export async function postOffice(name: string): Promise<void> {
  await followTimeline(
    name,
    () => orders.planDelivery(),
    () => orders.deliverLetters(),
  );
}
