import { Refusal } from '../domain/refusal.ts';
import { termIn, termWords } from '../domain/term.ts';
import type { Db } from '../store/connection.ts';
import { findFormDraft, listFormDrafts, listFormVersions, listNewestForms } from '../store/forms.ts';
import type { FormDraft, FormVersion } from '../store/forms.ts';
import { listAllRegimes } from '../store/regimes.ts';
import type { RegimeState } from '../store/regimes.ts';

/** A regime whose policy names the form: its next cycle asks by the newest version. */
export interface UsingRegime {
  id: string;
  name: string;
  state: RegimeState;
}

/** A cycle with the version that it opened with, which it keeps. */
export interface UsingCycle {
  id: string;
  regime: string;
  words: string;
  version: number;
  closed: boolean;
}

export interface ListedForm {
  id: string;
  newest: FormVersion | undefined;
  draft: FormDraft | undefined;
  regimes: readonly UsingRegime[];
}

/** A form as its page shows it. */
export interface FormView extends ListedForm {
  /** The newest first. */
  versions: readonly FormVersion[];
  /** The revision that the next save of its draft must have seen. */
  revision: number;
  cycles: readonly UsingCycle[];
}

/** Every form: its newest version, its draft, the regimes that use it. */
export async function readForms(db: Db): Promise<ListedForm[]> {
  const newest = await listNewestForms(db);
  const drafts = await listFormDrafts(db);
  const ids = [...new Set([...newest, ...drafts].map(({ id }) => id))].toSorted();
  const regimes = await usingRegimes(db);
  return ids.map((id) => ({
    id,
    newest: newest.find((each) => each.id === id),
    draft: drafts.find((each) => each.id === id),
    regimes: regimes.get(id) ?? [],
  }));
}

/** A form with its versions, its draft, and where it is used. Refuses: `form.not_found`. */
export async function readForm(db: Db, id: string): Promise<FormView> {
  const versions = await listFormVersions(db, id);
  const draft = await findFormDraft(db, id);
  const [newest] = versions;
  if (!newest && !draft) throw new Refusal('form.not_found', { form: id });
  return {
    id,
    versions,
    newest,
    draft,
    revision: draft?.revision ?? newest?.revision ?? 0,
    regimes: (await usingRegimes(db)).get(id) ?? [],
    cycles: await usingCycles(db, id),
  };
}

async function usingRegimes(db: Db): Promise<ReadonlyMap<string, UsingRegime[]>> {
  const all = await listAllRegimes(db);
  return Map.groupBy(
    all.map(({ id, policy, state }) => ({ id, name: policy.components.name, state, form: policy.form })),
    ({ form }) => form,
  );
}

async function usingCycles(db: Db, form: string): Promise<UsingCycle[]> {
  const rows = await db
    .selectFrom('cycle')
    .select(['id', 'regime_id', 'year', 'part', 'policy', 'form_version', 'closed_at'])
    .where('form_id', '=', form)
    .orderBy('due', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    regime: row.regime_id,
    words: termWords(termIn(row), row.policy.frequency),
    version: row.form_version,
    closed: row.closed_at !== null,
  }));
}
