import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { formDefectWords } from '../domain/form-defect-words.ts';
import { formDefects } from '../domain/form-defects.ts';
import type { FormContent } from '../domain/form-defect.ts';
import { Refusal } from '../domain/refusal.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { insertFormVersion, lockForm } from '../store/forms.ts';
import { demandReason } from './check-regime.ts';
import { contentHash } from './content-hash.ts';

export interface PublishForm {
  form: string;
  /** The draft's revision that was looked at. */
  seen: number;
  reason: string;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Makes a form's draft its next version and answers the number. Cycles that open from now on ask by it; open ones keep
 * theirs. Publishing the same revision again changes nothing.
 * Refuses: `actor.not_allowed` (only who leads), `form.not_found`, `fact.changed`, `request.invalid` without a reason,
 * `form.defective` with every error.
 */
export function publishForm(db: Db, { form, seen, reason, actor, at }: PublishForm): Promise<number> {
  demand(actor, 'lead');
  return db.transaction().execute(async (tx) => {
    const { versions, draft } = await lockForm(tx, form);
    const published = versions.find(({ revision }) => revision === seen);
    if (published) return published.version;
    if (!draft) throw new Refusal('form.not_found', { form });
    if (draft.revision !== seen) throw new Refusal('fact.changed', { current: String(draft.revision) });
    demandReason(reason);
    demandPublishable(draft, versions);
    const version = (versions[0]?.version ?? 0) + 1;
    await insertFormVersion(tx, draft, { version, reason: reason.trim(), madeBy: actorName(actor), at });
    const facts = { version: String(version), content: contentHash(draft.sections) };
    await record(tx, { actor, at, verb: 'publish-form', subject: `form/${form}`, facts });
    return version;
  });
}

function demandPublishable(draft: FormContent, versions: readonly FormContent[]): void {
  const errors = formDefects(draft, versions).filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const problems = errors.map((defect) => {
    const { what, mend } = formDefectWords(defect);
    return { field: defect.field, message: `${what} ${mend}` };
  });
  throw new Refusal('form.defective', { count: String(problems.length) }, problems);
}
