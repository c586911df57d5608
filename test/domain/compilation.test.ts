import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileReport } from '../../domain/compilation.ts';
import type { CompiledReport, CompilationSource } from '../../domain/compilation.ts';
import type { SourceExclusion, Synthesis } from '../../domain/synthesis.ts';
import { givenFacts, givenPlanTask, givenSource } from '../given/compilation-facts.ts';

const compile = (...sources: CompilationSource[]) => compileReport(givenFacts(sources));
const taskOf = (report: CompiledReport) => report.groups[0]?.tasks[0];
const excluded = (agency: string, place?: string): SourceExclusion => ({
  ...{ id: '', agency, reason: 'Trùng nội dung.', receipt: '' },
  ...(place !== undefined && { place }),
});
const written = (place: string, facts: Partial<Synthesis> = {}): Synthesis => ({
  ...{ place, version: 1, text: 'Tổng hợp một.\n\nTổng hợp hai.', keepSources: false, madeFrom: [] },
  ...facts,
});

test('what the leader and the supporters of a task wrote stand apart, in the order of the agencies’ list', () => {
  const report = compile(
    givenSource(3, { 'II.1.a': 'Ba phối hợp.' }),
    givenSource(2, { 'II.1.a': 'Hai phối hợp.' }),
    givenSource(1, { 'II.1.a': 'Một chủ trì.' }),
  );
  expect(taskOf(report)?.results.map(({ text }) => text)).toEqual(['Một chủ trì.']);
  expect(taskOf(report)?.supporting?.map(({ text }) => text)).toEqual(['Hai phối hợp.', 'Ba phối hợp.']);
});

test('of a task without a leader all words are results', () => {
  const tasks = [givenPlanTask('II.1.a', { lead: [] })];
  const report = compileReport(givenFacts([givenSource(2, { 'II.1.a': 'Hai.' })], { tasks }));
  expect([taskOf(report)?.results.length, taskOf(report)?.supporting]).toEqual([1, []]);
});

test('a paragraph of a leader and supporters stands once, in the leader’s words, with all their names', () => {
  const report = compile(
    givenSource(1, { 'II.1.a': '- Đã ban hành kế hoạch.' }),
    givenSource(2, { 'II.1.a': '1. đã ban hành kế hoạch;\nĐã ban hành  kế hoạch' }),
  );
  expect(taskOf(report)).toMatchObject({
    results: [
      {
        text: '- Đã ban hành kế hoạch.',
        agencies: ['UBND xã Thứ 1', 'UBND xã Thứ 2'],
        sources: ['A1-2026-1-7K3FQ0', 'A2-2026-1-7K3FQ0'],
      },
    ],
    supporting: [],
  });
});

test('a leader’s words are taken also where a supporter comes first in the list', () => {
  const tasks = [givenPlanTask('II.1.a', { lead: ['A2'] })];
  const sources = [givenSource(1, { 'II.1.a': '1) đã ban hành' }), givenSource(2, { 'II.1.a': 'Đã ban hành.' })];
  expect(taskOf(compileReport(givenFacts(sources, { tasks })))).toMatchObject({
    results: [{ text: 'Đã ban hành.', agencies: ['UBND xã Thứ 1', 'UBND xã Thứ 2'] }],
    supporting: [],
  });
});

test('an officer’s paragraphs stand in place of the sources’, each naming all of them', () => {
  const sources = [givenSource(1, { I: 'Một.' }), givenSource(2, { I: 'Hai.' }), givenSource(3, { I: ' ' })];
  const compileWith = (facts: Partial<Synthesis>) =>
    compileReport(givenFacts(sources, { editing: { syntheses: [written('I', facts)], exclusions: [] } })).situation;
  const own = { agencies: ['UBND xã Thứ 1', 'UBND xã Thứ 2'], synthesised: true };
  expect(compileWith({})).toMatchObject([
    { text: 'Tổng hợp một.', ...own },
    { text: 'Tổng hợp hai.', ...own },
  ]);
  expect(compileWith({ keepSources: true }).map(({ text }) => text)).toEqual([
    ...['Tổng hợp một.', 'Tổng hợp hai.', 'Một.', 'Hai.'],
  ]);
  expect(compileWith({ text: ' \n' }).map(({ text }) => text)).toEqual(['Một.', 'Hai.']);
});

test('a synthesis whose sources changed is used all the same, and named', () => {
  const sources = [givenSource(1, { 'II.1.a': 'Một mới.' })];
  const editing = { syntheses: [written('II.1.a'), written('I', { text: '' })], exclusions: [] };
  const report = compileReport(givenFacts(sources, { editing }));
  expect(taskOf(report)?.results).toHaveLength(2);
  expect(report.staleSyntheses).toEqual([{ place: 'II.1.a', title: 'Nhiệm vụ II.1.a' }]);
  expect(compileReport(givenFacts(sources)).staleSyntheses).toBeUndefined();
});

