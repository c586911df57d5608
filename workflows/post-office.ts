import { orders } from './orders.ts';
import { followTimeline } from './timeline.ts';

/** A post office: the letters of its recipients leave through it, when their moment has come. */
export async function postOffice(name: string): Promise<void> {
  await followTimeline(
    name,
    () => orders.planDelivery(name),
    () => orders.deliverLetters(name),
  );
}
