import {
  ActivityFailure,
  condition,
  continueAsNew,
  defineSignal,
  isCancellation,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';

/** Facts changed: plan again. It carries nothing, so it may come twice, late or together with others. */
export const wake = defineSignal('wake');

/** What a planning activity answers: nothing more, or a step in so many engine milliseconds; without a step, look again then. */
export type Moment<Step> = { done: true } | { done: false; delay: number; step?: Step };

/** How long a timeline waits after a step that was refused, unless a wake comes: the facts must change first. */
const refusedDelay = 5 * 60 * 1000;

/**
 * Follows a matter's timeline: ask what is next, sleep until then, order it. The workflow decides nothing from its own
 * memory. A step that is refused for good (the activity's own retries are over) does not end the matter: it is planned again.
 */
export async function followTimeline<Step>(
  subject: string,
  plan: () => Promise<Moment<Step>>,
  take: (step: Step) => Promise<void>,
): Promise<void> {
  let stale = false;
  setHandler(wake, () => {
    stale = true;
  });
  for (;;) {
    stale = false;
    try {
      const next = await plan();
      // A wake that came while it was asked: the matter may have been taken up again since the answer was made.
      if (next.done && stale) continue;
      if (next.done) return;
      // After a sleep it asks again: facts, or the clock itself, may have moved while it slept.
      if (next.delay > 0 || next.step === undefined) await condition(() => stale, next.delay || refusedDelay);
      else await take(next.step);
    } catch (error) {
      if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
      await condition(() => stale, refusedDelay);
    }
    if (workflowInfo().continueAsNewSuggested) await continueAsNew(subject);
  }
}
