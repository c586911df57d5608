import type { CalendarDay, DayKind } from '../../domain/calendar.ts';
import { dayKindWords } from '../../domain/day-kind-words.ts';
import type { Problem } from '../../domain/refusal.ts';

const confidences = ['high', 'medium', 'low'] as const;

/** The days of a JSON text: a list of days, `{ days: […] }`, or `{ years: { "2027": […] } }` as `data/calendar-vn.json`. */
export function daysOfJson(text: string, source: string): { days: CalendarDay[]; problems: Problem[] } {
  const entries = entriesOf(text);
  if (!entries)
    return {
      days: [],
      problems: [
        { field: 'file', message: 'Tệp JSON không đọc được; cần một danh sách ngày, hoặc years như tệp dữ liệu mẫu.' },
      ],
    };
  const read = entries.map((entry, place) => dayOf(entry, place + 1, source));
  return { days: read.flatMap(({ day }) => day ?? []), problems: read.flatMap(({ problems }) => problems) };
}

function entriesOf(text: string): unknown[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if ('days' in value && Array.isArray(value.days)) return value.days;
  const years = 'years' in value ? value.years : undefined;
  return typeof years === 'object' && years !== null ? Object.values(years).flat() : undefined;
}

function dayOf(entry: unknown, number: number, fallback: string): { day?: CalendarDay; problems: Problem[] } {
  const problems: Problem[] = [];
  const blame = (words: string) => void problems.push({ field: 'file', message: `Mục ${number}: ${words}` });
  const { date, name, kind, source, confidence = 'high' } = (entry ?? {}) as Record<string, unknown>;
  if (!isDate(date)) blame(`“date” cần là ngày dạng 2026-11-24.`);
  if (typeof name !== 'string' || !name.trim()) blame('“name” chưa có tên ngày.');
  if (!isKind(kind)) blame(`“kind” cần là một trong ${Object.keys(dayKindWords).join(', ')}.`);
  if (!confidences.includes(confidence as 'high')) blame(`“confidence” cần là một trong ${confidences.join(', ')}.`);
  if (problems.length > 0 || !isDate(date) || !isKind(kind)) return { problems };
  const from = typeof source === 'string' && source.trim() ? source.trim() : fallback;
  return { day: { date, name: String(name).trim(), kind, source: from, confidence: confidence as 'high' }, problems };
}

const isKind = (value: unknown): value is DayKind => typeof value === 'string' && Object.hasOwn(dayKindWords, value);

function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^20\d\d-\d\d-\d\d$/.test(value)) return false;
  try {
    return Temporal.PlainDate.from(value, { overflow: 'reject' }).toString() === value;
  } catch {
    return false;
  }
}
