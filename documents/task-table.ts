import type { Paragraph, Table } from 'docx';
import type { ReportToWrite, TaskToWrite } from './map-paragraphs.ts';
import { appendixTitle } from './appendix-title.ts';
import { mm, textWidth } from './decree-30.ts';
import { figureWords } from './figure-words.ts';
import { ruledTable } from './tables.ts';
import type { Column, Row } from './tables.ts';
import { standingOf } from './task-standing.ts';
import type { Standing } from './task-standing.ts';

const columns: readonly Column[] = [
  { title: 'STT', width: mm(11), align: 'center' },
  { title: 'Nhiệm vụ' },
  { title: 'Chủ trì', width: mm(38) },
  { title: 'Phối hợp', width: mm(38) },
  { title: 'Tình trạng', width: mm(28), align: 'center' },
  { title: 'Số cơ quan hoàn thành', width: mm(18), align: 'center' },
  { title: 'Đang thực hiện', width: mm(18), align: 'center' },
  { title: 'Chưa thực hiện', width: mm(18), align: 'center' },
  { title: 'Tiến độ bình quân (%)', width: mm(20), align: 'center' },
];

const words: Record<Standing, string> = {
  done: 'Hoàn thành',
  under_way: 'Đang thực hiện',
  not_started: 'Chưa thực hiện',
  untold: 'Chưa có báo cáo',
};

/** The appendix of tasks: who leads and supports each, how it stands and how far those are that report on it. */
export function taskTable(report: ReportToWrite<unknown>, ordinal: number): readonly (Paragraph | Table)[] {
  const title = appendixTitle(report, ordinal, 'TÌNH HÌNH THỰC HIỆN CÁC NHIỆM VỤ CỦA KẾ HOẠCH', 'landscape');
  const names = new Map(report.agencies.map(({ code, name }) => [code, name]));
  return [...title, ruledTable(columns, rowsOf(report, names), { total: textWidth.landscape })];
}

function* rowsOf({ groups }: ReportToWrite<unknown>, names: ReadonlyMap<string, string>): Generator<Row> {
  let ordinal = 0;
  for (const [place, { title, tasks }] of groups.entries()) {
    yield { across: `${place + 1}. ${title}` };
    for (const task of tasks) yield taskRow(task, (ordinal += 1), names);
  }
}

const taskRow = (task: TaskToWrite<unknown>, ordinal: number, names: ReadonlyMap<string, string>): Row => [
  String(ordinal),
  `${task.title} (mã ${task.code})`,
  whoWords(task.lead, names),
  whoWords(task.support, names),
  { text: words[standingOf(task)], bold: standingOf(task) === 'untold' },
  figureWords(task.done),
  figureWords(task.underWay),
  figureWords(task.notStarted),
  task.meanPercent === undefined ? '' : figureWords(task.meanPercent),
];

/** Agencies by name; the plan's words for all of a kind. */
const whoWords = (codes: readonly string[] = [], names: ReadonlyMap<string, string>): string =>
  codes.map((code) => kinds[code] ?? names.get(code) ?? code).join('; ');

const kinds: Record<string, string> = { departments: 'Các sở, ban, ngành', localities: 'Các địa phương' };
