import { isDeepStrictEqual } from 'node:util';
import type { Arrival } from './arrival.ts';
import { isExcused, wasRefusedTo } from './excuses.ts';
import { demandsOf } from './model.ts';
import type { Demand } from './model.ts';
import type { Observed } from './observed.ts';
import { isWave } from './policy.ts';
import { isBefore, momentOf } from './wall-calendar.ts';

/** What is wrong with a year, each with words for people; and what is right and worth counting. */
export interface Verdict {
  letters: number;
  lost: string[];
  duplicated: string[];
  afterSubmission: string[];
  receiptsWithoutReport: string[];
  /** Letters before their moment, or claimed when nobody works. */
  untimely: string[];
  /** E-mails that arrived again after an unacknowledged attempt, with the same Message-ID, as the ledger says. */
  unacknowledgedRetries: number;
  /** Letters claimed between the moment at which a report counts as received and the commit that stored it. */
  crossed: number;
}

/** Compares what arrived and what is stored with what should be. */
export function judge(seen: Observed): Verdict {
  const arrived = arrivedSlots(seen);
  const repeats = repeatsOf(seen);
  const demands = demandsOf(seen);
  return {
    letters: new Set(seen.arrivals.map(({ messageId }) => messageId)).size,
    lost: [...demands.flatMap((demand) => lossOf(demand, seen, arrived)), ...unsettled(seen)],
    duplicated: repeats.duplicated,
    unacknowledgedRetries: repeats.retries,
    ...afterSubmission(seen),
    receiptsWithoutReport: receiptsWithoutReport(seen),
    untimely: untimely(seen),
  };
}

/** The addresses that each slot reached. A letter to several people of the office may be a slot for each: `…/to-1a2b3c4d`. */
function arrivedSlots({ arrivals }: Observed): Map<string, Set<string>> {
  const arrived = new Map<string, Set<string>>();
  for (const { slots, to } of arrivals) {
    for (const slot of slots) {
      const base = baseOf(slot);
      arrived.set(base, new Set([...(arrived.get(base) ?? []), ...to]));
    }
  }
  return arrived;
}

/** The slot of a letter, whoever of several people it went to, and however often it was sent again to an address of it. */
export const baseOf = (slot: string): string => firstOf(slot).replace(/\/to-[0-9a-f]+(?=\/|$)/, '');

/** What a letter that goes once more, to addresses that were put off or to the next contact, is once more. */
const firstOf = (slot: string): string => slot.replace(/\/(again|next)\/\d+$/, '');

function lossOf(demand: Demand, seen: Observed, arrived: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  if (!arrived.has(demand.slot)) return isExcused(demand, seen, arrived) ? [] : [`${demand.slot} did not arrive`];
  return unreached(demand, seen, arrived).map((address) => `${demand.slot} did not reach ${address}`);
}

/** The addresses that a letter did not reach, though it reached another, and though the mail server did not refuse them for good then. */
function unreached({ slot, to }: Demand, seen: Observed, arrived: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const reached = arrived.get(slot);
  if (!reached) return [];
  const mine = seen.arrivals.filter(({ slots }) => slots.some((each) => baseOf(each) === slot));
  // Refused in the very session in which the letter reached the others.
  const isRefused = (address: string): boolean =>
    mine.some(({ claimedAt, dataAt }) => wasRefusedTo(address, { from: claimedAt, to: dataAt }, seen));
  // A slot for each person may have been refused for one of them alone.
  const mineInLedger = seen.ledger.filter((line) => baseOf(line.slot) === slot);
  if (mineInLedger.some(({ state }) => state === 'failed')) return [];
  // Before the address could be tried again, the agency had reported, or a newer letter had been written.
  if (mineInLedger.some(({ slot: again, state }) => firstOf(again) !== again && state !== 'sent')) return [];
  return to.filter((address) => !reached.has(address) && !isRefused(address));
}

/** Lines that are still on their way when everything is quiet. */
const unsettled = ({ ledger }: Observed): string[] =>
  ledger
    .filter(({ state }) => state === 'planned' || state === 'claimed')
    .map(({ slot, state }) => `${slot} is still ${state}`);

function repeatsOf({ arrivals, ledger }: Observed): { duplicated: string[]; retries: number } {
  const counted = new Map(ledger.map(({ slot, unacknowledged }) => [slot, unacknowledged]));
  const bySlot = Map.groupBy(
    arrivals.flatMap((arrival) => arrival.slots.map((slot) => ({ slot, ...arrival }))),
    ({ slot }) => slot,
  );
  const duplicated: string[] = [];
  for (const [slot, copies] of bySlot) {
    const ids = new Set(copies.map(({ messageId }) => messageId));
    if (ids.size > 1) duplicated.push(`${slot} arrived with ${ids.size} Message-IDs`);
    else if (copies.length - 1 > (counted.get(slot) ?? 0))
      duplicated.push(
        `${slot} arrived ${copies.length} times; the ledger counts ${counted.get(slot) ?? 0} unacknowledged`,
      );
  }
  const sameId = Map.groupBy(arrivals, ({ messageId }) => messageId);
  for (const [messageId, copies] of sameId) {
    const carried = new Set(copies.map(({ slots }) => slots.toSorted().join(' ')));
    if (carried.size > 1)
      duplicated.push(`${messageId} is the Message-ID of different letters: ${[...carried].join(' | ')}`);
  }
  return { duplicated, retries: arrivals.length - sameId.size };
}

