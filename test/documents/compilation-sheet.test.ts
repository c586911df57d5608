import { unzipSync, zipSync } from 'fflate';
import { readXlsx } from 'hucre';
import type { Sheet } from 'hucre';
import { expect, test } from 'vitest';
import { compilationSheet } from '../../documents/compilation-sheet.ts';
import { convertByOffice } from '../../documents/convert-by-office.ts';
import { daySerial } from '../../documents/day-serial.ts';
import { aggregateForm } from '../../domain/aggregate-form.ts';
import type { Answers } from '../../domain/aggregate-form.ts';
import type { CompiledReport } from '../../domain/compilation.ts';
import { partsOfFormula } from '../../domain/formula-defects.ts';
import { figuresOfReport } from '../../domain/figures.ts';
import type { Indicator } from '../../domain/form.ts';
import { givenAgency, givenReport, givenSilentAgency } from './given-report.ts';
import { openDocument } from './open-document.ts';

const indicator = (facts: Partial<Indicator> & { code: string }): Indicator => ({
  name: `Chỉ tiêu ${facts.code}`,
  unit: 'đơn vị',
  type: 'decimal',
  aggregation: 'sum',
  required: false,
  source: '',
  ...facts,
});

/** One indicator for each way of aggregating, and each kind of formula. */
const indicators: readonly Indicator[] = [
  indicator({ code: 'sum' }),
  indicator({ code: 'last', aggregation: 'last', type: 'integer' }),
  indicator({ code: 'mean', aggregation: 'mean' }),
  indicator({ code: 'weighted', aggregation: 'weighted', weight: 'last' }),
  indicator({ code: 'count', aggregation: 'count', type: 'yes_no' }),
  indicator({ code: 'none', aggregation: 'none', type: 'text' }),
  indicator({ code: 'share', aggregation: 'weighted', weight: 'last', formula: { share: ['sum', 'last'] } }),
  indicator({ code: 'both', formula: { sum: ['sum', 'last'] } }),
  indicator({ code: 'less', formula: { difference: ['both', 'sum'] } }),
  indicator({ code: 'nobody', aggregation: 'mean' }),
];
const form = {
  sections: [{ code: 'BS', title: 'Số liệu', hint: '', kind: 'indicators' as const, required: true, indicators }],
};

/** The fourth agency has not reported. */
const answers: readonly Answers[] = [
  { sum: { value: 10.1 }, last: { value: 3 }, mean: { value: 1 }, weighted: { value: 50 }, count: { value: true } },
  { sum: { value: 0.2, estimated: true }, mean: { value: 2 }, weighted: { value: 90 }, count: { value: false } },
  { last: { value: 7, estimated: true }, mean: { value: 2 }, weighted: { value: 20 }, none: { value: 'Đã làm' } },
];

/** A report whose figures come by the office's rules from what agencies answered. */
function givenFigures(facts: Partial<CompiledReport> = {}): CompiledReport {
  const totals = aggregateForm(form, answers);
  const told = answers.map((each, place) => ({ ordinal: place + 1, each, figures: figuresOfReport(form, each) }));
  return givenReport({
    agencies: [givenAgency(1), givenAgency(2, { look: 'late' }), givenAgency(3), givenSilentAgency(4)],
    indicators: indicators.map(({ code, name, unit, type, aggregation, formula, weight }) => ({
      ...{ code, name, unit, type, aggregation, ...(formula && { formula }), section: 'Số liệu', asked: 4 },
      aggregate: totals.get(code) ?? { value: undefined, over: 0, estimated: 0, lopsided: 0 },
      figures: told.map(({ ordinal, each, figures }) => {
        const value = figures.get(code) ?? (typeof each[code]?.value === 'string' ? 1 : undefined);
        const parts = [code, ...(formula ? partsOfFormula(formula) : [])];
        const weighs = weight === undefined ? undefined : figures.get(weight);
        return {
          ...{ agency: `UBND xã Thứ ${ordinal}`, receipt: `A${ordinal}-2026-1-7K3FQ0` },
          ...(value !== undefined && { value }),
          ...(parts.some((part) => each[part]?.estimated) && { estimated: true }),
          ...(weighs !== undefined && { weight: weighs }),
        };
      }),
    })),
    ...facts,
  });
}

async function sheetOf(bytes: Uint8Array, name: string): Promise<Sheet> {
  const found = (await readXlsx(bytes)).sheets.find((sheet) => sheet.name === name);
  if (!found) throw new Error(`the workbook has no sheet ${name}`);
  return found;
}

/** The rows of a sheet below its titles, as values. */
const rowsOf = (sheet: Sheet) => sheet.rows.slice(3);

