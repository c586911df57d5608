import { orders } from './orders.ts';
import { followTimeline } from './timeline.ts';

/** The mailbox of returned mail (thư trả về) is read again and again, for as long as one is configured. */
export async function bounceMailbox(name: string): Promise<void> {
  await followTimeline(
    name,
    () => orders.planBounces(),
    () => orders.readBounces(),
  );
}
