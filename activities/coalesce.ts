import { setTimeout as later } from 'node:timers/promises';

/**
 * Turns work on many things at once into work on one: what is asked for while a piece of work runs, or in the pause after
 * it, waits and is done together in the next one. So a database that takes a moment is asked in larger pieces, never more
 * often; what comes alone is done at once.
 * In: the pause in milliseconds of the machine. Out: each asker gets the answer to its own; a piece that fails, fails for
 * those whose things were in it.
 */
export function coalesce<Thing, Answer>(
  work: (things: readonly Thing[]) => Promise<(thing: Thing) => Answer>,
  pauseMs = 0,
): (thing: Thing) => Promise<Answer> {
  let waiting: { thing: Thing; asked: PromiseWithResolvers<Answer> }[] = [];
  let running = false;

  const run = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      const taken = waiting;
      waiting = [];
      try {
        const answerTo = await work(taken.map(({ thing }) => thing));
        for (const { thing, asked } of taken) asked.resolve(answerTo(thing));
      } catch (error) {
        for (const { asked } of taken) asked.reject(error);
      }
      if (pauseMs > 0) await later(pauseMs);
    }
    running = false;
  };
  return (thing) => {
    const asked = Promise.withResolvers<Answer>();
    waiting.push({ thing, asked });
    if (!running) void run();
    return asked.promise;
  };
}
