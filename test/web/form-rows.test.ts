import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formDefects } from '../../domain/form-defects.ts';
import type { FormText } from '../../store/forms.ts';
import { fieldsOfForm, formFieldNamed, formTextOf, lostFormulas } from '../../web/form-fields.ts';
import { pressed, sectionRows } from '../../web/form-rows.ts';
import { formTemplate } from '../../web/form-template.ts';
import { removalOf } from '../../web/components/form-removal.ts';
import { formOf, indicator, sampleForm, section } from '../given/forms.ts';

const { title, source, sections } = sampleForm;
const sample: FormText = { title, source, sections };

const codes = (fields: Record<string, string>) =>
  sectionRows(fields).map(({ fields: row, indicators }) =>
    [row['code'], ...indicators.map((each) => each['code'])].join(' '),
  );

const two = fieldsOfForm({
  title: 'Đề cương',
  source: '',
  sections: [
    section('A', { kind: 'indicators', indicators: [indicator('1'), indicator('2')] }),
    section('I'),
    section('B', { kind: 'indicators', indicators: [indicator('3')] }),
  ],
});

test.each([
  ['that the project ships', sample],
  ['that a new one begins with', formTemplate],
  [
    'with bounds, formulas and weights',
    {
      title,
      source,
      sections: formOf(
        indicator('1', { min: -1.5, max: 1_234_567.25, compare: 0, required: true, askedOf: 'localities' }),
        indicator('2', { formula: { difference: ['1', '3'] }, aggregation: 'weighted', weight: '1' }),
        indicator('3', { formula: { share: ['1', '2'] } }),
      ).sections,
    },
  ],
] as const)('the form %s goes through its editor unchanged', (_, text) => {
  expect(formTextOf(fieldsOfForm(text))).toEqual(text);
});

test('the template of a new form needs only its title', () => {
  expect(formDefects(formTemplate).map(({ code }) => code)).toEqual(['title.missing']);
});

test.each([
  ['add-section', ['A 1 2', 'I', 'B 3', '']],
  ['add:0', ['A 1 2 ', 'I', 'B 3']],
  ['up:1', ['I', 'A 1 2', 'B 3']],
  ['up:0', ['A 1 2', 'I', 'B 3']],
  ['down:2', ['A 1 2', 'I', 'B 3']],
  ['up:0.1', ['A 2 1', 'I', 'B 3']],
  ['down:0.1', ['A 1', 'I', 'B 2 3']],
  ['up:2.0', ['A 1 2 3', 'I', 'B']],
  ['up:0.0', ['A 1 2', 'I', 'B 3']],
  ['down:2.0', ['A 1 2', 'I', 'B 3']],
  ['remove:0', ['A 1 2', 'I', 'B 3']],
  ['surely:0', ['I', 'B 3']],
  ['surely:0.0', ['A 2', 'I', 'B 3']],
  ['surely:9.9', ['A 1 2', 'I', 'B 3']],
  ['check', ['A 1 2', 'I', 'B 3']],
])('the button %s leaves %j', (button, expected) => {
  expect(codes(pressed(two, button).fields)).toEqual(expected);
});

test('after a row is added or moved, the writer’s hand is on it', () => {
  expect(pressed(two, 'add:2').focus).toEqual({ path: 'sections.2.indicators.1', by: 'add' });
  expect(pressed(two, 'down:0.1').focus).toEqual({ path: 'sections.2.indicators.0', by: 'down' });
  expect(pressed(two, 'up:1').focus).toEqual({ path: 'sections.0', by: 'up' });
});

test('whatever is pressed, in whatever order, no indicator is lost that was not surely removed', () => {
  const button = fc
    .tuple(fc.constantFrom('up', 'down', 'add', 'remove', 'check'), fc.nat(4), fc.option(fc.nat(4)))
    .map(([verb, at, row]) => `${verb}:${at}${row === null ? '' : `.${row}`}`);
  fc.assert(
    fc.property(fc.array(button, { maxLength: 12 }), (buttons) => {
      const fields = buttons.reduce((now, each) => pressed(now, each).fields, two);
      const kept = sectionRows(fields).flatMap(({ indicators }) => indicators.flatMap((row) => row['code'] || []));
      expect(kept.toSorted()).toEqual(['1', '2', '3']);
    }),
  );
});

test.each([
  ['1.234,5', 1234.5],
  ['1234.5', 1234.5],
  ['1.500', 1500],
  ['0,25', 0.25],
  ['−3', -3],
  ['nhiều', 'nhiều'],
])('the bound %s is read as %s', (typed, expected) => {
  const fields = { ...two, 'sections.0.indicators.0.min': typed };
  expect(formTextOf(fields)).toMatchObject({ sections: [{ indicators: [{ min: expected }, {}] }, {}, {}] });
});

test('codes of a formula that is not chosen are told, and would not be lost in silence', () => {
  const fields = { ...two, 'sections.0.indicators.1.formula.of': '1' };
  expect(lostFormulas(fields).map(({ field }) => field)).toEqual(['sections.0.indicators.1.formula.kind']);
  expect(formFieldNamed('sections.0.indicators.1.formula.share')).toBe('sections.0.indicators.1.formula.of');
});

test('what is lost with a row is named: figures compared with last year, what is reckoned from it', () => {
  const fields = fieldsOfForm(sample);
  const published = [...sections.map(({ code }) => code), '6.1', '6.2'];
  expect(removalOf('sections.2.indicators.21', fields, published)).toEqual({
    path: 'sections.2.indicators.21',
    words: 'Bỏ chỉ tiêu 6.1. Hồ sơ thủ tục hành chính tiếp nhận trong năm',
    lost: [
      'Số năm trước của 6.1 không còn đứng cạnh để so sánh; số đã nộp các năm trước vẫn giữ nguyên.',
      'Công thức, quyền số của 6.3 đang dùng đến, sẽ phải sửa.',
    ],
  });
  const table = removalOf('sections.2', fields, published);
  expect(table?.words).toBe('Bỏ phần BS. Biểu số liệu');
  expect(table?.lost[0]).toMatch(/^26 chỉ tiêu của phần này: 1\.1, .*, 6\.5\.$/);
  expect(table?.lost).toHaveLength(3);
  expect(removalOf('sections.9', fields, published)).toBeUndefined();
});