/** What a reader finds in the columns of the total, of how many agencies have a figure, and of the estimates. */
const totalsIn = (rows: readonly (readonly unknown[])[]) =>
  rows.slice(0, indicators.length).map((row) => [row[0], row[4], row[5], row[7]].map((each) => each ?? ''));

const ours = ({ indicators: all = [] }: CompiledReport) =>
  all.map(({ code, aggregate, aggregation }) => [
    code,
    aggregation === 'none' ? '' : (aggregate.value ?? ''),
    aggregate.over,
    aggregate.estimated,
  ]);

test('the totals that are stored beside the formulas are the report’s own', async () => {
  const report = givenFigures();
  expect(totalsIn(rowsOf(await sheetOf(await compilationSheet(report), 'Tổng hợp')))).toEqual(ours(report));
});

test('LibreOffice, where it is installed, reckons the same figures from the formulas alone', async () => {
  const report = givenFigures();
  const bytes = withoutResults(await compilationSheet(report));
  const reckoned = await convertByOffice(bytes, { from: 'xlsx', to: 'xlsx', program: 'soffice', patience: 50_000 });
  if (!reckoned) return console.warn('LibreOffice is not installed: the formulas were not reckoned');
  expect(totalsIn(rowsOf(await sheetOf(reckoned, 'Tổng hợp')))).toEqual(ours(report));
});

test.each([
  { text: '=1+1', why: 'a formula' },
  { text: '+84 255 000 000', why: 'a telephone number' },
  { text: '-5', why: 'a negative figure' },
  { text: '@SUM(A1)', why: 'an old formula' },
  { text: '=cmd|"/c calc"!A1', why: 'a call of a program' },
])('what an agency wrote stays text, though it looks like $why', async ({ text }) => {
  const report = givenReport({ agencies: [givenAgency(1, { name: text, note: text })] });
  const { parts } = openDocument(await compilationSheet(report));
  const xml = parts.get('xl/worksheets/sheet1.xml') ?? '';
  const row = /<row r="4".*?<\/row>/s.exec(xml)?.[0] ?? '';
  expect(row).not.toContain('<f>');
  expect(row).toMatch(/<c r="B4"[^>]* t="(s|inlineStr)"/);
  expect(rowsOf(await sheetOf(await compilationSheet(report), 'Danh sách'))[0]?.[1]).toBe(text);
});

test('the list of agencies has real dates and is counted by formulas', async () => {
  const late = givenAgency(2, { look: 'late' });
  const report = givenReport({
    agencies: [givenAgency(1), late, givenSilentAgency(3), givenSilentAgency(4, 'excused')],
  });
  const bytes = await compilationSheet(report);
  const sheet = await sheetOf(bytes, 'Danh sách');
  expect(
    rowsOf(sheet)
      .slice(5, 10)
      .map((row) => [row[1], row[2]]),
  ).toEqual([
    ['Tổng số', 4],
    ['Đúng hạn', 1],
    ['Quá hạn', 1],
    ['Chưa báo cáo', 1],
    ['Không phải báo cáo', 1],
  ]);
  const xml = openDocument(bytes).parts.get('xl/worksheets/sheet1.xml') ?? '';
  expect(xml).toContain(`<v>${daySerial(Temporal.PlainDate.from('2026-12-17'))}</v>`);
  expect(xml.match(/<f>COUNT/g)).toHaveLength(5);
});

test('a form without indicators gives the list alone; titles stay in sight; the same report gives the same bytes', async () => {
  const bytes = await compilationSheet(givenReport());
  const { sheets } = await readXlsx(bytes);
  expect(sheets.map(({ name }) => name)).toEqual(['Danh sách']);
  const full = await compilationSheet(givenFigures());
  const names = (await readXlsx(full)).sheets.map(({ name }) => name);
  expect(names).toEqual(['Tổng hợp', 'Số liệu từng cơ quan', 'Số ước', 'Danh sách']);
  expect(openDocument(full).parts.get('xl/worksheets/sheet2.xml')).toMatch(/<pane [^>]*ySplit="3"[^>]*state="frozen"/);
  expect(Buffer.from(full).equals(Buffer.from(await compilationSheet(givenFigures())))).toBe(true);
});

/** The workbook with the formulas alone: whoever opens it must reckon. */
function withoutResults(bytes: Uint8Array): Uint8Array {
  const parts = Object.entries(unzipSync(bytes)).map(([path, content]) => {
    if (!path.startsWith('xl/worksheets/')) return [path, content] as const;
    const xml = new TextDecoder()
      .decode(content)
      .replaceAll(/(<\/f>)<v>[^<]*<\/v>/g, '$1')
      .replaceAll(/ t="str"(?=><f>)/g, '');
    return [path, new TextEncoder().encode(xml)] as const;
  });
  return zipSync(Object.fromEntries(parts));
}
