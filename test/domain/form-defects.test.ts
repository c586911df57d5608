import { expect, test } from 'vitest';
import type { FormContent, FormDefectCode } from '../../domain/form-defect.ts';
import { formDefects, isPublishable } from '../../domain/form-defects.ts';
import { formDefectWords } from '../../domain/form-defect-words.ts';
import type { Form, Formula, Indicator } from '../../domain/form.ts';
import { formOf, indicator, sampleForm, section } from '../given/forms.ts';

const found = (form: FormContent, earlier: readonly FormContent[] = []) =>
  formDefects(form, earlier).map(({ code, severity, field }) => `${severity} ${code} ${field}`);

const first = 'sections.0.indicators.0';

test('the form that the project ships is sound, and its own next version too', () => {
  expect(found(sampleForm)).toEqual([]);
  expect(found(sampleForm, [sampleForm])).toEqual([]);
});

test.each([
  [{ title: ' ', sections: sampleForm.sections }, 'error title.missing title'],
  [{ title: 'Đề cương', sections: [] }, 'error sections.none sections'],
  [of(section('I'), section('I')), 'error code.duplicate sections.1.code'],
  [of(section('I II')), 'error code.bad sections.0.code'],
  [of(section('')), 'error code.bad sections.0.code'],
  [of(section('constructor')), 'error code.bad sections.0.code'],
  [of(section('I', { title: '' })), 'error title.missing sections.0.title'],
  [of(section('I', { kind: 'tasks' }), section('II', { kind: 'tasks' })), 'error section.tasks-twice sections.1.kind'],
  [of(section('I', { kind: 'indicators' })), 'error section.no-figures sections.0.kind'],
  [of(section('I', { indicators: [indicator('1')] })), 'error section.stray-figures sections.0.kind'],
  [of(...Array.from({ length: 41 }, (_, place) => section(`S${place}`))), 'error sections.many sections'],
  [formOf(...Array.from({ length: 501 }, (_, place) => indicator(`${place}`))), 'error indicators.many sections'],
])('an outline is found wanting: %#, %s', (form, expected) => {
  expect(found(form)).toEqual([expected]);
});

function of(...sections: Form['sections']): FormContent {
  return { title: 'Đề cương', sections };
}

test.each<[Partial<Indicator>, string]>([
  [{ name: ' ' }, `error name.missing ${first}.name`],
  [{ unit: '' }, `error unit.missing ${first}.unit`],
  [{ source: '' }, `error source.missing ${first}.source`],
  [{ code: 'a_b' }, `error code.bad ${first}.code`],
  [{ code: 'w' }, `error code.duplicate sections.0.indicators.1.code`],
  [{ min: 2, max: 1 }, `error bounds.crossed ${first}.min`],
  [{ compare: -1 }, `error compare.negative ${first}.compare`],
  [{ type: 'text', aggregation: 'none', compare: 5 }, `warning compare.useless ${first}.compare`],
  [{ type: 'text', aggregation: 'none', max: 5 }, `warning bounds.useless ${first}.max`],
  [{ formula: { sum: ['w'] }, min: 5 }, `warning bounds.useless ${first}.min`],
  [{ type: 'percent', unit: '%', aggregation: 'sum' }, `error aggregation.unfit ${first}.aggregation`],
  [{ type: 'percent', unit: '%', aggregation: 'last' }, `error aggregation.unfit ${first}.aggregation`],
  [{ type: 'text', unit: '', aggregation: 'mean' }, `error aggregation.unfit ${first}.aggregation`],
  [{ type: 'yes_no', unit: '', aggregation: 'sum' }, `error aggregation.unfit ${first}.aggregation`],
  [{ type: 'percent', unit: '%', aggregation: 'mean' }, `warning aggregation.mean-of-percents ${first}.aggregation`],
  [{ aggregation: 'weighted' }, `error weight.missing ${first}.weight`],
  [{ aggregation: 'weighted', weight: '9' }, `error weight.unknown ${first}.weight`],
  [{ aggregation: 'weighted', weight: '1' }, `error weight.unknown ${first}.weight`],
  [{ aggregation: 'weighted', weight: 'chữ' }, `error weight.unknown ${first}.weight`],
  [{ aggregation: 'weighted', weight: 'tx' }, `error weight.no-number ${first}.weight`],
  [{ weight: 'w' }, `warning weight.useless ${first}.weight`],
  [{ required: true, formula: { sum: ['w'] } }, `error required.reckoned ${first}.required`],
])('an indicator with %j: %s', (change, expected) => {
  const others = [indicator('w'), indicator('tx', { type: 'text', unit: '', aggregation: 'none' })];
  expect(found(formOf(indicator('1', change), ...others))).toEqual([expected]);
});

