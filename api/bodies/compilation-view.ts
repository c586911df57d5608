import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { Aggregate } from '../../domain/aggregate.ts';
import type { CompilationDifference } from '../../domain/compilation-difference.ts';
import { compilationNoteWords } from '../../domain/compilation-notes.ts';
import { compilationStepWords, compilationSteps } from '../../domain/compilation-steps.ts';
import type { CompiledIndicator } from '../../domain/compiled-figures.ts';
import type { CompilationView } from '../../office/read-compilation-view.ts';
import type { LateArrival } from '../../office/read-late-arrivals.ts';
import { AgencyName, Exactly, Moment, Sha256, Uuid } from './shapes.ts';

const Count = Type.Integer();
const Value = Type.Optional(Type.Number({ description: 'Không có khi chưa cơ quan nào có số liệu.' }));

const Total = Exactly({ value: Value, over: Count, estimated: Count, lopsided: Count });

const totalBody = ({ value, ...counts }: Aggregate): Static<typeof Total> => ({
  ...(value !== undefined && { value }),
  ...counts,
});

const Figure = Exactly({
  agency: Type.String(),
  receipt: Type.String(),
  value: Value,
  estimated: Type.Optional(Type.Boolean()),
  weight: Type.Optional(Type.Number()),
});

const IndicatorBody = Exactly({
  code: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  section: Type.String(),
  aggregation: Type.String(),
  asked: Type.Integer({ description: 'Số cơ quan được yêu cầu báo cáo chỉ tiêu này.' }),
  total: Total,
  lastYear: Type.Optional(
    Exactly(
      { all: Total, inBoth: Exactly({ now: Total, before: Total }) },
      'Năm trước: của mọi cơ quan, và của các cơ quan có số liệu ở cả hai năm.',
    ),
  ),
  figures: Type.Array(Figure),
});

const indicatorBody = ({ aggregate, lastYear, figures, ...each }: CompiledIndicator): Static<typeof IndicatorBody> => ({
  ...{ code: each.code, name: each.name, unit: each.unit, section: each.section },
  ...{ aggregation: each.aggregation, asked: each.asked, total: totalBody(aggregate) },
  ...(lastYear && {
    lastYear: {
      all: totalBody(lastYear.all),
      inBoth: { now: totalBody(lastYear.inBoth.now), before: totalBody(lastYear.inBoth.before) },
    },
  }),
  figures: [...figures],
});

const OutlierBody = Exactly(
  {
    ...{ indicator: Type.String(), name: Type.String(), unit: Type.String() },
    ...{ agency: Type.String(), receipt: Type.String(), value: Type.Number() },
    explanation: Type.Optional(Type.String()),
    from: Type.Union([
      Exactly({ kind: Type.Literal('last_year'), value: Type.Number() }),
      Exactly({ kind: Type.Literal('peers'), value: Type.Number(), peers: Count }),
    ]),
  },
  'Số liệu khác thường so với năm trước của chính cơ quan, hoặc so với trung vị các cơ quan cùng loại; không bị sửa.',
);

const Names = Type.Array(Type.String());

/** A version that came after the newest final run. */
export const LateArrivalBody = Exactly({
  ...{ agency: AgencyName, submission: Uuid, receipt: Type.String(), version: Count, receivedAt: Moment },
  compiledVersion: Type.Optional(Count),
});

export const lateArrivalBody = ({ receivedAt, ...arrival }: LateArrival): Static<typeof LateArrivalBody> => ({
  ...arrival,
  receivedAt: receivedAt.toString(),
});

/** What a run's detail tells beside its progress, sources and sendings. */
export const CompilationViewFields = {
  form: Type.Optional(Exactly({ id: Type.String(), version: Count }, 'Đề cương, biểu mẫu mà lần tổng hợp dùng.')),
  documentSha256: Type.Optional(Sha256),
  steps: Type.Array(
    Exactly({
      step: Type.Enum([...compilationSteps]),
      words: Type.String(),
      state: Type.Enum(['done', 'next', 'waiting']),
      doneAt: Type.Optional(Moment),
    }),
  ),
  notes: Type.Array(Exactly({ doubt: Type.String(), words: Type.String(), agencies: Names })),
  gaps: Type.Optional(
    Exactly({
      ...{ missing: Names, excused: Names, late: Names },
      estimated: Type.Array(Exactly({ agency: Type.String(), indicators: Names })),
    }),
  ),
  indicators: Type.Array(IndicatorBody),
  outliers: Type.Array(OutlierBody),
  lateArrivals: Type.Optional(Type.Array(LateArrivalBody, { description: 'Chỉ với lần chính thức mới nhất.' })),
};

