import type { Problem } from './refusal.ts';
import { dayWords } from './words.ts';
import { byDate, dayOf, endOf, isBefore } from './zone.ts';

/** How a report came: by the system's own room, on paper, or by the document system (Hệ thống QLVB và điều hành). */
export type ReportChannel = 'system' | 'paper' | 'document-system';

/** A report that came outside the system, as the focal agency recorded it in the agency's name. */
export interface PaperReport {
  channel: Exclude<ReportChannel, 'system'>;
  /** Số, ký hiệu of the document: `125/BC-STC`. */
  number: string;
  /** The day on which it came. */
  receivedOn: Temporal.PlainDate;
  recordedAt: Temporal.Instant;
}

/** The longest number that is taken. */
export const longestNumber = 60;

/**
 * What is wrong with a record: the number is missing; the day lies ahead, or before the report could have been asked for.
 * In: the cycle's opening, or for a returned report the day of its return.
 */
export function paperProblems(
  { number, receivedOn }: Pick<PaperReport, 'number' | 'receivedOn'>,
  { from, at }: { from: Temporal.PlainDate; at: Temporal.Instant },
): Problem[] {
  const problems: Problem[] = [];
  if (!number.trim()) problems.push({ field: 'number', message: 'Cần ghi số, ký hiệu của văn bản, ví dụ 125/BC-STC.' });
  if (number.length > longestNumber)
    problems.push({ field: 'number', message: `Số, ký hiệu dài tối đa ${longestNumber} ký tự.` });
  if (byDate(receivedOn, dayOf(at)) > 0) {
    problems.push({ field: 'receivedOn', message: 'Ngày nhận không thể sau hôm nay.' });
  }
  if (byDate(receivedOn, from) < 0) {
    problems.push({ field: 'receivedOn', message: `Ngày nhận không thể trước ngày ${dayWords(from)}.` });
  }
  return problems;
}

/**
 * The instant by which a document of a stated day counts as received: the last one of the day, since only the day is
 * known; for a document of today the recording itself, by which it surely was there.
 */
export function countedFrom(receivedOn: Temporal.PlainDate, at: Temporal.Instant): Temporal.Instant {
  const last = endOf(receivedOn).subtract({ milliseconds: 1 });
  return isBefore(at, last) ? at : last;
}

/** `văn bản giấy`, `Hệ thống quản lý văn bản và điều hành`. */
export const channelWords: Record<PaperReport['channel'], string> = {
  paper: 'văn bản giấy',
  'document-system': 'Hệ thống quản lý văn bản và điều hành',
};

/** How a report came, for lists: `văn bản giấy số 125/BC-STC, nhận ngày 16/12/2026`. */
export const paperWords = ({ channel, number, receivedOn }: Omit<PaperReport, 'recordedAt'>): string =>
  channel === 'paper'
    ? `văn bản giấy số ${number}, nhận ngày ${dayWords(receivedOn)}`
    : `văn bản số ${number} qua Hệ thống quản lý văn bản và điều hành, nhận ngày ${dayWords(receivedOn)}`;
