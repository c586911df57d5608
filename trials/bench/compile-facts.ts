import type { CompilationFacts, CompilationSource, CompiledAgency } from '../../domain/compilation.ts';
import type { TaskResult } from '../../domain/form.ts';
import type { PlanTask, ProvincialPlan } from '../../domain/plan.ts';

/** 26 tasks and the four narrative parts make 30 paragraphs of a report. */
const tasksEach = 26;
const narrativeParts = ['I', 'III', 'IV', 'V'];

const day = (text: string) => Temporal.PlainDate.from(text);

/** What a compilation of so many reports of 30 paragraphs is made of; no two agencies write the same. */
export function compileFacts(reports: number): CompilationFacts {
  return {
    plan,
    year: 2026,
    number: 1,
    final: true,
    asOf: Temporal.Instant.from('2026-12-18T01:00:00Z'),
    period: { from: day('2025-12-15'), to: day('2026-12-14') },
    due: day('2026-12-17'),
    obstacles: [],
    agencies: Array.from({ length: reports }, (_, index) => agencyOf(index)),
    sources: Array.from({ length: reports }, (_, index) => sourceOf(index)),
  };
}

const tasks: readonly PlanTask[] = Array.from({ length: tasksEach }, (_, index) => ({
  code: `II.${Math.floor(index / 5) + 1}.${'abcde'.charAt(index % 5)}`,
  group: `II.${Math.floor(index / 5) + 1}`,
  title: `Nâng cao tiềm lực, trình độ khoa học và công nghệ, nội dung thứ ${index + 1}`,
  text: '',
  lead: ['departments'],
  support: ['localities'],
}));

const plan: ProvincialPlan = {
  id: 'bench',
  number: '105/KH-UBND',
  title: 'Kế hoạch thực hiện Kết luận số 69-KL/TW ngày 11/01/2024 của Bộ Chính trị',
  shortTitle: 'Kế hoạch thực hiện Kết luận số 69-KL/TW',
  groups: [...new Set(tasks.map(({ group }) => group))].map((code) => ({ code, title: `Nhóm nhiệm vụ ${code}` })),
  tasks,
};

const nameOf = (index: number) => `UBND xã Thứ ${index + 1}`;
const receiptOf = (index: number) => `X${index + 1}-2026-1-7K3FQ0`;

const agencyOf = (index: number): CompiledAgency => ({
  code: `X${index + 1}`,
  name: nameOf(index),
  due: day('2026-12-17'),
  extended: false,
  look: 'on_time',
  receipt: {
    code: receiptOf(index),
    version: 1,
    receivedAt: Temporal.Instant.from('2026-12-15T02:30:00Z'),
    onTime: true,
    workingDaysLate: 0,
  },
  urged: index % 3,
  note: '',
});

const sourceOf = (index: number): CompilationSource => ({
  agency: `X${index + 1}`,
  name: nameOf(index),
  receipt: receiptOf(index),
  content: {
    sections: Object.fromEntries(narrativeParts.map((code) => [code, paragraph(index, code)])),
    tasks: Object.fromEntries(tasks.map(({ code }, place) => [code, resultOf(index, code, place)])),
  },
});

const resultOf = (index: number, code: string, place: number): TaskResult => ({
  state: (index + place) % 3 === 0 ? 'done' : 'under_way',
  percent: (index * 7 + place * 13) % 101,
  result: paragraph(index, code),
});

/** A paragraph of the length that agencies write, some 330 characters. */
const paragraph = (index: number, part: string): string =>
  `Đã ban hành Kế hoạch số ${100 + (index % 400)}/KH-UBND về nội dung ${part}, tổ chức ${1 + (index % 9)} hội nghị quán triệt cho ` +
  `${40 + (index % 300)} lượt cán bộ, công chức; hỗ trợ ${1 + (index % 17)} mô hình ứng dụng tiến bộ kỹ thuật tại địa bàn ${nameOf(index)}, ` +
  `kinh phí ${(20 + (index % 480)).toLocaleString('vi')} triệu đồng; qua kiểm tra, các đơn vị được giao đã hoàn thành những việc của năm và ` +
  'tiếp tục duy trì trong quý đầu năm sau.';
