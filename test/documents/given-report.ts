import type { CompiledAgency, CompiledParagraph, CompiledReport, CompiledTask } from '../../domain/compilation.ts';
import type { CompiledIndicator } from '../../domain/compiled-figures.ts';
import { figuresOf } from '../../domain/compilation.ts';
import type { ObligationLook } from '../../domain/obligation.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const instant = (text: string) => Temporal.Instant.from(text);

/** An agency that has reported on time, or as `facts` say. */
export function givenAgency(ordinal: number, facts: Partial<CompiledAgency> = {}): CompiledAgency {
  return {
    code: `A${ordinal}`,
    name: `UBND xã Thứ ${ordinal}`,
    due: day('2026-12-17'),
    extended: false,
    look: 'on_time',
    receipt: givenReceipt(ordinal),
    urged: 0,
    note: '',
    ...facts,
  };
}

export function givenReceipt(
  ordinal: number,
  facts: Partial<NonNullable<CompiledAgency['receipt']>> = {},
): NonNullable<CompiledAgency['receipt']> {
  return {
    code: `A${ordinal}-2026-1-7K3FQ0`,
    version: 1,
    receivedAt: instant('2026-12-15T02:30:00Z'),
    onTime: true,
    workingDaysLate: 0,
    ...facts,
  };
}

/** An agency that has not reported; its receipt, if it had one, goes. */
export function givenSilentAgency(ordinal: number, look: ObligationLook = 'overdue'): CompiledAgency {
  const { receipt: _, ...agency } = givenAgency(ordinal, { look, urged: 2 });
  return agency;
}

/** A paragraph that the agencies of the given ordinals wrote. */
export const givenParagraph = (text: string, ...ordinals: readonly number[]): CompiledParagraph => ({
  text,
  agencies: ordinals.map((ordinal) => `UBND xã Thứ ${ordinal}`),
  sources: ordinals.map((ordinal) => `A${ordinal}-2026-1-7K3FQ0`),
});

export const givenTask = (code: string, facts: Partial<CompiledTask> = {}): CompiledTask => ({
  code,
  title: `Nhiệm vụ ${code}`,
  done: 1,
  underWay: 1,
  notStarted: 0,
  meanPercent: 72.5,
  results: [givenParagraph(`Đã ban hành kế hoạch thực hiện nhiệm vụ ${code}.`, 1, 2)],
  ...facts,
});

/** An indicator that two of three agencies gave, one of them an estimate. */
export const givenIndicator = (facts: Partial<CompiledIndicator> = {}): CompiledIndicator => ({
  code: '2.7',
  name: 'Sáng kiến được công nhận',
  unit: 'sáng kiến',
  type: 'integer',
  aggregation: 'sum',
  section: 'Nhiệm vụ khoa học và công nghệ',
  aggregate: { value: 1250.5, over: 2, estimated: 1, lopsided: 0 },
  asked: 3,
  figures: [
    { agency: 'UBND xã Thứ 1', receipt: 'A1-2026-1-7K3FQ0', value: 1200 },
    { agency: 'UBND xã Thứ 2', receipt: 'A2-2026-1-7K3FQ0', value: 50.5, estimated: true },
  ],
  ...facts,
});

/** A small report with something in every part. */
export function givenReport(facts: Partial<CompiledReport> = {}): CompiledReport {
  const agencies = facts.agencies ?? [givenAgency(1), givenAgency(2), givenSilentAgency(3)];
  return {
    plan: {
      number: '105/KH-UBND',
      title: 'Kế hoạch thực hiện Kết luận số 69-KL/TW ngày 11/01/2024 của Bộ Chính trị',
      shortTitle: 'Kế hoạch thực hiện Kết luận số 69-KL/TW',
    },
    year: 2026,
    number: 2,
    final: false,
    asOf: instant('2026-12-18T01:00:00Z'),
    period: { from: day('2025-12-15'), to: day('2026-12-14') },
    due: day('2026-12-17'),
    figures: figuresOf(agencies),
    situation: [givenParagraph('Tổ chức quán triệt Kết luận số 69-KL/TW.', 1)],
    groups: [{ code: 'II.1', title: 'Tăng cường sự lãnh đạo', tasks: [givenTask('II.1.a'), givenTask('II.1.b')] }],
    shortcomings: [givenParagraph('Kinh phí còn hạn chế.', 2)],
    obstacles: [
      { title: 'Thiếu hướng dẫn', agency: 'UBND xã Thứ 1', state: 'Đã trả lời', raisedOn: day('2026-05-06') },
    ],
    directions: [givenParagraph('Tiếp tục đào tạo cán bộ.', 1, 2)],
    proposals: [givenParagraph('Đề nghị bổ sung biên chế.', 2)],
    agencies,
    ...facts,
  };
}

/** A report without any paragraph, obstacle or task group. */
export const givenEmptyReport = (facts: Partial<CompiledReport> = {}): CompiledReport =>
  givenReport({ situation: [], groups: [], shortcomings: [], obstacles: [], directions: [], proposals: [], ...facts });

/** A province's year: every agency wrote one paragraph of its own on each of 29 tasks and one on the situation. */
export function givenProvincialReport(count: number): CompiledReport {
  const agencies = Array.from({ length: count }, (_, index) => givenAgency(index + 1));
  const each = (text: string) =>
    agencies.map((_, index) => givenParagraph(`${text} tại địa bàn ${index + 1}.`, index + 1));
  const tasks = Array.from({ length: 29 }, (_, index) =>
    givenTask(`II.${index + 1}`, { results: each(`Kết quả ${index + 1}`) }),
  );
  return givenReport({
    agencies,
    situation: each('Tình hình'),
    groups: [{ code: 'II.1', title: 'Nhóm nhiệm vụ', tasks }],
  });
}
