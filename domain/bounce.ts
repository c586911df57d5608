/** Whether an address has refused mail for good, or only this once. */
export type BounceKind = 'hard' | 'soft';

/** What a mail system reports of one recipient (RFC 3464): what it did, and why. */
export interface DeliveryReport {
  /** The address as we wrote it, when the report names it; else the one at which delivery ended. */
  address: string;
  /** `failed`, `delayed`, `delivered`, `relayed` or `expanded`. */
  action: string;
  /** `5.1.1`; empty when the report has none. */
  status: string;
  /** What the last mail server said: `550 5.1.1 User unknown`. */
  diagnostic: string;
}

/** An address from which a letter came back. */
export interface Bounce {
  address: string;
  kind: BounceKind;
  /** The mail system has given the letter up, also where the address may work again; absent: what is hard. */
  final?: boolean;
  status: string;
  diagnostic: string;
}

/** Whether a letter did not reach an address and will not any more. */
export const isFinal = ({ kind, final }: Pick<Bounce, 'kind' | 'final'>): boolean => final ?? kind === 'hard';

/**
 * The bounce that a report tells of: `failed` with `5.1.1` is hard, `delayed` soft; undefined when the letter arrived.
 * Hard is a permanent failure (class 5), save those that RFC 3463 itself calls persistent *transient* ones, because the
 * address is right and time or its owner mends it: mailbox full (X.2.2), mail system full (X.3.1), delivery time expired
 * (X.4.7). X.4.1 would belong to them, but Exchange Online says 5.4.1 of a recipient that does not exist.
 * Source: RFC 3464 2.3.3 (action), RFC 3463 3.3-3.5 (status).
 */
export function bounceOf(report: DeliveryReport): Bounce | undefined {
  const action = report.action.toLowerCase();
  if (action !== 'failed' && action !== 'delayed') return undefined;
  const { address, diagnostic } = report;
  const status = exactStatus(report.status, diagnostic);
  return {
    address,
    diagnostic,
    status,
    kind: action === 'failed' && isPermanent(status, diagnostic) ? 'hard' : 'soft',
    final: action === 'failed',
  };
}

function isPermanent(status: string, diagnostic: string): boolean {
  if (passing.has(status.slice(2)) || (isVague(status) && saysFull.test(diagnostic))) return false;
  // A failure without a code: the mail system has given up.
  return !status.startsWith('4');
}

/** The status codes whose class 5 means "for now" as well, without their class. */
const passing = new Set(['2.2', '3.1', '4.7']);

const saysFull = /mailbox (is )?full|quota|over ?limit|insufficient (disk |system )?storage|hộp thư đầy/i;

/** A status of 5.0.0 says nothing: the server's own words often hold the exact one. */
function exactStatus(status: string, diagnostic: string): string {
  if (!isVague(status)) return status;
  return /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(diagnostic)?.[1] ?? (status || classOf(diagnostic));
}

const isVague = (status: string): boolean => status === '' || /^\d\.0\.0$/.test(status);

/** `5.0.0` from an answer that begins with 550. */
const classOf = (diagnostic: string): string => {
  const first = /\b([45])\d\d\b/.exec(diagnostic)?.[1];
  return first ? `${first}.0.0` : '';
};

/** Why a letter came back, as far as the office needs to know to mend it. */
export type BounceCause =
  'no_mailbox' | 'no_domain' | 'mailbox_closed' | 'mailbox_full' | 'refused' | 'too_large' | 'unreachable' | 'unclear';

/**
 * The cause behind a status and a server's words: 5.1.1 is a mailbox that does not exist. A status about the sender, the
 * letter or the way to it is never taken for one about the address, whatever its words.
 * Source: RFC 3463 3.2-3.8; the codes beyond it are Exchange's (5.1.10, 5.4.1, 5.7.x).
 */
export function bounceCause({ status, diagnostic }: Pick<Bounce, 'status' | 'diagnostic'>): BounceCause {
  const detail = status.slice(2);
  const named = causes.find(({ codes }) => codes.test(detail))?.cause;
  if (named) return named;
  const said = spoken.find(({ words }) => words.test(diagnostic))?.cause;
  // Exchange Online refuses a recipient that it does not have so.
  if (detail === '4.1' && /recipient address rejected/i.test(diagnostic)) return 'no_mailbox';
  return said ?? (isVague(status) || detail === '4.1' ? 'unclear' : 'refused');
}

const causes: readonly { codes: RegExp; cause: BounceCause }[] = [
  // The sender's address, the protocol, the letter's form.
  { codes: /^(1\.[78]|5\.\d+|6\.\d+)$/, cause: 'refused' },
  // A loop, no route, the network.
  { codes: /^4\.(2|3|5|6|14)$/, cause: 'unreachable' },
  { codes: /^1\.(2|4)$/, cause: 'no_domain' },
  { codes: /^1\.\d+$/, cause: 'no_mailbox' },
  { codes: /^2\.1$/, cause: 'mailbox_closed' },
  { codes: /^(2\.2|3\.1)$/, cause: 'mailbox_full' },
  { codes: /^(2\.3|3\.4)$/, cause: 'too_large' },
  { codes: /^4\.4$/, cause: 'no_domain' },
];

/** What servers say in words, for codes that leave it open (5.0.0, 5.4.1, 5.7.1): the first that fits. */
const spoken: readonly { words: RegExp; cause: BounceCause }[] = [
  // Of us, even where the words go on with a host or an address that is not found.
  { words: /\b(spf|dkim|dmarc|helo|ehlo|ptr|relay\w*|reverse dns|sender|sending)\b/i, cause: 'refused' },
  { words: saysFull, cause: 'mailbox_full' },
  {
    words:
      /user unknown|no such (user|mailbox|address|recipient)|unknown (user|recipient|mailbox)|no mailbox here|(user|mailbox|recipient|account|address)[^.]{0,60}(not found|does ?n[o']t exist|not exist)|undeliverable address|unrouteable address|invalid recipient/i,
    cause: 'no_mailbox',
  },
  { words: /(host|domain)[^.]{0,60}not found|no such domain|name or service not known/i, cause: 'no_domain' },
  { words: /disabled|inactive|suspended/i, cause: 'mailbox_closed' },
  { words: /too (large|big)|exceeds? .*size/i, cause: 'too_large' },
  {
    words: /spam|block|black ?list|policy|denied|rejected|not (authori[sz]ed|permitted|allowed)|reputation/i,
    cause: 'refused',
  },
  {
    words: /timed? ?out|expired|temporar|deferred|could not connect|connection refused|unreachable|try again/i,
    cause: 'unreachable',
  },
];

/**
 * Whether a cause speaks of the address itself, so that a further letter to it would come back as well. What a server
 * refuses for the letter's size or its own policy says nothing of the address: one entry in a block list would else
 * strike out every contact of the province at once.
 */
export const speaksOfAddress = (cause: BounceCause): boolean =>
  cause === 'no_mailbox' || cause === 'no_domain' || cause === 'mailbox_closed' || cause === 'unclear';
