import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedParts, differencesOf, partOf, partsOf, placesOf } from '../../domain/differences.ts';
import type { Form, SubmittedReport } from '../../domain/form.ts';

const form: Form = {
  id: 'thu',
  version: 1,
  title: 'Biểu thử',
  sections: [
    { code: 'I', title: 'Tình hình', hint: '', kind: 'narrative', required: true },
    { code: 'II', title: 'Nhiệm vụ', hint: '', kind: 'tasks', required: false },
    {
      ...{ code: 'BS', title: 'Biểu số liệu', hint: '', kind: 'indicators', required: false },
      indicators: [
        {
          code: '2.1',
          name: 'Đề tài',
          unit: 'đề tài',
          type: 'integer',
          aggregation: 'sum',
          required: false,
          source: '',
        },
      ],
    },
  ],
};

const report = (change: Partial<SubmittedReport> = {}): SubmittedReport => ({
  sections: { I: 'Đã ban hành.' },
  tasks: { 'II.1.a': { state: 'done', percent: 100, result: 'Kế hoạch.' } },
  indicators: { '2.1': { value: 4 } },
  attachments: [],
  ...change,
});

test.each([
  { now: report({ sections: { I: ' Đã ban hành.\r\n' } }), expected: [], because: 'spaces around are no difference' },
  { now: report({ sections: { I: 'Đã ban hành.'.normalize('NFD') } }), expected: [], because: 'nor is composition' },
  { now: report({ sections: { I: 'Đã ban hành.', III: '  ' } }), expected: [], because: 'a blank text is none' },
  {
    now: report({ sections: { III: 'Còn chậm.' } }),
    expected: ['added sections.III', 'removed sections.I'],
    because: 'one text came and one went',
  },
  {
    now: report({ tasks: { 'II.1.a': { state: 'done', percent: 90, result: 'Kế hoạch.' } } }),
    expected: ['changed tasks.II.1.a'],
    because: 'a percentage is another',
  },
  {
    now: report({ indicators: { '2.1': { value: 4, estimated: true } } }),
    expected: ['changed indicators.2.1'],
    because: 'a figure is estimated now',
  },
  {
    now: report({ explanations: { 'indicators.2.1': 'Không đổi.' } }),
    expected: ['changed indicators.2.1'],
    because: 'the sentence about a figure belongs to it',
  },
  {
    now: report({ attachments: [{ name: 'a.pdf', sha256: 'ab', sizeBytes: 1, mediaType: 'application/pdf' }] }),
    expected: ['added files.ab'],
    because: 'a file came',
  },
])('the differences from the report before are $expected: $because', ({ now, expected }) => {
  const found = differencesOf(report(), now).map(({ change, field }) => `${change} ${field}`);
  expect(found.toSorted()).toEqual(expected);
});

const text = fc.constantFrom('', ' ', 'một', 'hai', 'một hai');
const codes = fc.constantFrom('I', 'II.1.a', '2.1', '__proto__', 'constructor');
const someReport = fc.record({
  sections: fc.dictionary(codes, text),
  tasks: fc.dictionary(
    codes,
    fc.record({ state: fc.constantFrom('done', 'under_way'), percent: fc.constantFrom(0, 50), result: text }),
  ),
  indicators: fc.dictionary(codes, fc.record({ value: fc.oneof(fc.integer({ max: 2, min: 0 }), fc.boolean(), text) })),
  attachments: fc.uniqueArray(
    fc.record({
      name: text,
      sha256: fc.constantFrom('aa', 'bb'),
      sizeBytes: fc.constant(1),
      mediaType: fc.constant('x/y'),
    }),
    { selector: ({ sha256 }) => sha256 },
  ),
}) as fc.Arbitrary<SubmittedReport>;

test('a report does not differ from itself, whatever the order of its keys', () => {
  const turned = (value: Record<string, unknown>) => Object.fromEntries(Object.entries(value).toReversed());
  fc.assert(
    fc.property(someReport, (given) => {
      const other = { ...given, sections: turned(given.sections), tasks: turned(given.tasks) } as SubmittedReport;
      expect(differencesOf(given, other)).toEqual([]);
    }),
  );
});

test('read the other way round, what was added is removed and the rest is the same', () => {
  const turned = { added: 'removed', removed: 'added', changed: 'changed' } as const;
  const sorted = (found: ReturnType<typeof differencesOf>) =>
    found.toSorted((a, b) => (a.field < b.field ? -1 : 1)).map(({ field, change }) => `${change} ${field}`);
  fc.assert(
    fc.property(someReport, someReport, (one, two) => {
      const back = differencesOf(two, one).map(({ field, change }) => ({ field, change: turned[change] }));
      expect(sorted(differencesOf(one, two))).toEqual(sorted(back));
    }),
  );
});

test('each field differs once, and taking over the differing fields leaves no difference', () => {
  fc.assert(
    fc.property(someReport, someReport, (one, two) => {
      const fields = differencesOf(one, two).map(({ field }) => field);
      expect(new Set(fields).size).toBe(fields.length);
      const taken = <T>(kind: string, from: Record<string, T> = {}, to: Record<string, T> = {}) => ({
        ...Object.fromEntries(Object.entries(from).filter(([code]) => !fields.includes(`${kind}.${code}`))),
        ...Object.fromEntries(Object.entries(to).filter(([code]) => fields.includes(`${kind}.${code}`))),
      });
      const merged = {
        sections: taken('sections', one.sections, two.sections),
        tasks: taken('tasks', one.tasks, two.tasks),
        indicators: taken('indicators', one.indicators, two.indicators),
        attachments: [
          ...one.attachments.filter(({ sha256 }) => !fields.includes(`files.${sha256}`)),
          ...two.attachments.filter(({ sha256 }) => fields.includes(`files.${sha256}`)),
        ],
      };
      expect(differencesOf(merged, two)).toEqual([]);
    }),
  );
});

test('every place of a form belongs to one of its parts or to the whole, and what is unknown to the whole', () => {
  for (const place of placesOf(form, ['II.1.a'])) {
    expect(place === 'general' ? partsOf(form)[0] : partOf(place, form)).toBeOneOf([...partsOf(form)]);
  }
  expect(['tasks.II.1.a.result', 'explanations.indicators.2.1'].map((field) => partOf(field, form))).toEqual([
    'sections.II',
    'sections.BS',
  ]);
  expect(['sections.IX', 'indicators.9.9', 'constructor', ''].map((field) => partOf(field, form))).toEqual([
    ...Array.from({ length: 4 }, () => 'general'),
  ]);
});

test('a part has changed when any of its fields has', () => {
  const now = report({ indicators: { '2.1': { value: 5 } }, tasks: {} });
  expect([...changedParts(form, report(), now)].toSorted()).toEqual(['sections.BS', 'sections.II']);
});