const ViewBody = Exactly(CompilationViewFields);

export function compilationViewBody(view: CompilationView): Static<typeof ViewBody> {
  const { run, form, steps, notes, gaps, report, outliers, late } = view;
  const named = (agencies: readonly { name: string }[]) => agencies.map(({ name }) => name);
  return {
    ...(form && { form }),
    ...(run.file_sha256 && { documentSha256: run.file_sha256 }),
    steps: steps.map(({ step, state, doneAt }) => ({
      ...{ step, words: compilationStepWords[step], state },
      ...(doneAt && { doneAt: doneAt.toString() }),
    })),
    notes: notes.map((note) => ({
      doubt: note.doubt,
      words: compilationNoteWords(note),
      agencies: [...note.agencies],
    })),
    ...(gaps && {
      gaps: {
        ...{ missing: named(gaps.missing), excused: named(gaps.excused), late: named(gaps.late) },
        estimated: gaps.estimated.map(({ agency, indicators }) => ({ agency, indicators: [...indicators] })),
      },
    }),
    indicators: (report?.indicators ?? []).map(indicatorBody),
    outliers: [...outliers],
    ...(late && { lateArrivals: late.map(lateArrivalBody) }),
  };
}

/** Whether a run can be made again from what it kept. */
export const CompilationCheckBody = Exactly({
  verdict: Type.Enum(['same', 'different', 'kept_nothing'], {
    description: 'same: lập lại được từng byte. kept_nothing: bản lập từ trước khi hệ thống lưu đủ căn cứ.',
  }),
  sources: Count,
  altered: Type.Array(Exactly({ agency: Type.String(), receipt: Type.String() })),
  sameReport: Type.Boolean(),
  document: Exactly({ kept: Sha256, rebuilt: Type.Optional(Sha256) }),
});

const Change = Type.Enum(['added', 'changed', 'removed', 'sources']);
const ReceiptName = Type.Optional(Exactly({ code: Type.String(), version: Count }));
const Paragraph = Type.Optional(Exactly({ text: Type.String(), agencies: Names }));

/** In what a run differs from the one before. */
export const DifferenceBody = Exactly({
  before: Type.Optional(Exactly({ id: Uuid, number: Count }, 'Lần được so sánh; không có khi đây là lần đầu.')),
  sources: Type.Array(
    Exactly({ code: Type.String(), name: Type.String(), change: Change, before: ReceiptName, now: ReceiptName }),
  ),
  totals: Type.Array(
    Exactly({ field: Type.String(), name: Type.String(), unit: Type.String(), before: Value, now: Value }),
  ),
  paragraphs: Type.Array(
    Exactly({ place: Type.String(), title: Type.String(), change: Change, before: Paragraph, now: Paragraph }),
  ),
});

interface Compared {
  before: { id: string; number: number };
  difference: CompilationDifference;
}

export function differenceBody(compared: Compared | undefined): Static<typeof DifferenceBody> {
  if (!compared) return { sources: [], totals: [], paragraphs: [] };
  const { before, difference } = compared;
  const receipt = (each: { code: string; version: number }) => ({ code: each.code, version: each.version });
  const paragraph = (each: { text: string; agencies: readonly string[] }) => ({
    text: each.text,
    agencies: [...each.agencies],
  });
  return {
    before,
    sources: difference.sources.map((each) => ({
      ...{ code: each.code, name: each.name, change: each.change },
      ...(each.before && { before: receipt(each.before) }),
      ...(each.now && { now: receipt(each.now) }),
    })),
    totals: [...difference.totals],
    paragraphs: difference.paragraphs.map((each) => ({
      ...{ place: each.place, title: each.title, change: each.change },
      ...(each.before && { before: paragraph(each.before) }),
      ...(each.now && { now: paragraph(each.now) }),
    })),
  };
}
