import {
  calendarAt,
  dayOfDate,
  ms,
  msOf,
  rungMs,
  standingAt,
  standingsAt,
  statedOn,
  stepWorked,
  words,
} from './naive.ts';
import { at, hold, isWaveLine, waves } from './year.ts';
import type { Year } from './year.ts';

/** Invariant 4. */
export function receiptsAreTrue({ script, played, standings }: Year): void {
  const rule = 'invariant 4: one receipt for one stored report, on time by its instant';
  const submits = played.done.filter(({ act }) => act === 'submit').length;
  const receipts = played.lines.filter(({ kind }) => kind === 'receipt');
  hold(submits === played.reports.length, rule, () => `${submits} sent, ${played.reports.length} stored`);
  hold(
    receipts.length === played.reports.length,
    rule,
    () => `${receipts.length} receipts for ${played.reports.length}`,
  );
  for (const { agency, version, receivedAt, due, onTime } of played.reports) {
    const slot = `${played.cycle}/${agency}/receipt/${version}`;
    const receipt = receipts.find((each) => each.slot === slot);
    const said = receipt?.letter.kind === 'receipt' ? receipt.letter : undefined;
    const then = standingsAt(standings.get(agency) ?? [], ms(receivedAt));
    hold(
      then.some((each) => Math.max(each.due, each.own) === dayOfDate(due)),
      rule,
      () => `${slot} is measured by ${due.toString()}`,
    );
    const inTime = ms(receivedAt) < msOf(dayOfDate(due) + 1, '00:00');
    hold(onTime === inTime && said?.onTime === inTime, rule, () => `${slot} says on time: ${said?.onTime}`);
    hold(said !== undefined && ms(said.receivedAt) === ms(receivedAt), rule, () => `${slot} names another instant`);
  }
  hold(script.agencies.length > 0, rule, () => 'nobody reports');
}

/** Invariant 5. */
export function datesMoveByToldFactsOnly({ played, standings }: Year): void {
  const rule = 'invariant 5: a date moves only by a recorded fact that its agency is told of';
  for (const deed of played.done) {
    if (deed.act !== 'return' && !(deed.act === 'extend' && deed.granted)) continue;
    const told = played.lines.some(
      ({ agency, letter, plannedAt }) =>
        agency === deed.agency &&
        ms(plannedAt) === ms(deed.at) &&
        ((letter.kind === 'returned' && letter.correctionDue.equals(deed.until)) ||
          (letter.kind === 'extension-granted' && letter.until.equals(deed.until))),
    );
    hold(told, rule, () => `${deed.agency} is not told of ${deed.until.toString()}`);
  }
  for (const line of played.lines.filter(isWaveLine)) {
    const mine = standings.get(line.agency ?? '') ?? [];
    const written = standingAt(mine, ms(line.writtenAt));
    hold(
      line.due !== undefined && written?.due === dayOfDate(line.due),
      rule,
      () => `${line.slot} is about ${String(line.due)}`,
    );
    for (const attempt of line.kind === 'request' ? [] : line.attempts) {
      const then = standingAt(mine, ms(attempt.at));
      hold(
        then?.revision === line.revision,
        rule,
        () => `${at(line, ms(attempt.at))} speaks of a date that no longer holds`,
      );
    }
  }
}

/** Invariant 6. */
export function momentsFollowTheCalendar(year: Year): void {
  const { script, played } = year;
  const rule = 'invariant 6: working days are those of the calendar in force';
  for (const line of played.lines.filter(isWaveLine)) {
    const rung = script.regime.ladder.find((each) => each.rung === line.rung);
    const calendar = calendarAt(script, played, ms(line.writtenAt));
    const expected = rung && line.due ? rungMs(rung, dayOfDate(line.due), calendar) : Number.NaN;
    hold(ms(line.plannedAt) === expected, rule, () => `${at(line, ms(line.plannedAt))}, not ${words(expected)}`);
    for (const attempt of line.attempts) {
      hold(ms(attempt.at) >= ms(line.plannedAt), rule, () => `${at(line, ms(attempt.at))} leaves before its moment`);
    }
  }
  for (const step of played.steps) {
    const rung = script.regime.ladder.find((each) => each.rung === step.rung);
    const calendar = calendarAt(script, played, ms(step.takenAt));
    const due = step.due ? dayOfDate(step.due) : statedOn(script.regime.due, script.regime, script.term, calendar);
    const expected = rung ? rungMs(rung, due, calendar) : Number.NaN;
    hold(ms(step.at) === expected, rule, () => `${step.key} at ${words(ms(step.at))}, not ${words(expected)}`);
    // The lines of a wave stand in the ledger a minute ahead.
    const earliest = ms(step.at) - (waves.includes(step.kind) ? 60_000 : 0);
    hold(ms(step.takenAt) >= earliest, rule, () => `${step.key} is taken before its moment`);
  }
  const opens = msOf(
    stepWorked(
      statedOn(script.regime.due, script.regime, script.term, script.calendar),
      -script.regime.openingLead,
      script.calendar,
    ),
    '08:00',
  );
  hold(ms(played.opensAt) === opens, rule, () => `opens at ${words(ms(played.opensAt))}, not ${words(opens)}`);
}
