import type { AgencyActor } from '../api/identity.ts';
import type { Deps } from '../api/deps.ts';
import { writtenPart } from '../domain/form.ts';
import type { ReportContent } from '../domain/form.ts';
import { Refusal } from '../domain/refusal.ts';
import { contentHash } from '../office/content-hash.ts';
import { mergeDraft } from '../office/merge-draft.ts';
import type { KeptDraft } from '../office/merge-draft.ts';

export interface Typing {
  content: ReportContent;
  /** What stood on the page when the typing began; undefined when the form does not say. */
  base: ReportContent | undefined;
  /** The draft's version then. */
  seen: number;
}

/** The draft as it stands after a press of a button. */
export interface KeptOnPage extends KeptDraft {
  /** It holds words of others that did not stand on the writer's page. */
  unseen: boolean;
}

/**
 * Saves what the room's form brings, before anything else is done with it, together with what others saved meanwhile, and
 * answers the draft. Refuses: `fact.changed` with every field that both changed, the rest being saved; and as
 * `mergeDraft`.
 */
export async function keepDraft({ db, clock }: Deps, actor: AgencyActor, typing: Typing): Promise<KeptOnPage> {
  const { obligation } = actor;
  const kept = await mergeDraft(db, { obligation, ...typing, actor, at: clock.now() });
  if (kept.conflicts.length > 0) {
    const message = 'Có người khác vừa sửa chỗ này; đề nghị chọn nội dung để lưu.';
    const places = kept.conflicts.map(({ field }) => ({ field, message }));
    throw new Refusal('fact.changed', { current: String(kept.version) }, places);
  }
  const unseen = contentHash(writtenPart(kept.content)) !== contentHash(writtenPart(typing.content));
  return { ...kept, unseen };
}
