import { overlongTexts } from '../domain/check-report.ts';
import { emptyReport } from '../domain/form.ts';
import type { ReportContent } from '../domain/form.ts';
import { both, fieldsOf, fieldsUnder, mergeDrafts, reportOf, withFields } from '../domain/merge-drafts.ts';
import type { Conflict } from '../domain/merge-drafts.ts';
import type { Problem } from '../domain/refusal.ts';
import type { Room } from '../office/read-room.ts';
import type { Typed } from './forms.ts';
import type { Failure } from './frame.ts';
import type { Typing } from './keep-draft.ts';
import { reportFrom, reportIn, typedFrom } from './report-form.ts';

/**
 * What the room's form brings, after the person's choices in conflicts: `choice.sections.I` is `mine`, `theirs` or `both`,
 * `others` what stood on the page beside it. A text that is too long is a problem, and what stood there before stays in the
 * draft.
 */
export function typingIn(typed: Typed, room: Room): Typing & { problems: readonly Problem[] } {
  const given = reportIn(typed['base']);
  const { content, problems } = reportFrom(typed, room, given ?? emptyReport);
  const others = fieldsOf(reportIn(typed['others']) ?? emptyReport);
  const mine = fieldsOf(content);
  const chosen = Object.entries(typed).flatMap(([name, choice]) =>
    name.startsWith('choice.') && choice ? [[name.slice('choice.'.length), choice] as const] : [],
  );
  const settled = chosen.map(([field]) => field);
  const takenOver = chosen.filter(([, choice]) => choice === 'theirs').map(([field]) => field);
  const theirs = withFields(mine, others, takenOver);
  for (const [field, choice] of chosen) {
    if (choice === 'both') theirs.set(field, both(mine.get(field), others.get(field)));
  }
  const seen = Math.trunc(Number(typed['seen'])) || 0;
  const marks = content.carried?.filter((place) => !fieldsUnder(place).some((field) => settled.includes(field)));
  const base = given && reportOf(withFields(fieldsOf(given), others, settled), given.carried);
  const overlong = overlongTexts(reportOf(theirs));
  const before = fieldsOf(base ?? room.draft.content);
  const fitting = withFields(
    theirs,
    before,
    overlong.map(({ field }) => field),
  );
  return { seen, problems: [...problems, ...overlong], content: reportOf(fitting, marks), base };
}

/** What stands on the room's page, and what its form needs to be merged later. */
export interface Shown {
  content: ReportContent;
  /** The fields' texts. */
  typed: Typed;
  seen: number;
  base: ReportContent;
  conflicts: readonly Conflict[];
  /** What stands there is not saved: `refused` with the form, or in `conflict` with what somebody else saved. */
  unsaved: 'refused' | 'conflict' | '';
}

/**
 * What the room shows: the draft; after a form that was kept and yet refused, the draft with what cannot be stored; after
 * one that was not kept, what was typed.
 */
export function shownIn(room: Room, failure: Failure | undefined, kept: number | undefined): Shown {
  const { content, version } = room.draft;
  const saved = {
    content,
    typed: typedFrom(content),
    seen: version,
    base: content,
    conflicts: [],
    unsaved: '' as const,
  };
  if (failure?.form !== 'report') return saved;
  const typing = typingIn(failure.typed, room);
  const unread = Object.fromEntries(typing.problems.map(({ field }) => [field, failure.typed[field] ?? '']));
  if (failure.code === 'fact.changed') return torn(room, typing, unread);
  if (kept === undefined)
    return { ...saved, ...typing, base: typing.base ?? emptyReport, typed: failure.typed, unsaved: 'refused' };
  return { ...saved, typed: { ...saved.typed, ...unread } };
}

/** Two versions of some fields: mine stand in the form, theirs beside them; what both began with stays until a choice. */
function torn(room: Room, typing: Typing, unread: Typed): Shown {
  const { content: theirs, version } = room.draft;
  const began = typing.base ?? emptyReport;
  const { conflicts } = mergeDrafts(began, typing.content, theirs);
  const paths = conflicts.map(({ field }) => field);
  const content = reportOf(withFields(fieldsOf(theirs), fieldsOf(typing.content), paths), theirs.carried);
  const base = reportOf(withFields(fieldsOf(theirs), fieldsOf(began), begun(paths, began)), theirs.carried);
  const typed = { ...typedFrom(content), ...unread };
  return { content, typed, seen: version, base, conflicts, unsaved: 'conflict' };
}

/** A task that was not there has no state of its own either: else its absence would read as under way. */
const begun = (paths: readonly string[], { tasks }: ReportContent): string[] =>
  paths.flatMap((path) => {
    const [, place = '', code = ''] = /^(tasks\.(.+))\.(?:state|percent|result)$/.exec(path) ?? [];
    return place && !tasks[code] ? fieldsUnder(place) : [path];
  });

/** The other side of conflicts, for the form to bring back. */
export const othersOf = (conflicts: readonly Conflict[]): ReportContent =>
  reportOf(new Map(conflicts.flatMap(({ field, theirs }) => (theirs === undefined ? [] : [[field, theirs]]))));
