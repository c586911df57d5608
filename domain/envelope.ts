import { isFollowUp } from './follow-up.ts';
import type { LetterKind } from './letter.ts';
import { leavesAtOnce } from './letter.ts';

/** A letter that may leave now. */
export interface ReadyLetter {
  slot: string;
  kind: LetterKind;
  /** To whom: `agency/STC`, or a person's address. */
  recipient: string;
  recipients: readonly { email: string }[];
  /** The Message-ID under which it may have left already without our seeing it; null for one that has not. */
  messageId: string | null;
}

/**
 * Letters that leave as one e-mail: those for the same recipient, the most urgent first. A receipt leaves alone, and what
 * may have left together once is sent again together, under the Message-ID that it had. What is sent once more to some of a
 * recipient's addresses goes to those only.
 * In: letters whose moment has come. Out: each of them in exactly one envelope, in the order in which they came.
 */
export function envelopesOf<Letter extends ReadyLetter>(letters: readonly Letter[]): readonly (readonly Letter[])[] {
  const envelopes = Map.groupBy(letters, ({ slot, kind, recipient, recipients, messageId }) => {
    if (messageId) return messageId;
    if (leavesAtOnce(kind)) return slot;
    return isFollowUp(slot) ? `${recipient} ${recipients.map(({ email }) => email).join(' ')}` : recipient;
  });
  return [...envelopes.values()].map((enclosed) => enclosed.toSorted((a, b) => urgency(a.kind) - urgency(b.kind)));
}

/** What the names of an envelope's letters are: one slot, or several with spaces between. A slot has no space. */
export const envelopeName = (slots: readonly string[]): string => slots.toSorted().join(' ');

/** From what must be done today to what is only told; what leaves alone stands first. */
const byUrgency = Object.keys({
  receipt: true,
  'obstacle-acknowledged': true,
  'submission-code': true,
  urge: true,
  'official-letter': true,
  'official-report': true,
  'escalation-drafted': true,
  'send-up': true,
  'sending-waiting': true,
  'extension-waiting': true,
  'missing-list': true,
  'approval-asked': true,
  returned: true,
  'due-moved': true,
  'approval-returned': true,
  reopened: true,
  'delivery-failed': true,
  'step-failed': true,
  'obstacle-waiting': true,
  'review-waiting': true,
  'letter-waiting': true,
  remind: true,
  'extension-refused': true,
  'extension-requested': true,
  'obstacle-raised': true,
  'obstacles-to-compile': true,
  'room-link': true,
  request: true,
  compiled: true,
  'extension-granted': true,
  'contact-changed': true,
  'obstacle-told': true,
  settled: true,
  excused: true,
  accepted: true,
  'paper-recorded': true,
} satisfies Record<LetterKind, true>);

const urgency = (kind: LetterKind): number => byUrgency.indexOf(kind);
