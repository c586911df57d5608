import type { Calendar } from '../domain/calendar.ts';
import { cycleMatter } from '../domain/matter.ts';
import type { CycleId } from '../domain/matter.ts';
import { lyingPresses } from '../domain/crossings.ts';
import { letterPatiences, letterPresses } from '../domain/letter-presses.ts';
import { crossedSince, extensionPresses, lapses } from '../domain/pressing.ts';
import type { PendingExtension, PressingStep } from '../domain/pressing.ts';
import type { Press } from '../domain/regime.ts';
import { dayOf, isBefore } from '../domain/zone.ts';
import type { Db, Tx } from '../store/connection.ts';
import { readCycleRules } from '../store/cycles.ts';
import type { StoredLetter } from '../store/notifications.ts';
import { readPressingFacts } from '../store/pressing.ts';
import { takeStep } from '../store/steps.ts';
import { notify } from './notify.ts';

/**
 * Reminds the focal agency's people of requests for an extension that nobody has decided: one letter for each patience,
 * naming all that crossed it. Taking it again changes nothing.
 */
export function pressExtensions(db: Db, cycle: CycleId, step: PressingStep, at: Temporal.Instant): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const { regime, calendar } = await readCycleRules(tx, cycle);
    const { extensions, lastTakenAt } = await readPressingFacts(tx, cycle);
    const { press, undecided } = regime.extension;
    // Of what has lapsed meanwhile nobody is reminded: the next step ends it.
    const open = extensions.filter((each) => lapses(each, calendar).every((moment) => isBefore(at, moment)));
    const matters = open.map((matter) => ({ matter, crossings: extensionPresses(press, matter, calendar) }));
    const crossed = crossedSince(matters, lastTakenAt['press-extension'], at);
    await pressAll(tx, cycle, step, at, crossed, press, {
      page: `/cycles/${cycle}`,
      why: 'Đề nghị gia hạn của cơ quan chưa được quyết định mà sắp đến hạn',
      letter: (asked) => ({
        kind: 'extension-waiting',
        requests: asked.map((each) => ({
          ...{ agency: each.owed.agencyName, due: each.due, until: each.until, requestedAt: each.requestedAt },
          ...decideBy(each, calendar),
        })),
        undecided,
      }),
    });
  });
}

/**
 * Reminds the focal agency's people of received reports that nobody has reviewed: one letter for each patience, naming all
 * that crossed it. Taking it again changes nothing.
 */
export function pressReviews(db: Db, cycle: CycleId, step: PressingStep, at: Temporal.Instant): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const { regime, calendar } = await readCycleRules(tx, cycle);
    const { reviews, lastTakenAt } = await readPressingFacts(tx, cycle);
    const { press } = regime.review;
    const matters = reviews.map((matter) => ({ matter, crossings: lyingPresses(press, matter.since, calendar) }));
    const crossed = crossedSince(matters, lastTakenAt['press-review'], at);
    await pressAll(tx, cycle, step, at, crossed, press, {
      page: `/cycles/${cycle}`,
      why: 'Báo cáo đã tiếp nhận mà chưa được thẩm tra sau thời gian quy định',
      letter: (lying, { workingDays }) => ({
        kind: 'review-waiting',
        workingDays,
        reports: lying.map(({ agency, code, receivedAt }) => ({ agency, code, receivedAt })),
      }),
    });
  });
}

/**
 * Reminds the focal agency's people of letters in its name that nobody has approved, numbered or signed: one letter for
 * each patience, naming all that crossed it. Taking it again changes nothing.
 */
export function pressLetters(db: Db, cycle: CycleId, step: PressingStep, at: Temporal.Instant): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const { regime, calendar } = await readCycleRules(tx, cycle);
    const { letters, lastTakenAt } = await readPressingFacts(tx, cycle);
    const matters = letters.map((matter) => ({ matter, crossings: letterPresses(regime.letters, matter, calendar) }));
    const crossed = crossedSince(matters, lastTakenAt['press-letter'], at);
    await pressAll(tx, cycle, step, at, crossed, letterPatiences(regime.letters), {
      page: `/letters?cycle=${cycle}`,
      why: 'Công văn đã dự thảo mà chưa duyệt, chưa ban hành hoặc chưa có bản ký số',
      letter: (lying, { workingDays }) => ({ kind: 'letter-waiting', workingDays, letters: lying }),
    });
  });
}

interface Pressed<Matter> {
  page: string;
  why: string;
  letter: (matters: readonly Matter[], press: Press) => StoredLetter;
}

async function pressAll<Matter>(
  tx: Tx,
  cycle: CycleId,
  step: PressingStep,
  at: Temporal.Instant,
  crossed: ReadonlyMap<number, readonly Matter[]>,
  press: readonly Press[],
  { page, why, letter }: Pressed<Matter>,
): Promise<void> {
  const { key, kind, rung } = step;
  const outcome = Object.fromEntries([...crossed].map(([ordinal, matters]) => [`press-${ordinal}`, matters.length]));
  if (!(await takeStep(tx, { matter: cycleMatter(cycle), key, kind, rung, plannedAt: step.at }, at, outcome))) return;
  for (const [ordinal, matters] of crossed) {
    const patience = press[ordinal - 1];
    if (!patience) continue;
    const slot = `${cycle}/${key}/${ordinal}`;
    const line = { slot, letter: letter(matters, patience), cycle, page, rung, why, to: patience.to };
    await notify(tx, { ...line, plannedAt: step.at }, at);
  }
}

/** The day that ends when a request lapses. */
function decideBy(asked: PendingExtension, calendar: Calendar): { decideBy?: Temporal.PlainDate } {
  const [lapsesAt] = lapses(asked, calendar);
  return lapsesAt ? { decideBy: dayOf(lapsesAt).subtract({ days: 1 }) } : {};
}