/** Requests, reminders and urgings to an agency that had handed in its report before they were claimed, and before they left. */
function afterSubmission(seen: Observed): { afterSubmission: string[]; crossed: number } {
  const found: string[] = [];
  let crossed = 0;
  for (const arrival of seen.arrivals) {
    for (const slot of arrival.slots.filter((each) => isWaveSlot(each, seen))) {
      const report = reportBefore(slot.split('/')[2] ?? '', arrival, seen);
      if (!report) continue;
      // A claim that came between the receipt's instant and the commit could not see the report.
      if (report.storedAt && !isBefore(report.storedAt, arrival.claimedAt)) crossed += 1;
      else found.push(`${slot} was claimed at ${arrival.claimedAt.toString()}, after receipt ${report.code}`);
    }
  }
  return { afterSubmission: found, crossed };
}

/** A report that was received before a letter was claimed and left, and was not returned by then. */
function reportBefore(agency: string, { claimedAt, dataAt }: Arrival, { diary, reports }: Observed) {
  const mine = diary
    .of('receipt', agency)
    .filter(({ receivedAt }) => isBefore(receivedAt, claimedAt) && isBefore(receivedAt, dataAt))
    .toSorted((a, b) => a.version - b.version)
    .at(-1);
  const review = mine && diary.of('review', agency).find(({ code }) => code === mine.code);
  if (!mine || (review?.verdict === 'returned' && isBefore(review.span.from, dataAt))) return undefined;
  return { code: mine.code, storedAt: reports.find(({ submission }) => submission === mine.submission)?.storedAt };
}

function isWaveSlot(slot: string, { policy }: Observed): boolean {
  // A flag about such a letter has its name and more: `…/request/refused`.
  const [, , , rung, revision, ...more] = firstOf(slot).split('/');
  if (more.length > 0 || !/^\d*$/.test(revision ?? '')) return false;
  return policy.ladder.some((each) => each.rung === rung && isWave(each));
}

/** Receipts handed out or mailed whose report is not stored as it was sent, with the hash that the receipt names. */
function receiptsWithoutReport({ diary, arrivals, reports }: Observed): string[] {
  const stored = new Map(reports.map((report) => [report.code, report]));
  const handed = diary.of('receipt').filter(({ code, sha256, content }) => {
    const report = stored.get(code);
    return report?.sha256 !== sha256 || !isDeepStrictEqual(partsOf(report.content), partsOf(content));
  });
  const hashes = new Set(reports.map(({ sha256 }) => sha256));
  const mailed = arrivals.filter(({ slots, text }) => {
    if (!slots.some((slot) => /\/receipt\/\d+$/.test(slot))) return false;
    const codes = [...text.matchAll(/Mã tiếp nhận: (\S+)/g)].map(([, code = '']) => code);
    const named = [...text.matchAll(/\(SHA-256\): ([0-9a-f]{64})/g)].map(([, hash = '']) => hash);
    return codes.length === 0 || codes.some((code) => !stored.has(code)) || named.some((hash) => !hashes.has(hash));
  });
  return [
    ...handed.map(({ agency, code }) => `${agency} was handed ${code}, which is not stored as sent`),
    ...mailed.map(({ slots }) => `${slots.join(' ')} names a receipt whose report is not stored`),
  ];
}

const partsOf = (content: unknown): unknown => {
  const { sections, tasks } = content as { sections: unknown; tasks: unknown };
  return { sections, tasks };
};

/** What leaves at once because its recipient has just acted; to an address that was put off, or to the next contact, as well. */
const atOnce = /\/(receipt\/\d+|obstacle\/[^/]+\/acknowledged)(\/(again|next)\/\d+)?$/;

function untimely(seen: Observed): string[] {
  const moments = new Map(demandsOf(seen).flatMap(({ slot, wave }) => (wave ? [[slot, wave.at] as const] : [])));
  return seen.arrivals.flatMap(({ slots, claimedAt }) => {
    const early = slots.filter((slot) => {
      const at = moments.get(slot);
      return at !== undefined && isBefore(claimedAt, at);
    });
    const inVain = slots.every((slot) => !atOnce.test(slot)) && !isOfficeTime(claimedAt, seen);
    return [
      ...early.map((slot) => `${slot} was claimed before its moment`),
      ...(inVain ? [`${slots.join(' ')} was claimed outside working hours, at ${claimedAt.toString()}`] : []),
    ];
  });
}

function isOfficeTime(at: Temporal.Instant, { calendar }: Observed): boolean {
  const day = at.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate();
  if (!calendar.isWorked(day)) return false;
  return !isBefore(at, momentOf(day, '07:00')) && isBefore(at, momentOf(day, '17:30'));
}
