import type { DeliveryReport } from '../../domain/bounce.ts';
import { fieldsOf, plainAddress } from './delivery-status.ts';

/** A report in words, as systems write it that know no delivery-status part. */
export interface PlainReport {
  reports: DeliveryReport[];
  /** The head of the letter that came back, when its copy follows. */
  original: ReadonlyMap<string, string>;
}

/** Reads the reports that qmail and Exim write in plain text; undefined when the text is neither's. */
export function readPlainReport(text: string, failedRecipients: string): PlainReport | undefined {
  const lines = text.replaceAll('\r\n', '\n');
  return readQmail(lines) ?? readExim(lines, failedRecipients);
}

/**
 * qmail-send: "Hi. This is the qmail-send program at …", then a paragraph for each recipient that begins with
 * `<address>:`, then "--- Below this line is a copy of the message." Source: QSBMF, cr.yp.to/proto/qsbmf.txt.
 */
function readQmail(text: string): PlainReport | undefined {
  if (!/^\s*Hi\. This is the /.test(text)) return undefined;
  const [said = '', copy = ''] = text.split(/^--- (?:Below this line is|Enclosed are)[^\n]*$/m);
  const permanent = /permanent error|given up/i.test(said);
  const reports = said.split(/\n\n+/).flatMap((paragraph) => {
    const [, address = '', reason = ''] = /^\s*<([^<>\s]+@[^<>\s]+)>:\s*([\s\S]*)$/.exec(paragraph) ?? [];
    return address ? [reportOf(address, permanent ? 'failed' : 'delayed', reason)] : [];
  });
  return { reports, original: fieldsOf(copy.trimStart().split('\n\n')[0] ?? '') };
}

/**
 * Exim before 4.90, and systems like it: an X-Failed-Recipients header, and in the text each address on a line of its own
 * with the reason indented below.
 */
function readExim(text: string, failedRecipients: string): PlainReport | undefined {
  if (!/could not be delivered|has not (yet )?been delivered|delayed/i.test(text)) return undefined;
  const delayed =
    /not yet been delivered|will continue|delivery attempts/i.test(text) && !/permanent error/i.test(text);
  if (!failedRecipients && !delayed) return undefined;
  const [said = '', copy = ''] = text.split(/^-{4,} ?This is a copy of the message[^\n]*$/m);
  const named = [...said.matchAll(/^ {2}(\S+@\S+)[^\n]*\n((?: {4}[^\n]*\n?)*)/gm)];
  const addresses = failedRecipients.split(',').map(plainAddress).filter(Boolean);
  const reports = named
    .map(([, address = '', reason = '']) => reportOf(address, delayed ? 'delayed' : 'failed', reason))
    .filter(({ address }) => delayed || addresses.includes(address));
  const silent = addresses.filter((each) => !reports.some(({ address }) => address === each));
  if (reports.length === 0 && silent.length === 0) return undefined;
  return {
    reports: [...reports, ...silent.map((address) => reportOf(address, 'failed', ''))],
    original: fieldsOf(copy.trimStart().split('\n\n')[0] ?? ''),
  };
}

function reportOf(address: string, action: string, reason: string): DeliveryReport {
  const diagnostic = reason.replaceAll(/\s+/g, ' ').trim();
  const status = /\(#(\d\.\d{1,3}\.\d{1,3})\)/.exec(diagnostic)?.[1] ?? '';
  return { address: plainAddress(address), action, status, diagnostic };
}
