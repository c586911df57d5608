import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldOf, markOf, sheetChanges, withChanges } from '../../domain/form-sheet.ts';
import type { SheetField } from '../../domain/form-sheet.ts';
import type { ReportContent } from '../../domain/form.ts';

/** The fields of a file that left the room with some content, and what was made of one of them. */
const fieldsOf = (content: ReportContent, typed: Record<string, SheetField['value']>): SheetField[] =>
  ['sections.I', 'sections.IV', 'tasks.a', 'indicators.1'].map((path) => {
    const value = fieldOf(content, path);
    return { path, value: path in typed ? typed[path] : value, mark: markOf(value) };
  });

const given: ReportContent = {
  sections: { I: 'Cũ', IV: 'Kế hoạch' },
  tasks: { a: { state: 'under_way', percent: 40, result: '' } },
  indicators: { 1: { value: 5 } },
};

test('what nobody touched in the file changes nothing, even when the room has changed it', () => {
  const now = { ...given, sections: { I: 'Gõ trên trang' } };
  expect(sheetChanges(now, { fields: fieldsOf(given, {}) })).toEqual([]);
});

test('what was changed in the file and in the room is named as overriding; the same change in both is none', () => {
  const fields = fieldsOf(given, { 'sections.I': 'Từ tệp' });
  expect(sheetChanges(given, { fields })).toEqual([{ path: 'sections.I', was: 'Cũ', is: 'Từ tệp', overrides: false }]);
  const now = { ...given, sections: { ...given.sections, I: 'Từ trang' } };
  expect(sheetChanges(now, { fields })).toMatchObject([{ was: 'Từ trang', overrides: true }]);
  expect(sheetChanges({ ...given, sections: { ...given.sections, I: 'Từ tệp' } }, { fields })).toEqual([]);
});

test('what was emptied is taken out, the rest stays, and a changed field is carried over no more', () => {
  const current = { ...given, carried: ['sections.I', 'tasks.a.result', 'sections.IV'] };
  const fields = fieldsOf(given, {
    'sections.I': undefined,
    'tasks.a': { state: 'done', percent: 100, result: 'Xong' },
  });
  expect(withChanges(current, sheetChanges(current, { fields }))).toEqual({
    sections: { IV: 'Kế hoạch' },
    tasks: { a: { state: 'done', percent: 100, result: 'Xong' } },
    indicators: { 1: { value: 5 } },
    carried: ['sections.IV'],
  });
  expect(current.sections.I).toBe('Cũ');
});

test('line ends, spaces around and the form of letters are no change', () => {
  const current: ReportContent = { sections: { I: ' Đề án\r\nsố 1 '.normalize('NFD') }, tasks: {} };
  expect(fieldOf(current, 'sections.I')).toBe('Đề án\nsố 1');
  const fields = [{ path: 'sections.I', value: 'Đề án\nsố 1', mark: 'another' }];
  expect(sheetChanges(current, { fields })).toEqual([]);
});

test('marks of different texts differ', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, two) => {
      expect(markOf(one) === markOf(two)).toBe(one === two);
    }),
    { numRuns: 2000 },
  );
});
