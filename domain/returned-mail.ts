import { bounceOf } from './bounce.ts';
import type { Bounce, DeliveryReport } from './bounce.ts';

/** What a mail that came to the return address is. */
export type ReturnedMail =
  | {
      kind: 'bounce';
      bounces: readonly Bounce[];
      /** The Message-IDs of the letter that came back, the likeliest first. */
      messageIds: readonly string[];
      /** The addresses to which the report came: one of them may carry the letter's own token (VERP). */
      returnPaths: readonly string[];
    }
  /** A person is away, a list answers, a machine asks for a confirmation: nothing to do. */
  | { kind: 'auto_reply' }
  /** The recipient's program says that the letter was shown or deleted. */
  | { kind: 'receipt' }
  /** The mail system says that the letter arrived. */
  | { kind: 'delivered' }
  /** Perhaps a person's own words: for people. */
  | { kind: 'other' };

/** What is looked at in a returned mail. */
export interface ReturnedFacts {
  /** By lower-case name, unfolded and decoded; the first of each. */
  headers: ReadonlyMap<string, string>;
  /** What mail systems report of each recipient. */
  reports: readonly DeliveryReport[];
  /** It holds a message/disposition-notification: a read receipt. */
  disposition: boolean;
  messageIds: readonly string[];
  returnPaths: readonly string[];
}

/**
 * What a returned mail is, by what it carries and not by who seems to have sent it: reports of delivery first (they call
 * themselves auto-replied as well), then read receipts and automatic answers; all else is for people.
 * Source: RFC 3464 (reports), RFC 8098 (receipts), RFC 3834 (automatic answers).
 */
export function readReturned(facts: ReturnedFacts): ReturnedMail {
  const { reports, messageIds, returnPaths } = facts;
  const bounces = reports.flatMap((report) => bounceOf(report) ?? []);
  if (bounces.length > 0) return { kind: 'bounce', bounces, messageIds, returnPaths };
  if (reports.length > 0) return { kind: 'delivered' };
  if (facts.disposition) return { kind: 'receipt' };
  return isAutomatic(facts.headers) ? { kind: 'auto_reply' } : { kind: 'other' };
}

/**
 * Whether a mail answers by itself. A header that says so is believed; a subject alone only when it begins with the words
 * that programs put there. `Precedence: bulk` alone is also what lists carry: it counts in a reply.
 */
export function isAutomatic(headers: ReadonlyMap<string, string>): boolean {
  const of = (name: string): string => (headers.get(name) ?? '').trim().toLowerCase();
  const reply = headers.has('in-reply-to') || headers.has('references');
  const submitted = of('auto-submitted');
  if (submitted.startsWith('auto-replied')) return true;
  if (autoHeaders.some((name) => headers.has(name) && of(name) !== 'no')) return true;
  if (of('precedence') === 'auto_reply') return true;
  if (isAutoSubject(headers.get('subject') ?? '')) return true;
  return reply && (submitted.startsWith('auto-') || ['bulk', 'junk'].includes(of('precedence')));
}

/** Set by vacation programs and challenge systems; older than RFC 3834, and still in use. */
const autoHeaders = [
  'x-autoreply',
  'x-autorespond',
  'x-auto-reply',
  'x-autoreply-from',
  'x-mail-autoreply',
  'x-boxtrapper',
];

const isAutoSubject = (subject: string): boolean => autoSubject.test(subject.normalize('NFC'));

const autoSubject =
  /^\s*\[?\s*(tự động trả lời|trả lời tự động|thư (trả lời )?tự động|phản hồi tự động|automatic reply|auto(matic)?[- ]?(reply|response)|out of (the )?office|vacation (reply|notice|message))/iu;
