import { indicatorsOf } from './form.ts';
import type { Form, FormSection, Indicator } from './form.ts';
import {
  aggregationWords,
  askedOfWords,
  boundWords,
  formulaWords,
  indicatorTypeWords,
  sectionKindWords,
} from './form-words.ts';
import { figureWords } from './words.ts';

/** One thing that two versions of a form say differently. */
export interface FormChange {
  kind: 'added' | 'removed' | 'changed' | 'moved';
  what: 'title' | 'section' | 'indicator';
  code: string;
  name: string;
  /** Of a change: each part of it that differs, as people read it; empty where there was nothing. */
  details: readonly { part: string; before: string; after: string }[];
}

type Content = Pick<Form, 'title' | 'sections'>;

/**
 * How a version of a form differs from another, in the order of the newer one, what is gone last: codes tell what is the
 * same. Two that say the same give an empty list.
 */
export function formDifference(before: Content, after: Content): FormChange[] {
  const placed = (form: Content) =>
    form.sections.flatMap(({ code, indicators = [] }) => indicators.map((each) => ({ ...each, section: code })));
  return [
    ...(before.title === after.title
      ? []
      : [
          { kind: 'changed', what: 'title', code: '', name: after.title, details: titleDetail(before, after) } as const,
        ]),
    ...changes('section', before.sections, after.sections, ({ title }) => title, sectionParts),
    ...changes('indicator', placed(before), placed(after), ({ name }) => name, indicatorParts),
    ...moved('section', before.sections, after.sections, ({ title }) => title),
    ...moved('indicator', indicatorsOf(before), indicatorsOf(after), ({ name }) => name),
  ];
}

const titleDetail = (before: Content, after: Content) => [{ part: 'Tên', before: before.title, after: after.title }];

function changes<Each extends { code: string }>(
  what: FormChange['what'],
  before: readonly Each[],
  after: readonly Each[],
  nameOf: (each: Each) => string,
  partsOf: (each: Each) => Record<string, string>,
): FormChange[] {
  const named = (kind: FormChange['kind'], each: Each, details: FormChange['details'] = []): FormChange => ({
    ...{ kind, what, code: each.code, name: nameOf(each), details },
  });
  return [
    ...after.flatMap((is) => {
      const was = before.find(({ code }) => code === is.code);
      if (!was) return [named('added', is)];
      const [from, to] = [partsOf(was), partsOf(is)];
      const details = Object.keys(to)
        .filter((part) => from[part] !== to[part])
        .map((part) => ({ part, before: from[part] ?? '', after: to[part] ?? '' }));
      return details.length > 0 ? [named('changed', is, details)] : [];
    }),
    ...before.filter((was) => !after.some(({ code }) => code === was.code)).map((was) => named('removed', was)),
  ];
}

/** What stands in another order among those that both have: the fewest that, moved, explain it. */
function moved<Each extends { code: string }>(
  what: FormChange['what'],
  before: readonly Each[],
  after: readonly Each[],
  nameOf: (each: Each) => string,
): FormChange[] {
  const places = after.map(({ code }) => before.findIndex((was) => was.code === code));
  const common = after.map((each, at) => ({ each, place: places[at] ?? -1 })).filter(({ place }) => place >= 0);
  const stayed = longestRise(common.map(({ place }) => place));
  return common
    .filter(({ place }) => !stayed.has(place))
    .map(({ each }) => ({ kind: 'moved', what, code: each.code, name: nameOf(each), details: [] }));
}

/** The longest rising run within a row of different numbers: those that kept their order. */
function longestRise(row: readonly number[]): ReadonlySet<number> {
  const best: number[][] = [];
  for (const place of row) {
    const before = best.filter((run) => (run.at(-1) ?? -1) < place);
    const longest = before.reduce<number[]>((most, run) => (run.length > most.length ? run : most), []);
    best.push([...longest, place]);
  }
  return new Set(best.reduce<number[]>((most, run) => (run.length > most.length ? run : most), []));
}

const sectionParts = ({ title, hint, kind, required }: FormSection): Record<string, string> => ({
  'Tên phần': title,
  'Cách trả lời': sectionKindWords[kind],
  'Hướng dẫn': hint,
  'Bắt buộc': yesNo(required),
});

const indicatorParts = (indicator: Indicator & { section: string }): Record<string, string> => ({
  'Thuộc phần': indicator.section,
  'Tên chỉ tiêu': indicator.name,
  'Đơn vị tính': indicator.unit,
  Kiểu: indicatorTypeWords[indicator.type],
  'Tổng hợp': aggregationWords[indicator.aggregation],
  'Quyền số': indicator.weight ?? '',
  'Bắt buộc': yesNo(indicator.required),
  'Giới hạn': boundWords(indicator),
  'Công thức': indicator.formula ? formulaWords(indicator.formula) : '',
  'Giải thích khi thay đổi quá': indicator.compare === undefined ? '' : `${figureWords(indicator.compare)} %`,
  'Hỏi cơ quan': indicator.askedOf ? askedOfWords[indicator.askedOf] : 'mọi cơ quan',
  Nguồn: indicator.source,
});

const yesNo = (yes: boolean): string => (yes ? 'có' : 'không');
