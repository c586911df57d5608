import { strToU8, zipSync } from 'fflate';
import type { CalendarDay } from '../domain/calendar.ts';
import { dayKindWords } from '../domain/day-kind-words.ts';
import { isFilledIn } from '../domain/provisional-days.ts';
import { dayWords } from '../domain/words.ts';
import { daySerial } from './day-serial.ts';

const heads = ['Ngày', 'Tên', 'Loại', 'Nguồn'];

/** A day that was filled in has no source yet: whoever completes the file brings it. */
const rowOf = (day: CalendarDay) => ({
  date: Temporal.PlainDate.from(day.date),
  name: day.name,
  kind: dayKindWords[day.kind],
  source: isFilledIn(day) ? '' : day.source,
});

/** A year's days as a CSV text that Excel opens in Vietnamese: UTF-8 with a mark, semicolons, quotes where they are needed. */
export function calendarCsv(days: readonly CalendarDay[]): Buffer {
  const quoted = (text: string): string => (/[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = days.map(rowOf).map(({ date, name, kind, source }) => [dayWords(date), name, kind, source]);
  return Buffer.from(`\uFEFF${[heads, ...rows].map((row) => row.map(quoted).join(';')).join('\r\n')}\r\n`);
}

/** The same as a workbook with real dates and the kinds to choose from. */
export function calendarXlsx(days: readonly CalendarDay[]): Buffer {
  const files = {
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Lịch làm việc" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': styles,
    'xl/worksheets/sheet1.xml': sheet(days),
  };
  const parts = Object.entries(files).map(([name, text]) => [
    name,
    strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${text}`),
  ]);
  return Buffer.from(zipSync(Object.fromEntries(parts) as Record<string, Uint8Array>));
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const ooxml = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${ooxml}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${ooxml}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${ooxml}.styles+xml"/></Types>`;

const relations = (targets: readonly (readonly [kind: string, target: string])[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map(([kind, target], place) => `<Relationship Id="rId${place + 1}" Type="${office}/${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`;

/** Style 1 writes a date as it is read here, style 2 is for the headings. */
const styles = `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font><font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`;

function sheet(days: readonly CalendarDay[]): string {
  const text = (words: string, style = 0): string =>
    `<c t="inlineStr" s="${style}"><is><t>${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`;
  const rows = days
    .map(rowOf)
    .map(
      ({ date, name, kind, source }) =>
        `<c s="1"><v>${daySerial(date)}</v></c>${[name, kind, source].map((words) => text(words)).join('')}`,
    );
  const cells = [heads.map((head) => text(head, 2)).join(''), ...rows].map((row, place) => numbered(row, place + 1));
  const widths = [13, 44, 16, 60].map(
    (width, place) => `<col min="${place + 1}" max="${place + 1}" width="${width}" customWidth="1"/>`,
  );
  return `<worksheet xmlns="${main}"><cols>${widths.join('')}</cols><sheetData>${cells.join('')}</sheetData><dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="C2:C500"><formula1>"${Object.values(dayKindWords).join(',')}"</formula1></dataValidation></dataValidations></worksheet>`;
}

/** Each cell under its address, `A2`: readers go by it. */
function numbered(cells: string, row: number): string {
  let column = 0;
  return `<row r="${row}">${cells.replaceAll('<c ', () => `<c r="${'ABCD'.charAt(column++)}${row}" `)}</row>`;
}
