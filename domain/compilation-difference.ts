import type { CompiledAgency, CompiledParagraph, CompiledReport } from './compilation.ts';
import { comparable } from './differences.ts';
import { placedParagraphs } from './placed-paragraphs.ts';
import type { PlacedParagraph } from './placed-paragraphs.ts';

/** What became of a source: a report that came, a newer version of it, one that is compiled no longer. */
export interface SourceDifference {
  code: string;
  name: string;
  change: 'added' | 'changed' | 'removed';
  before?: CompiledAgency['receipt'];
  now?: CompiledAgency['receipt'];
}

/** A total that is another; absent on the side where there was none. */
export interface TotalDifference {
  /** `figures.reported`, `indicators.1.1`, `tasks.II.1.a.done`. */
  field: string;
  name: string;
  unit: string;
  before?: number;
  now?: number;
}

/** A paragraph that came, went, was worded anew, or is told by others (`sources`). */
export interface ParagraphDifference {
  place: string;
  title: string;
  change: 'added' | 'removed' | 'changed' | 'sources';
  before?: CompiledParagraph;
  now?: CompiledParagraph;
}

export interface CompilationDifference {
  sources: readonly SourceDifference[];
  totals: readonly TotalDifference[];
  paragraphs: readonly ParagraphDifference[];
}

/** In what a run's report differs from the one before: its sources, its totals, its paragraphs; all empty when they agree. */
export function compilationDifference(before: CompiledReport, now: CompiledReport): CompilationDifference {
  return {
    sources: sourceDifferences(before, now),
    totals: totalDifferences(before, now),
    paragraphs: paragraphDifferences(before, now),
  };
}

function sourceDifferences(before: CompiledReport, now: CompiledReport): SourceDifference[] {
  const [was, is] = [before, now].map(({ agencies }) => new Map(agencies.map((agency) => [agency.code, agency])));
  const codes = new Set([...(is?.keys() ?? []), ...(was?.keys() ?? [])]);
  return [...codes].flatMap((code): SourceDifference[] => {
    const [old, fresh] = [was?.get(code), is?.get(code)];
    const name = (fresh ?? old)?.name ?? code;
    const [from, to] = [old?.receipt, fresh?.receipt];
    if (from?.code === to?.code) return [];
    if (!from) return to ? [{ code, name, change: 'added', now: to }] : [];
    return to
      ? [{ code, name, change: 'changed', before: from, now: to }]
      : [{ code, name, change: 'removed', before: from }];
  });
}

function totalDifferences(before: CompiledReport, now: CompiledReport): TotalDifference[] {
  const [was, is] = [totalsOf(before), totalsOf(now)];
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((field) => {
    const [old, fresh] = [was.get(field), is.get(field)];
    if (old?.value === fresh?.value) return [];
    const { name, unit } = fresh ?? old ?? { name: field, unit: '' };
    return [
      {
        ...{ field, name, unit },
        ...(old?.value !== undefined && { before: old.value }),
        ...(fresh?.value !== undefined && { now: fresh.value }),
      },
    ];
  });
}

interface Total {
  name: string;
  unit: string;
  value: number | undefined;
}

const figureNames = {
  total: 'Cơ quan phải báo cáo',
  reported: 'Cơ quan đã gửi',
  onTime: 'Gửi đúng hạn',
  late: 'Gửi quá hạn',
  missing: 'Chưa gửi',
  excused: 'Không phải báo cáo',
} satisfies Record<keyof CompiledReport['figures'], string>;

function totalsOf({ figures, indicators = [], groups }: CompiledReport): ReadonlyMap<string, Total> {
  return new Map<string, Total>([
    ...Object.entries(figureNames).map(([key, name]): [string, Total] => [
      `figures.${key}`,
      { name, unit: 'cơ quan', value: figures[key as keyof typeof figureNames] },
    ]),
    ...indicators.flatMap(({ code, name, unit, aggregate }): [string, Total][] => [
      [`indicators.${code}`, { name: `${code} ${name}`, unit, value: aggregate.value }],
      [
        `indicators.${code}.over`,
        { name: `${code} ${name}: số cơ quan có số liệu`, unit: 'cơ quan', value: aggregate.over },
      ],
    ]),
    ...groups.flatMap(({ tasks }) =>
      tasks.flatMap(({ code, title, done, underWay, notStarted }): [string, Total][] => {
        const total = (key: string, words: string, value: number): [string, Total] => [
          `tasks.${code}.${key}`,
          { name: `${code} ${title}: ${words}`, unit: 'cơ quan', value },
        ];
        return [
          total('done', 'hoàn thành', done),
          total('underWay', 'đang thực hiện', underWay),
          total('notStarted', 'chưa thực hiện', notStarted),
        ];
      }),
    ),
  ]);
}

function paragraphDifferences(before: CompiledReport, now: CompiledReport): ParagraphDifference[] {
  const was = Map.groupBy(placedParagraphs(before), ({ place }) => place);
  const is = Map.groupBy(placedParagraphs(now), ({ place }) => place);
  const places = new Set([...is.keys(), ...was.keys()]);
  return [...places].flatMap((place) => differencesAt(was.get(place) ?? [], is.get(place) ?? []));
}

/** Of one place. A text that went and one that came, of an agency in common, are one that was worded anew. */
function differencesAt(was: readonly PlacedParagraph[], is: readonly PlacedParagraph[]): ParagraphDifference[] {
  const old = new Map(was.map((each) => [textOf(each), each]));
  const gone = new Map(old);
  for (const each of is) gone.delete(textOf(each));
  const found = is.flatMap((each): ParagraphDifference[] => {
    const { place, title, paragraph } = each;
    const same = old.get(textOf(each))?.paragraph;
    if (same)
      return sameTellers(same, paragraph) ? [] : [{ place, title, change: 'sources', before: same, now: paragraph }];
    const [text, reworded] = [...gone].find(([, one]) => shareTeller(one.paragraph, paragraph)) ?? [];
    if (text === undefined || !reworded) return [{ place, title, change: 'added', now: paragraph }];
    gone.delete(text);
    return [{ place, title, change: 'changed', before: reworded.paragraph, now: paragraph }];
  });
  const removed = [...gone.values()].map(({ place, title, paragraph }): ParagraphDifference => {
    return { place, title, change: 'removed', before: paragraph };
  });
  return [...found, ...removed];
}

const textOf = ({ paragraph }: PlacedParagraph): string => comparable(paragraph.text);
const sameTellers = (a: CompiledParagraph, b: CompiledParagraph): boolean =>
  a.agencies.length === b.agencies.length && a.agencies.every((agency) => b.agencies.includes(agency));
const shareTeller = (a: CompiledParagraph, b: CompiledParagraph): boolean =>
  a.agencies.some((agency) => b.agencies.includes(agency));