test.each<[Formula, string]>([
  [{ sum: [] }, 'formula.empty'],
  [{ difference: ['w', ''] }, 'formula.empty'],
  [{ sum: ['w', '9'] }, 'formula.unknown'],
  [{ sum: ['w', 'tx'] }, 'formula.text'],
  [{ share: ['w', 'w'] }, 'formula.twice'],
  [{ sum: ['1'] }, 'formula.circle'],
  [{ share: ['p', 'w'] }, 'formula.share-of-shares'],
])('a formula %j: %s', (formula, code) => {
  const form = formOf(
    indicator('1', { formula, type: 'decimal' }),
    indicator('w'),
    indicator('tx', { type: 'text', unit: '', aggregation: 'none' }),
    indicator('p', { type: 'percent', aggregation: 'weighted', weight: 'w' }),
  );
  expect(found(form)).toEqual([`error ${code} ${first}.formula`]);
});

test('a formula of text, of per cents, of several units', () => {
  const form = (change: Partial<Indicator>) =>
    formOf(
      indicator('1', change),
      indicator('money', { unit: 'triệu đồng' }),
      indicator('p', { type: 'percent', unit: '%', aggregation: 'weighted', weight: 'money' }),
      indicator('q', { type: 'percent', unit: '%', aggregation: 'weighted', weight: 'money' }),
    );
  expect(found(form({ formula: { sum: ['money'] }, type: 'yes_no', unit: '', aggregation: 'count' }))).toEqual([
    `error formula.of-text ${first}.formula`,
  ]);
  const percents = { type: 'percent', unit: '%', aggregation: 'weighted', weight: 'money' } as const;
  expect(found(form({ ...percents, formula: { sum: ['p', 'q'] } }))).toEqual([
    `warning formula.sum-of-percents ${first}.formula`,
  ]);
  expect(found(form({ formula: { sum: ['money'] } }))).toEqual([`warning formula.mixed-units ${first}.formula`]);
});

test('a circle is named at each of its indicators, with its way; what only leads into it is none', () => {
  const form = formOf(
    indicator('a', { formula: { sum: ['b', 'x'] } }),
    indicator('b', { formula: { difference: ['c', 'x'] } }),
    indicator('c', { formula: { sum: ['a'] } }),
    indicator('d', { formula: { sum: ['a'] } }),
    indicator('x'),
  );
  expect(formDefects(form).map(({ code, facts }) => `${code} ${facts['way']}`)).toEqual([
    'formula.circle a → b → c → a',
    'formula.circle b → c → a → b',
    'formula.circle c → a → b → c',
  ]);
});

test.each<[Partial<Indicator>, string]>([
  [{ unit: 'tỷ đồng' }, `error indicator.other-meaning ${first}.unit`],
  [{ type: 'decimal' }, `error indicator.other-meaning ${first}.type`],
  [{ name: 'Khác' }, `warning indicator.other-name ${first}.name`],
])('a code that is used again with %j: %s', (change, expected) => {
  const published = formOf(indicator('1'), indicator('2'));
  expect(found(formOf(indicator('1', change), indicator('2')), [published])).toEqual([expected]);
});

test('a code that the last version dropped is still known from an older one', () => {
  const [oldest, last] = [formOf(indicator('1'), indicator('2')), formOf(indicator('2'))];
  const form = formOf(indicator('1', { unit: 'tỷ đồng' }), indicator('2'));
  expect(found(form, [last, oldest])).toEqual([`error indicator.other-meaning ${first}.unit`]);
});

test('what the version before had and this one has not is named, and keeps nobody from publishing', () => {
  const before = of(section('I'), section('II'), ...formOf(indicator('1'), indicator('2')).sections);
  const form = of(section('I', { title: 'Khác' }), ...formOf(indicator('1')).sections);
  expect(found(form, [before])).toEqual([
    'warning section.other-title sections.0.title',
    'warning section.gone sections',
    'warning indicator.gone sections',
  ]);
  expect(isPublishable(formDefects(form, [before]))).toBe(true);
  expect(found(of(section('I', { kind: 'tasks' })), [of(section('I'))])).toEqual([
    'warning section.other-kind sections.0.kind',
  ]);
});

test('a defect is said in Vietnamese: what is wrong, and what to mend', () => {
  const form = formOf(indicator('1', { type: 'percent', unit: '%', aggregation: 'sum' }));
  expect(formDefects(form).map(formDefectWords)).toEqual([
    {
      what: 'Cách tổng hợp “cộng” không dùng được cho tỷ lệ phần trăm.',
      mend: 'Tỷ lệ phần trăm không cộng được: chọn bình quân gia quyền (hoặc bình quân).',
    },
  ]);
  const code: FormDefectCode = 'indicator.other-meaning';
  const facts = { code: '1', name: 'Tổng chi', unit: 'triệu đồng', type: 'decimal' };
  expect(formDefectWords({ code, severity: 'error', field: 'x', facts }).what).toBe(
    'Mã 1 trước đây là “Tổng chi”, số thập phân, đơn vị “triệu đồng”; số năm trước sẽ bị đem so với số khác loại.',
  );
});