test('an excluded source is left out at its place only and still counted; an excluded report is in no place and not counted', () => {
  const sources = [1, 2, 3].map((ordinal) =>
    givenSource(ordinal, { 'II.1.a': `Việc ${ordinal}.`, I: `Tình hình ${ordinal}.` }),
  );
  const exclusions = [excluded('A2', 'II.1.a'), excluded('A3')];
  const report = compileReport(givenFacts(sources, { editing: { syntheses: [], exclusions } }));
  expect(report.situation.map(({ text }) => text)).toEqual(['Tình hình 1.', 'Tình hình 2.']);
  expect(taskOf(report)).toMatchObject({ underWay: 2, results: [{ text: 'Việc 1.' }], supporting: [] });
  expect(report.figures.reported).toBe(5);
  expect(report.excluded).toEqual([
    { agency: 'UBND xã Thứ 2', reason: 'Trùng nội dung.', place: 'II.1.a', title: 'Nhiệm vụ II.1.a' },
    { agency: 'UBND xã Thứ 3', reason: 'Trùng nội dung.' },
  ]);
});

test('an obstacle raised about a task stands with it', () => {
  const about = {
    title: 'Thiếu kinh phí',
    agency: 'A',
    state: 'Chờ trả lời',
    raisedOn: Temporal.PlainDate.from('2026-12-01'),
  };
  const obstacles = [
    { ...about, task: 'II.1.a' },
    { ...about, title: 'Việc khác' },
  ];
  const report = compileReport(givenFacts([], { obstacles }));
  expect(taskOf(report)?.obstacles?.map(({ title }) => title)).toEqual(['Thiếu kinh phí']);
});

const places = ['I', 'II.1.a', 'III', 'IV', 'V'] as const;
const line = fc.constantFrom(
  'Đã ban hành kế hoạch.',
  '- đã ban hành kế hoạch',
  'Tập huấn 2 đợt;',
  'Tập huấn 3 đợt.',
  '',
  ' - ',
);
const text = fc.array(line, { maxLength: 4 }).map((lines) => lines.join('\n'));
const sources = fc
  .uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 5 })
  .chain((ordinals) =>
    fc.tuple(
      ...ordinals.map((ordinal) =>
        fc.record(Object.fromEntries(places.map((place) => [place, text]))).map((words) => givenSource(ordinal, words)),
      ),
    ),
  );
const exclusions = fc.array(
  fc
    .tuple(fc.constantFrom('A1', 'A2', 'A3'), fc.constantFrom(undefined, ...places))
    .map(([agency, place]) => excluded(agency, place)),
  { maxLength: 3 },
);
const syntheses = fc
  .subarray([...places])
  .chain((chosen) =>
    fc.tuple(...chosen.map((place) => fc.boolean().map((keepSources) => written(place, { keepSources })))),
  );

function paragraphsAt(report: CompiledReport, place: (typeof places)[number]) {
  const task = taskOf(report);
  const found = { I: report.situation, III: report.shortcomings, IV: report.directions, V: report.proposals };
  return place === 'II.1.a' ? [...(task?.results ?? []), ...(task?.supporting ?? [])] : found[place];
}

test('invariant 8: the sources of a place’s paragraphs are those with words there that nobody excluded, and no others', () => {
  fc.assert(
    fc.property(sources, exclusions, syntheses, (given, left, own) => {
      const report = compileReport(givenFacts(given, { editing: { syntheses: own, exclusions: left } }));
      for (const place of places) {
        const paragraphs = paragraphsAt(report, place);
        const expected = given
          .filter(({ agency }) => !left.some((each) => each.agency === agency && (each.place ?? place) === place))
          .filter(({ content }) => /\p{L}/u.test(content.sections[place] ?? content.tasks[place]?.result ?? ''));
        const named = new Set(paragraphs.flatMap((each) => each.sources));
        expect([...named].toSorted()).toEqual(expected.map(({ receipt }) => receipt).toSorted());
        for (const each of paragraphs) expect(new Set(each.sources).size).toBe(each.sources.length);
      }
    }),
  );
});

test('the report does not depend on the order in which the sources came', () => {
  fc.assert(
    fc.property(sources, syntheses, fc.infiniteStream(fc.nat()), (given, own, noise) => {
      const keys = new Map(given.map((each) => [each, noise.next().value ?? 0]));
      const shuffled = given.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
      const editing = { syntheses: own, exclusions: [] };
      expect(compileReport(givenFacts(shuffled, { editing }))).toEqual(compileReport(givenFacts(given, { editing })));
    }),
  );
});
