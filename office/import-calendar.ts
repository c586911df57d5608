import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import type { CalendarEffect, CycleMove } from '../domain/calendar-effect.ts';
import { toBeTold } from '../domain/calendar-effect.ts';
import type { DueMove } from '../domain/move-due.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Problem } from '../domain/refusal.ts';
import { longest, tooLong } from '../domain/text-limits.ts';
import { actorName, record } from '../store/audits.ts';
import { insertCalendarVersion, listCalendarVersions, lockForImport } from '../store/calendars.ts';
import type { Db, Tx } from '../store/connection.ts';
import { lockOpenObligations } from '../store/obligations.ts';
import { contentHash } from './content-hash.ts';
import { lockWaitingLetters, moveWaitingLetters } from './move-waiting-letters.ts';
import { foreseeEffect } from './read-calendar-effect.ts';
import type { ForeseenEffect, GivenCalendar } from './read-calendar-effect.ts';
import { tellMovedDues } from './tell-moved-dues.ts';
import { wakeAllIn } from './wake-open-matters.ts';

export interface ImportCalendar {
  given: GivenCalendar;
  /** The mark of the preview that was agreed to; without it whatever the effect is by now is carried out. */
  seen?: string | undefined;
  actor: Actor;
  at: Temporal.Instant;
}

/** What importing a version would do now, after the same checks. Writes nothing. */
export async function previewCalendar(
  db: Db,
  { given, actor, at }: Omit<ImportCalendar, 'seen'>,
): Promise<ForeseenEffect> {
  demand(actor, 'lead');
  const checked = check(given);
  await isRepeat(db, checked);
  return foreseeEffect(db, checked, at);
}

/**
 * Brings a version of the calendar into force: stores it, moves the dates of open cycles, the due dates and the letters
 * that wait, tells exactly the agencies whose announced date moved, and wakes every open matter. Closed cycles keep their
 * dates. The same version again changes nothing; answers what was changed, undefined for such a repeat.
 * Refuses: `calendar.exists` for other content under a known name, `request.invalid`, `calendar.gap`, `actor.not_allowed`,
 * `fact.changed` when the effect is no longer the one that was seen.
 */
export function importCalendar(
  db: Db,
  { given, seen, actor, at }: ImportCalendar,
): Promise<CalendarEffect | undefined> {
  demand(actor, 'lead');
  const checked = check(given);
  return db.transaction().execute(async (tx) => {
    await lockForImport(tx);
    if (await isRepeat(tx, checked)) return undefined;
    await lockWaitingLetters(tx);
    await lockOpenObligations(tx);
    const { days, effect, mark } = await foreseeEffect(tx, checked, at);
    if (seen && seen !== mark) throw new Refusal('fact.changed');
    const { version, source, note } = checked;
    const importedAt = await afterTheLast(tx, at);
    const author = actor.kind === 'staff' ? actor.name : actorName(actor);
    await insertCalendarVersion(tx, { version, source, note, author, importedAt, givenSha256: hashOf(checked) }, days);
    await moveCycles(tx, effect.cycles, version);
    await moveDues(tx, effect.dues, at);
    await moveWaitingLetters(tx, effect.lines, at);
    await tellMovedDues(tx, toBeTold(effect), source, at);
    const facts = { source, moved: String(effect.dues.length), told: String(toBeTold(effect).length) };
    await record(tx, { actor, at, verb: 'import-calendar', subject: `calendar/${version}`, facts });
    await wakeAllIn(tx, at);
    return effect;
  });
}

function check(given: GivenCalendar): GivenCalendar {
  const checked = { ...given, version: given.version.trim(), source: given.source.trim(), note: given.note.trim() };
  const problems: Problem[] = [
    ...(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(checked.version)
      ? []
      : [
          { field: 'version', message: 'Tên phiên bản gồm chữ không dấu, số, dấu chấm, gạch nối; không quá 40 ký tự.' },
        ]),
    ...(checked.source
      ? []
      : [{ field: 'source', message: 'Cần ghi văn bản nguồn: số, ký hiệu, ngày, cơ quan ban hành.' }]),
    ...tooLong({ source: [checked.source, longest.source], note: [checked.note, longest.note] }),
    ...(checked.days.length > 0 ? [] : [{ field: 'days', message: 'Tệp chưa có ngày nào.' }]),
  ];
  if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
  return checked;
}

const hashOf = ({ source, scope, days }: GivenCalendar): string =>
  contentHash({ source, scope, days: days.toSorted((a, b) => (a.date < b.date ? -1 : 1)) });

async function isRepeat(db: Db, given: GivenCalendar): Promise<boolean> {
  const known = (await listCalendarVersions(db)).find(({ version }) => version === given.version);
  if (known && known.givenSha256 !== hashOf(given)) throw new Refusal('calendar.exists', { version: given.version });
  return known !== undefined;
}

/** The version imported last is in force, whatever the machines' clocks say. */
async function afterTheLast(tx: Tx, at: Temporal.Instant): Promise<Temporal.Instant> {
  const [last] = await listCalendarVersions(tx);
  if (!last || Temporal.Instant.compare(last.importedAt, at) < 0) return at;
  return last.importedAt.add({ milliseconds: 1 });
}

async function moveCycles(tx: Tx, cycles: readonly CycleMove[], version: string): Promise<void> {
  await tx.updateTable('cycle').set({ calendar_version: version }).where('closed_at', 'is', null).execute();
  for (const { cycle, dates } of cycles) {
    const { cutOff, due, sendUp, extensionLimit } = dates;
    await tx
      .updateTable('cycle')
      .set({ cut_off: cutOff, due, send_up: sendUp, extension_limit: extensionLimit })
      .where('id', '=', cycle)
      .execute();
  }
}

/** Agencies whose dates move alike are moved together. */
async function moveDues(tx: Tx, dues: readonly DueMove[], at: Temporal.Instant): Promise<void> {
  const alike = Map.groupBy(dues, ({ due, inForce }) => `${due.toString()} ${inForce?.since.toString() ?? ''}`);
  for (const some of alike.values()) {
    const [first] = some;
    for (let from = 0; first && from < some.length; from += 1000) {
      const ids = some.slice(from, from + 1000).map(({ obligation }) => obligation);
      const moved = await tx
        .updateTable('obligation')
        .set((eb) => ({
          due: first.due,
          ...(first.inForce && {
            due_since: first.inForce.since,
            moved_at: at,
            revision: eb('revision', '+', 1),
          }),
        }))
        .where('id', 'in', ids)
        .returning(['id', 'revision'])
        .execute();
      const revisions = new Map(moved.map(({ id, revision }) => [id, revision]));
      await keepMoves(tx, some.slice(from, from + 1000), revisions, at);
    }
  }
}

/** Notes which date held before, so that what became of its letters can be told afterwards. */
async function keepMoves(
  tx: Tx,
  dues: readonly DueMove[],
  revisions: ReadonlyMap<string, number>,
  at: Temporal.Instant,
): Promise<void> {
  const rows = dues.flatMap(({ obligation, inForce }) => {
    const revision = revisions.get(obligation);
    if (!inForce || revision === undefined) return [];
    const { from, to, kind, since } = inForce;
    return [{ obligation_id: obligation, revision, moved_at: at, from_due: from, to_due: to, kind, since }];
  });
  if (rows.length > 0) await tx.insertInto('due_move').values(rows).execute();
}
