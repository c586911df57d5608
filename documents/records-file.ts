import { mergedWords, recordedWords } from '../domain/record-words.ts';
import type { AgencyRecord } from '../domain/records-over-years.ts';

/** What the file is made of. */
export interface RecordRows {
  cycles: readonly { id: string; words: string }[];
  records: readonly AgencyRecord[];
}

/** How each agency met its dates over the years, as CSV that Excel opens: UTF-8 with its mark, separated by semicolons. */
export function recordsFile({ cycles, records }: RecordRows): string {
  const head = ['Mã', 'Cơ quan', ...cycles.map(({ words }) => words), 'Đúng hạn', 'Quá hạn', 'Không báo cáo'];
  const rows = records.map(({ agency, cycles: mine, counts }) => [
    agency.code,
    agency.name,
    ...cycles.map(({ id }) => {
      const found = mine.find(({ cycle }) => cycle === id);
      return found ? [recordedWords(found), mergedWords(found)].filter(Boolean).join('; ') : '';
    }),
    ...[counts.on_time, counts.late, counts.missing].map(String),
  ]);
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}

/** A text that begins like a formula is kept a text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
