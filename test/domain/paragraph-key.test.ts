import { expect, test } from 'vitest';
import { paragraphKey, paragraphsIn } from '../../domain/paragraph-key.ts';

test.each([
  ['Đã ban hành kế hoạch', 'a dash', '- Đã ban hành kế hoạch'],
  ['Đã ban hành kế hoạch', 'a dash without a space', '-Đã ban hành kế hoạch'],
  ['Đã ban hành kế hoạch', 'a bullet and a number', '• 1. Đã ban hành kế hoạch'],
  ['Đã ban hành kế hoạch', 'a letter in brackets', '(a) Đã ban hành kế hoạch'],
  ['Đã ban hành kế hoạch', 'a roman number', 'IV. Đã ban hành kế hoạch'],
  ['Đã ban hành kế hoạch', 'numbers of a lower level', '2.1. Đã ban hành kế hoạch'],
  ['Đã ban hành kế hoạch', 'its end', 'Đã ban hành kế hoạch./.'],
  ['Đã ban hành kế hoạch', 'a semicolon', 'Đã ban hành kế hoạch ;'],
  ['Đã ban hành kế hoạch', 'spaces and a hidden one', 'Đã  ban\u00a0hành\u200b kế hoạch '],
  ['Đã ban hành kế hoạch', 'capitals', 'ĐÃ BAN HÀNH KẾ HOẠCH'],
  ['Đã ban hành kế hoạch', 'letters with loose marks', 'Đã ban hành kế hoạch'.normalize('NFD')],
])('“%s” is the same paragraph with %s', (one, _, other) => {
  expect(paragraphKey(other)).toBe(paragraphKey(one));
});

test.each([
  ['another figure', 'Trồng 12 ha rừng', 'Trồng 13 ha rừng'],
  ['a sign before a figure', '-5 độ', '5 độ'],
  ['a figure that begins it', '1.200 cây', '200 cây'],
  ['a count that begins it', '12 cơ quan', 'cơ quan'],
  ['another mark over a letter', 'Bán hàng', 'Bàn hàng'],
])('%s makes another paragraph', (_, one, other) => {
  expect(paragraphKey(one)).not.toBe(paragraphKey(other));
});

test('what is nothing but a mark keeps its words, and two of them differ', () => {
  expect(paragraphKey('1')).toBe('1');
  expect(paragraphKey('1. ')).toBe('1');
  expect(paragraphKey('a)')).not.toBe(paragraphKey('b)'));
});

test('lines without a letter or a figure are no paragraphs, whatever ends a line', () => {
  expect(paragraphsIn(' Một.\r\n\r\n - \n…\u2028Hai. ')).toEqual(['Một.', 'Hai.']);
  expect(paragraphsIn(' \n')).toEqual([]);
});

test('a line of 50,000 dots or dashes costs no more than its length', () => {
  const before = performance.now();
  for (const mark of ['.', '-', '- ', ' ', '1.']) expect(paragraphKey(`a${mark.repeat(50_000)}b`)).toMatch(/^a.*b$/);
  expect(paragraphKey(`${'- '.repeat(50_000)}b.`)).toBe('b');
  expect(performance.now() - before).toBeLessThan(500);
});
