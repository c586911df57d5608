/** A change of a text: its paragraphs `from` (included) to `to` (excluded) give way to these; equal numbers insert. */
interface Change {
  from: number;
  to: number;
  paragraphs: readonly string[];
}

/**
 * Merges two texts that began as one, when each side changed other paragraphs, or one holds the other's change already;
 * undefined when both changed the same place, or added at the same place: then a person has to choose.
 * In: texts without blanks at their ends; paragraphs are lines. Out: the same from either side, never empty.
 */
export function mergeText(base: string, mine: string, theirs: string): string | undefined {
  const [was, my, their] = [base.split('\n'), mine.split('\n'), theirs.split('\n')];
  const changes = [changeOf(was, my), changeOf(was, their)] as const;
  // Where each took away what the other left, neither of them wanted it empty.
  if (apart(...changes)) return applied(was, changes).join('\n').trim() || undefined;
  const [isInTheirs, isInMine] = [holds(their, my, changes[0]), holds(my, their, changes[1])];
  // Both: like paragraphs follow each other, and which of them went away cannot be told.
  if (isInTheirs === isInMine) return undefined;
  return isInTheirs ? theirs : mine;
}

/** What has become of a text, as one change: people change one place between two savings. */
function changeOf(was: readonly string[], now: readonly string[]): Change {
  const shorter = Math.min(was.length, now.length);
  let from = 0;
  while (from < shorter && was[from] === now[from]) from += 1;
  let behind = 0;
  while (behind < shorter - from && was.at(-1 - behind) === now.at(-1 - behind)) behind += 1;
  return { from, to: was.length - behind, paragraphs: now.slice(from, now.length - behind) };
}

/** Whether two changes of one text touch different places; two insertions at one place have no order. */
function apart(one: Pick<Change, 'from' | 'to'>, other: Pick<Change, 'from' | 'to'>): boolean {
  const isSameInsertion = one.from === one.to && other.from === other.to && one.from === other.from;
  return !isSameInsertion && (one.to <= other.from || other.to <= one.from);
}

function applied(was: readonly string[], changes: readonly Change[]): string[] {
  const [first, second] = changes.toSorted((a, b) => a.from - b.from || a.to - b.to);
  if (!first || !second) return [...was];
  return [
    ...was.slice(0, first.from),
    ...first.paragraphs,
    ...was.slice(first.to, second.from),
    ...second.paragraphs,
    ...was.slice(second.to),
  ];
}

/**
 * Whether a text is the changed one with more changed elsewhere: nothing of that change is missing in it. Right beside it is
 * not elsewhere: what the change took away may have come back there.
 */
function holds(text: readonly string[], changed: readonly string[], { from, paragraphs }: Change): boolean {
  const more = changeOf(changed, text);
  return more.to < from || from + paragraphs.length < more.from;
}
