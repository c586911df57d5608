import { expect, test } from 'vitest';
import { formSheetWorkbook } from '../../documents/form-sheet.ts';
import { excelFormula } from '../../documents/form-sheet/formulas.ts';
import { heldPaths } from '../../documents/form-sheet/field-list.ts';
import type { ReportContent } from '../../domain/form.ts';
import { indicatorsOf } from '../../domain/form.ts';
import { givenFormSheet, sampleForm } from '../given/form-sheet.ts';
import { partOf, sheetXml } from '../given/edit-workbook.ts';

const content: ReportContent = {
  sections: { I: 'Đã quán triệt.\nBan hành kế hoạch.' },
  tasks: { 'II.1.a': { state: 'under_way', percent: 40.5, result: 'Đang làm.' } },
  indicators: { '1.1': { value: 200 }, '1.2': { value: 50, estimated: true }, '6.5': { value: true } },
};
const workbook = await formSheetWorkbook(givenFormSheet({ content }));

/** The styles whose cells may be typed in, by their numbers. */
const unlocked = new Set(
  (/<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(partOf(workbook, 'xl/styles.xml'))?.[1] ?? '')
    .split('<xf ')
    .slice(1)
    .map((xf, place) => (xf.includes('locked="0"') ? String(place) : ''))
    .filter(Boolean),
);
const openCells = (xml: string): string[] =>
  [...xml.matchAll(/<c r="([A-Z]+\d+)"[^>]*?\bs="(\d+)"/g)]
    .filter(([, , style = '']) => unlocked.has(style))
    .map(([, address = '']) => address);
const columnsOf = (addresses: readonly string[]): string =>
  [...new Set(addresses.map((address) => address.replace(/\d+/, '')))].toSorted().join('');

test('the same form and draft give the same bytes', async () => {
  expect(Buffer.compare(workbook, await formSheetWorkbook(givenFormSheet({ content })))).toBe(0);
});

test('every sheet is locked without a password, and only what is to be filled in is open', () => {
  for (const sheet of ['guide', 'sections', 'tasks', 'figures', 'origin'] as const) {
    expect(sheetXml(workbook, sheet), sheet).toMatch(/<sheetProtection sheet="1"(?![^>]*password)/);
  }
  expect(openCells(sheetXml(workbook, 'guide'))).toEqual([]);
  expect(openCells(sheetXml(workbook, 'sections'))).toEqual(['C4', 'C5', 'C6', 'C7']);
  expect(columnsOf(openCells(sheetXml(workbook, 'tasks')))).toBe('DEF');
  const figures = openCells(sheetXml(workbook, 'figures'));
  expect(columnsOf(figures)).toBe('EFG');
  const typed = indicatorsOf(sampleForm).filter(({ formula, askedOf }) => !formula && askedOf !== 'departments');
  expect(figures.filter((address) => address.startsWith('E'))).toHaveLength(typed.length);
  expect(partOf(workbook, 'xl/workbook.xml')).toMatch(/<sheet name="Nhận dạng"[^>]*state="hidden"/);
});

test('the titles stay in sight, texts are wrapped, and the pages are A4 in Times New Roman', () => {
  for (const sheet of ['sections', 'tasks', 'figures'] as const) {
    expect(sheetXml(workbook, sheet), sheet).toMatch(/<pane ySplit="3"[^>]*state="frozen"/);
    expect(sheetXml(workbook, sheet), sheet).toMatch(/<pageSetup[^>]*paperSize="9"[^>]*orientation="landscape"/);
  }
  expect(partOf(workbook, 'xl/styles.xml')).toContain('Times New Roman');
  expect(partOf(workbook, 'xl/styles.xml')).toContain('wrapText');
});

