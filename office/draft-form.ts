import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import { actorName, record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { lockForm, saveFormDraft } from '../store/forms.ts';
import type { FormText } from '../store/forms.ts';
import { contentHash } from './content-hash.ts';

export interface DraftForm {
  form: string;
  text: FormText;
  /** The revision that the writer saw: the draft's, or that of the newest version; 0 for a new form. */
  seen: number;
  /** The form must not be there yet. */
  isNew?: boolean;
  actor: Actor;
  at: Temporal.Instant;
}

/**
 * Saves the draft of a form's next version and answers its revision. It may hold defects until it is published. What
 * somebody else saved meanwhile is not overwritten; what is stored already changes nothing.
 * Refuses: `actor.not_allowed`, `request.invalid` (the id), `form.exists`, `fact.changed`.
 */
export function draftForm(db: Db, { form, text, seen, isNew, actor, at }: DraftForm): Promise<number> {
  demand(actor, 'review');
  demandId(form);
  return db.transaction().execute(async (tx) => {
    const { versions, draft } = await lockForm(tx, form);
    const [newest] = versions;
    const stored = draft ?? newest;
    const current = stored?.revision ?? 0;
    if (stored && hashOf(stored) === hashOf(text) && (!isNew || draft?.base === 0)) return current;
    if (isNew && stored) throw new Refusal('form.exists', { form });
    if (seen !== current) throw new Refusal('fact.changed', { seen: String(seen), current: String(current) });
    const saved = { revision: current + 1, savedAt: at, savedBy: actorName(actor) };
    const { begunAt = at, begunBy = actorName(actor), base = newest?.version ?? 0 } = draft ?? {};
    const { title, source, sections } = text;
    await saveFormDraft(tx, { id: form, base, title, source, sections, begunAt, begunBy, ...saved });
    const facts = { revision: String(saved.revision), content: hashOf(text) };
    await record(tx, { actor, at, verb: 'draft-form', subject: `form/${form}`, facts });
    return saved.revision;
  });
}

const hashOf = ({ title, source, sections }: FormText): string => contentHash({ title, source, sections });

/** A form's id stands in addresses; `new` is the page that makes one. */
function demandId(id: string): void {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) && id.length <= 40 && id !== 'new') return;
  const message = 'Mã đề cương gồm chữ thường không dấu, chữ số và dấu gạch nối, tối đa 40 ký tự.';
  throw new Refusal('request.invalid', { count: '1' }, [{ field: 'id', message }]);
}
