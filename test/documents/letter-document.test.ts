import { expect, test } from 'vitest';
import { letterDocument } from '../../documents/letter-document.ts';
import { sheetOf } from '../../domain/official/sheet.ts';
import type { SheetFacts } from '../../domain/official/sheet.ts';
import { linesOf, partOf, sectionsOf } from './open-document.ts';

const given = (facts: Partial<SheetFacts> = {}): SheetFacts => ({
  kind: 'urging',
  title: 'Công văn về việc đôn đốc',
  subject: 'đôn đốc báo cáo năm 2026',
  paragraphs: ['Đoạn một.', 'Đoạn hai./.'],
  list: [{ agency: 'Sở Y tế', code: 'SYT', due: '17/12/2026', state: 'Chưa gửi', urged: 1 }],
  draftedAt: Temporal.Instant.from('2026-12-18T01:00:00Z'),
  ...facts,
});

const issued = { number: '05/SKHCN-VP', issuedOn: Temporal.PlainDate.from('2027-02-05') };
const written = (facts: Partial<SheetFacts> = {}) => letterDocument(sheetOf(given(facts)));

test('a letter has its issuer, number, subject, place and date in the order of the Decree', async () => {
  const lines = linesOf(await written(issued)).filter(Boolean);
  expect(lines.slice(0, 9)).toEqual([
    'UBND TỈNH QUẢNG NGÃI',
    'SỞ KHOA HỌC VÀ',
    'CÔNG NGHỆ',
    'Số: 05/SKHCN-VP',
    'V/v đôn đốc báo cáo năm 2026',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'Quảng Ngãi, ngày 05 tháng 02 năm 2027',
    'Kính gửi: Các cơ quan, đơn vị, địa phương có tên trong danh sách kèm theo.',
  ]);
  expect(lines).toContain('(Kèm theo Công văn số 05/SKHCN-VP ngày 05 tháng 02 năm 2027 của Sở Khoa học và Công nghệ)');
});

test('a draft leaves room for number, day and month', async () => {
  const lines = linesOf(await written()).map((line) => line.replaceAll('\u00a0', '_'));
  expect(lines).toContain('Số: _______/SKHCN-VP');
  expect(lines).toContain('Quảng Ngãi, ngày_______tháng_______năm 2026');
});

test('the report to UBND tỉnh has its kind and subject as a title, and no V/v', async () => {
  const lines = linesOf(await written({ kind: 'escalation', subject: 'tình hình báo cáo năm 2026' }));
  expect(lines).toContain('BÁO CÁO');
  expect(lines).toContain('Tình hình báo cáo năm 2026');
  expect(lines.join(' ')).not.toContain('V/v');
  expect(lines).toContain('Kính gửi: Ủy ban nhân dân tỉnh Quảng Ngãi.');
});

test('the draft of UBND tỉnh’s letter is in its name, with its signer', async () => {
  const lines = linesOf(await written({ kind: 'direction-draft' }));
  expect(lines.slice(0, 2)).toEqual(['ỦY BAN NHÂN DÂN', 'TỈNH QUẢNG NGÃI']);
  expect(lines).toContain('TM. ỦY BAN NHÂN DÂN');
});

test('the list stands on pages of its own, lying down, with all columns of the tracking table', async () => {
  const bytes = await written();
  expect(sectionsOf(bytes).map((section) => section.includes('w:orient="landscape"'))).toEqual([false, true]);
  const lines = linesOf(bytes);
  const from = lines.indexOf('STT');
  expect(lines.slice(from, from + 9)).toEqual([
    ...['STT', 'Cơ quan, đơn vị', 'Hạn gửi', 'Gia hạn đến', 'Ngày gửi thực tế', 'Số, ký hiệu', 'Tình trạng'],
    ...['Số lần đôn đốc', 'Ghi chú'],
  ]);
  expect(partOf(bytes, 'word/document.xml')).toContain('<w:tblHeader/>');
  expect(sectionsOf(await written({ list: [] }))).toHaveLength(1);
});

test('several readers stand on lines of their own, the last with a full stop', async () => {
  const lines = linesOf(await written({ kind: 'request', list: [] }));
  const from = lines.indexOf('Kính gửi:');
  expect(lines.slice(from, from + 3)).toEqual([
    'Kính gửi:',
    '- Các sở, ban, ngành tỉnh;',
    '- UBND các xã, phường, đặc khu.',
  ]);
});

test('the same letter gives the same bytes', async () => {
  expect(Buffer.from(await written(issued)).equals(Buffer.from(await written(issued)))).toBe(true);
});
