import { compilationNotes } from '../domain/compilation-notes.ts';
import type { CheckedSource } from '../domain/compilation-notes.ts';
import { indicatorsOf } from '../domain/form.ts';
import { listSources } from '../store/compilations.ts';
import type { Db } from '../store/connection.ts';
import { getForm } from '../store/cycles.ts';
import { countOpenComments } from '../store/review-comments.ts';
import { listAccepted, paperIn } from '../store/submissions.ts';
import { contentHash } from './content-hash.ts';
import { finishStep } from './finish-step.ts';
import { getSnapshot } from './read-compilation.ts';

/** Looks a run's sources over and keeps what is doubtful, for its page. It never blocks. Refuses: `compilation.not_ready`. */
export async function checkSources(
  db: Db,
  { compilation, at }: { compilation: string; at: Temporal.Instant },
): Promise<boolean> {
  const snapshot = await getSnapshot(db, compilation);
  const form = await getForm(db, snapshot.form);
  const fixed = new Map(snapshot.sources.map(({ submission, sha256 }) => [submission, sha256]));
  const accepted = await listAccepted(db, [...fixed.keys()]);
  const doubted = await countOpenComments(db, [...fixed.keys()]);
  const sources = (await listSources(db, compilation)).map((source): CheckedSource => {
    const answers = Object.values(source.content.indicators ?? {});
    return {
      name: source.agency_name,
      intact: contentHash(source.content) === fixed.get(source.id),
      reviewed: accepted.has(source.id),
      openComments: doubted.get(source.id) ?? 0,
      outside: paperIn(source).paper !== undefined,
      estimated: answers.some(({ estimated }) => estimated),
      figures: answers.length > 0,
    };
  });
  const notes = compilationNotes(snapshot.facts.agencies, sources, indicatorsOf(form).length > 0);
  return finishStep(db, { compilation, step: 'check', outcome: notes, at });
}
