/** Every reason for which the office refuses; `api/errors.ts` gives each one its status and its Vietnamese sentence. */
export type Code =
  | 'request.invalid'
  | 'actor.unknown'
  | 'actor.not_allowed'
  | 'session.missing'
  | 'form.expired'
  | 'form.broken'
  | 'form.too_large'
  | 'password.weak'
  | 'invitation.expired'
  | 'signature.wrong'
  | 'link.unknown'
  | 'link.expired'
  | 'page.not_found'
  | 'regime.not_found'
  | 'regime.exists'
  | 'regime.defective'
  | 'regime.not_active'
  | 'regime.withdrawn'
  | 'form.not_found'
  | 'form.exists'
  | 'form.defective'
  | 'cycle.not_found'
  | 'cycle.closed'
  | 'agency.not_found'
  | 'obligation.not_found'
  | 'obligation.accepted'
  | 'submission.not_found'
  | 'submission.not_latest'
  | 'submission.reviewed'
  | 'submission.locked'
  | 'person.not_head'
  | 'person.not_found'
  | 'approval.required'
  | 'approval.off'
  | 'approval.no_head'
  | 'approval.not_found'
  | 'code.off'
  | 'code.no_mailbox'
  | 'code.required'
  | 'code.wrong'
  | 'code.expired'
  | 'code.too_soon'
  | 'receipt.unknown'
  | 'paper.needless'
  | 'submission.not_accepted'
  | 'extension.not_found'
  | 'extension.decided'
  | 'extension.pending'
  | 'extension.not_later'
  | 'extension.past'
  | 'extension.too_late'
  | 'correction.not_later'
  | 'correction.day_off'
  | 'comment.not_found'
  | 'comment.resolved'
  | 'obstacle.not_found'
  | 'obstacle.closed'
  | 'obstacle.not_forwarded'
  | 'obstacle_compilation.not_found'
  | 'compilation.not_found'
  | 'compilation.not_ready'
  | 'compilation.ended'
  | 'compilation.not_failed'
  | 'place.not_found'
  | 'exclusion.not_found'
  | 'sending.not_found'
  | 'document.no_pdf'
  | 'letter.not_found'
  | 'letter.issued'
  | 'letter.not_issued'
  | 'letter.voided'
  | 'letter.not_approved'
  | 'letter.figures_changed'
  | 'letter.criticism'
  | 'letter.number_taken'
  | 'incoming.not_found'
  | 'notification.not_found'
  | 'notification.not_resendable'
  | 'account.exists'
  | 'account.not_found'
  | 'file.too_large'
  | 'file.wrong_type'
  | 'file.secret'
  | 'file.active'
  | 'file.infected'
  | 'file.not_scanned'
  | 'file.no_room'
  | 'upload.not_found'
  | 'upload.offset'
  | 'upload.version'
  | 'file.not_found'
  | 'fact.changed'
  | 'calendar.gap'
  | 'calendar.not_found'
  | 'calendar.exists'
  | 'rate.exceeded'
  | 'unexpected';

/** A place to be mended: the field's path and a Vietnamese sentence. */
export interface Problem {
  field: string;
  message: string;
}

/**
 * A refusal: the office understood and says no. Carries a code and short facts without personal data
 * (dates in ISO form, counts, names of agencies), from which the sentence that people read is made.
 */
export class Refusal extends Error {
  readonly code: Code;
  readonly facts: Readonly<Record<string, string>>;
  /** Every place to be mended, when the refusal is about what was typed. */
  readonly problems: readonly Problem[];
  constructor(code: Code, facts: Readonly<Record<string, string>> = {}, problems: readonly Problem[] = []) {
    super(`${code} ${JSON.stringify(facts)}`);
    this.name = 'Refusal';
    this.code = code;
    this.facts = facts;
    this.problems = problems;
  }
}
