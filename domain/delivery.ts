/** Minutes to wait after the first, second, … attempt that a mail server put off (4xx, no connection). About three days in all. */
const waits = [1, 5, 15, 30, 60, 120, 240, 480, 720, 720, 1440];

/**
 * When a letter is tried again after its n-th attempt failed for now; undefined when it has been tried long enough.
 * In: attempts made so far, from 1. Source: RFC 5321 4.5.4.1 asks for at least 30 minutes on average and 4-5 days in all;
 * a deadline does not wait so long, so the first tries come sooner.
 */
export function retryAt(attempts: number, now: Temporal.Instant): Temporal.Instant | undefined {
  const minutes = waits[attempts - 1];
  return minutes === undefined ? undefined : now.add({ minutes });
}

/** Whether a mail server's answer means "not now" (4xx, RFC 5321 4.2.1): trying again may help. */
export const isForNow = (reply: string): boolean => /^4\d\d\b/.test(reply.trim());
