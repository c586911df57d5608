import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarCsv, calendarXlsx } from '../../documents/calendar-template.ts';
import { readCalendarFile } from '../../documents/calendar-file.ts';
import { csvRows } from '../../documents/calendar/csv-rows.ts';
import type { CalendarDay } from '../../domain/calendar.ts';
import { givenExcel, givenPdf } from '../given/files.ts';

const source = 'Thông báo số 15/TB-BNV';
const sample = readFileSync(new URL('../../data/calendar-vn.json', import.meta.url));
const read = (name: string, text: string) => readCalendarFile(name, Buffer.from(text), source);
const problemsIn = async (name: string, content: Buffer | string): Promise<string[]> =>
  readCalendarFile(name, Buffer.from(content), source).then(
    () => [],
    ({ problems }: { problems: { message: string }[] }) => problems.map(({ message }) => message),
  );

test('the sample’s own file is read, year after year', async () => {
  const days = await readCalendarFile('calendar-vn.json', sample, source);
  expect(days).toHaveLength(60);
  expect(days.find(({ date }) => date === '2026-08-22')).toMatchObject({ kind: 'makeup_work', confidence: 'high' });
});

test('the sample’s days are named and sourced in Vietnamese: people read both on the calendar’s page', async () => {
  const days = await readCalendarFile('calendar-vn.json', sample, source);
  const english =
    /\b(from|for|and|the|of|by|notice|memory|quoting|computation|provisional|thread|article|before|after|next)\b/i;
  for (const { name, source: words } of days) expect([name, words].filter((each) => english.test(each))).toEqual([]);
  expect(days.filter(({ date, confidence }) => date < '2027' && confidence === 'low')).toEqual([]);
  for (const { name } of days.filter(({ confidence }) => confidence === 'low')) expect(name).toContain('tạm tính');
});

test('a spreadsheet written from days gives the same days back, as a workbook and as CSV', async () => {
  const days = (await readCalendarFile('a.json', sample, source)).filter(({ confidence }) => confidence === 'high');
  expect(await readCalendarFile('Lịch 2026.xlsx', calendarXlsx(days), source)).toEqual(days);
  expect(await readCalendarFile('lich.CSV', calendarCsv(days), source)).toEqual(days);
});

test('columns stand in any order, words in any case, and a day without a source has the document’s', async () => {
  const text =
    'Lịch nghỉ năm 2027,,\r\nLOẠI,Tên,Ngày\r\n nghỉ  lễ ,"Tết, dương lịch",1/1/2027\r\n,,\r\nLàm bù,Bù,09/01/2027\r\n';
  expect(await read('a.csv', text)).toEqual<CalendarDay[]>([
    { date: '2027-01-01', name: 'Tết, dương lịch', kind: 'statutory', source, confidence: 'high' },
    { date: '2027-01-09', name: 'Bù', kind: 'makeup_work', source, confidence: 'high' },
  ]);
});

test('every place to be mended is named by row and column, all at once', async () => {
  const text =
    'Ngày;Tên;Loại;Nguồn\n31/02/2027;Tết;Nghỉ lễ;x\n01/05/2027;;nghỉ;x\n01/05/2027;Lao động;Nghỉ lễ;x\n;Quốc khánh;Nghỉ lễ;x\n';
  expect(await problemsIn('a.csv', text)).toEqual([
    'Dòng 2, cột Ngày: “31/02/2027” không phải ngày đúng; viết dạng 24/11/2026.',
    'Dòng 3, cột Tên: chưa ghi tên ngày nghỉ hoặc ngày làm bù.',
    'Dòng 3, cột Loại: “nghỉ” không phải loại đã biết; chọn Nghỉ lễ, Nghỉ bù, Hoán đổi nghỉ, Làm bù.',
    'Dòng 4, cột Ngày: ngày 01/05/2027 đã ghi ở dòng 3.',
    'Dòng 5, cột Ngày: ô trống không phải ngày đúng; viết dạng 24/11/2026.',
  ]);
});

test.each([
  { name: 'a.csv', content: 'Tên;Loại\nTết;Nghỉ lễ\n', message: /thiếu cột Ngày, Tên, Loại/ },
  { name: 'a.csv', content: 'Ngày;Loại\n01/01/2027;Nghỉ lễ\n', message: /thiếu cột Tên;/ },
  { name: 'a.csv', content: 'Ngày;Tên;Loại\n', message: /chưa có ngày nào/ },
  { name: 'a.csv', content: Buffer.from('Ngày;Tên;Loại', 'utf16le'), message: /thiếu cột|UTF-8/ },
  { name: 'a.csv', content: Buffer.from([0x4e, 0x67, 0xe0, 0x79]), message: /UTF-8/ },
  { name: 'a.json', content: '{"years":', message: /không đọc được/ },
  { name: 'a.json', content: '[{"date":"2027-02-30","name":"x","kind":"off"}]', message: /^Mục 1: “date”/ },
  { name: 'a.doc', content: 'x', message: /Chỉ nhận tệp/ },
])('$name that cannot be a calendar is refused in words', async ({ name, content, message }) => {
  expect((await problemsIn(name, content)).join('\n')).toMatch(message);
});

test('a PDF under the name of a workbook, and a damaged workbook, are refused by their content', async () => {
  const pdf = Buffer.from(givenPdf(['Lịch']));
  await expect(readCalendarFile('a.xlsx', pdf, source)).rejects.toThrow('file.wrong_type');
  await expect(readCalendarFile('a.xlsx', Buffer.from(givenExcel(['Ngày'])), source)).rejects.toThrow(
    'file.wrong_type',
  );
});

test('any fields come back from CSV as they were written', () => {
  const fields = fc.array(
    fc.array(fc.string({ unit: fc.constantFrom('a', '"', ';', '\n', 'ễ', ' ') }), { minLength: 2, maxLength: 4 }),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(fields, (rows) => {
      const text = rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(';')).join('\r\n');
      const first = text.split(/\r?\n/, 1)[0] ?? '';
      fc.pre(first.includes(';'));
      expect(csvRows(text)).toEqual(rows);
    }),
  );
});
