import { changedParts, partOf } from './differences.ts';
import type { Form, SubmittedReport } from './form.ts';

/** What a reviewer says of a place of a report (ý kiến thẩm tra), and what the agency answers. */
export interface ReviewComment {
  id: string;
  submission: string;
  version: number;
  /** `general`, `sections.I`, `tasks.II.1.a`, `indicators.2.1`, `files`; a return by program may name others. */
  field: string;
  words: string;
  madeAt: Temporal.Instant;
  madeBy: string;
  /** Its version was returned, so that the agency has read it. */
  told: boolean;
  answer: { words: string; answeredAt: Temporal.Instant; answeredBy: string } | undefined;
  /** When the reviewer was content; an open one is a reason of the next return. */
  resolvedAt: Temporal.Instant | undefined;
}

/** A part that passed the review of a version. */
export interface Pass {
  part: string;
  version: number;
  passedAt: Temporal.Instant;
  passedBy: string;
}

/** How a part stands that passed: in which version, and whether it has been changed since. */
export interface Standing extends Pass {
  changed: boolean;
}

/**
 * How the parts that have passed stand in a version, by part; what passed last counts. A part that passed and was
 * changed has to be looked at again. In: the passes of all versions, the contents by version.
 */
export function standingOf(
  version: number,
  { form, passes, contents }: { form: Form; passes: readonly Pass[]; contents: ReadonlyMap<number, SubmittedReport> },
): ReadonlyMap<string, Standing> {
  const now = contents.get(version);
  const last = new Map(
    passes
      .filter((pass) => pass.version <= version)
      .toSorted((a, b) => a.version - b.version)
      .map((pass) => [pass.part, pass]),
  );
  return new Map(
    [...last].map(([part, pass]) => {
      const then = contents.get(pass.version);
      return [part, { ...pass, changed: !now || !then || changedParts(form, then, now).has(part) }];
    }),
  );
}

/** Comments in the order of the form that they are about, those about the whole first; within a place as they were made. */
export function inFormOrder<Placed extends { field: string }>(comments: readonly Placed[], form: Form): Placed[] {
  const order = ['general', ...form.sections.map(({ code }) => `sections.${code}`), 'files'];
  const place = ({ field }: Placed) => order.indexOf(partOf(field, form));
  return comments.toSorted((a, b) => place(a) - place(b));
}

/** The comments that the agency has been told of and that wait for its answer. */
export const waitingForAnswer = (comments: readonly ReviewComment[]): readonly ReviewComment[] =>
  comments.filter(({ told, answer, resolvedAt }) => told && !answer && !resolvedAt);