test('cells take whole numbers within bounds, choices in Vietnamese, and texts no longer than a cell', () => {
  const figures = sheetXml(workbook, 'figures');
  expect(figures).toMatch(/<dataValidation type="whole" sqref="E10"/);
  expect(figures).toMatch(/sqref="E10"[^>]*>\s*<formula1>0<\/formula1><formula2>1000000000000000<\/formula2>/);
  expect(figures).toMatch(/sqref="E5"[^>]*prompt="Một số từ 0; đơn vị tính: triệu đồng\."/);
  expect(figures).toContain('<formula1>"Có,Không"</formula1>');
  expect(figures).toContain('<formula1>"Ước"</formula1>');
  const tasks = sheetXml(workbook, 'tasks');
  expect(tasks).toContain('<formula1>"Hoàn thành,Đang thực hiện,Chưa thực hiện,Không thuộc phạm vi"</formula1>');
  expect(tasks).toMatch(/type="decimal" sqref="E5"[^>]*>\s*<formula1>0<\/formula1><formula2>100<\/formula2>/);
  expect(sheetXml(workbook, 'sections')).toMatch(/type="textLength" sqref="C4"[^>]*>\s*<formula1>32767<\/formula1>/);
});

test('reckoned figures are live formulas with the figure of the draft beside', () => {
  const figures = sheetXml(workbook, 'figures');
  expect(figures).toMatch(
    /<c r="E8"[^>]*><f>IF\(COUNT\(E6\)\+COUNT\(E5\)&lt;2,"",IF\(E5=0,"",ROUND\(E6\/E5\*100,4\)\)\)<\/f><v>25<\/v><\/c>/,
  );
  expect(figures).toMatch(
    /<c r="E12"[^>]*><f>IF\(COUNT\(E10\)\+COUNT\(E11\)=0,"",ROUND\(SUM\(E10,E11\),4\)\)<\/f><v><\/v>|<c r="E12"[^>]*><f>IF\(COUNT\(E10\)\+COUNT\(E11\)=0,"",ROUND\(SUM\(E10,E11\),4\)\)<\/f><v\/>/,
  );
});

test('a formula leaves out parts that are not asked of the agency, and counts a yes as 1', () => {
  const [first] = indicatorsOf(sampleForm);
  if (!first) throw new Error('the sample asks for no figures');
  const placed = new Map([
    ['a', { indicator: { ...first, code: 'a' }, cell: 'E5' }],
    ['b', { indicator: { ...first, code: 'b', type: 'yes_no' as const }, cell: 'E6' }],
  ]);
  expect(excelFormula({ sum: ['a', 'missing'] }, placed)).toBe('IF(COUNT(E5)=0,"",ROUND(SUM(E5),4))');
  expect(excelFormula({ difference: ['a', 'b'] }, placed)).toBe(
    'IF(COUNT(E5)+COUNTIF(E6,"Có")+COUNTIF(E6,"Không")<2,"",ROUND(E5-COUNTIF(E6,"Có"),4))',
  );
  expect(excelFormula({ share: ['a', 'missing'] }, placed)).toBe('""');
  expect(excelFormula({ sum: ['missing'] }, placed)).toBe('""');
});

test('a text longer than a cell stays in the room, and the file says so', async () => {
  const long = 'Đ'.repeat(32_768);
  const sheet = givenFormSheet({ content: { sections: { I: long }, tasks: {} } });
  expect(heldPaths(sheet)).not.toContain('sections.I');
  const book = await formSheetWorkbook(sheet);
  expect(openCells(sheetXml(book, 'sections'))).not.toContain('C4');
  expect(partOf(book, 'xl/sharedStrings.xml')).toContain(
    'Nội dung đang có dài 32.768 ký tự, quá 32.767 ký tự mà một ô Excel chứa được.',
  );
});

test('the first sheet says whose form it is, by when and how it comes back', () => {
  const strings = partOf(workbook, 'xl/sharedStrings.xml');
  for (const words of [
    'UBND xã Bình Sơn',
    '24:00 thứ Năm, 17/12/2026',
    'kl69-nam, phiên bản 1',
    'phiên bản 3, lưu lúc 01/12/2026 14:03',
  ])
    expect(strings).toContain(words);
});
