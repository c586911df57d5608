import type { CellStyle, WriteSheet } from 'hucre';
import type { CompiledAgency, CompiledReport } from '../../domain/compilation.ts';
import { dayOf } from '../../domain/zone.ts';
import { stateWords } from '../agency-list.ts';
import { daySerial } from '../day-serial.ts';
import { fitRow, put } from '../form-sheet/grid.ts';
import type { Grid } from '../form-sheet/grid.ts';
import { addressOf } from '../form-sheet/layout.ts';
import { styles } from '../form-sheet/styles.ts';
import { annexSheet, beginSheet, firstRow, putFormula } from './plain-sheet.ts';

const columns = [
  { title: 'STT', width: 6 },
  { title: 'Cơ quan, đơn vị', width: 40 },
  { title: 'Hạn gửi', width: 13 },
  { title: 'Gia hạn đến', width: 13 },
  { title: 'Ngày gửi thực tế', width: 13 },
  { title: 'Mã tiếp nhận', width: 26 },
  { title: 'Tình trạng', width: 28 },
  { title: 'Số lần đôn đốc', width: 11 },
  { title: 'Ghi chú', width: 40 },
] as const;

const at = (title: (typeof columns)[number]['title']): number => columns.findIndex((each) => each.title === title);

const date: CellStyle = { ...styles.centred, numFmt: 'dd/mm/yyyy' };

/** The agencies' list, and below it how many stand how: formulas over the list. */
export function listSheet({ agencies, due, figures }: CompiledReport): WriteSheet {
  const note = 'Ngày gửi là ngày hệ thống tiếp nhận bản được tổng hợp, theo giờ Việt Nam.';
  const grid = beginSheet(columns, 'DANH SÁCH CƠ QUAN THỰC HIỆN CHẾ ĐỘ BÁO CÁO', note);
  for (const [place, agency] of agencies.entries()) putAgency(grid, firstRow + place, { agency, place, due });
  const states = rangeOf(agencies.length, at('Tình trạng'));
  const counts: readonly [title: string, formula: string, result: number][] = [
    ['Tổng số', `COUNTA(${rangeOf(agencies.length, at('Cơ quan, đơn vị'))})`, figures.total],
    ['Đúng hạn', `COUNTIF(${states},"Đúng hạn")`, figures.onTime],
    ['Quá hạn', `COUNTIF(${states},"Quá hạn*")`, figures.late],
    ['Chưa báo cáo', `COUNTIF(${states},"Chưa gửi")+COUNTIF(${states},"Trả lại bổ sung")`, figures.missing],
    ['Không phải báo cáo', `COUNTIF(${states},"Không phải báo cáo")`, figures.excused],
  ];
  for (const [place, [title, formula, result]] of counts.entries()) {
    const row = firstRow + agencies.length + 1 + place;
    put(grid, row, at('Cơ quan, đơn vị'), title, styles.group);
    putFormula(grid, row, at('Hạn gửi'), { formula, result, style: styles.group });
  }
  return annexSheet('Danh sách', grid, 2);
}

/** The cells of a column; an empty list has one empty row. */
const rangeOf = (agencies: number, column: number): string =>
  `${addressOf(firstRow, column)}:${addressOf(firstRow + Math.max(0, agencies - 1), column)}`;

function putAgency(
  grid: Grid,
  row: number,
  { agency, place, due }: { agency: CompiledAgency; place: number; due: Temporal.PlainDate },
): void {
  const { name, extended, receipt, urged, note } = agency;
  put(grid, row, at('STT'), place + 1, styles.centred);
  put(grid, row, at('Cơ quan, đơn vị'), name, styles.given);
  put(grid, row, at('Hạn gửi'), daySerial(due), date);
  put(grid, row, at('Gia hạn đến'), extended ? daySerial(agency.due) : null, date);
  put(grid, row, at('Ngày gửi thực tế'), receipt ? daySerial(dayOf(receipt.receivedAt)) : null, date);
  put(grid, row, at('Mã tiếp nhận'), receipt?.code ?? '', styles.given);
  put(grid, row, at('Tình trạng'), stateWords(agency), styles.centred);
  put(grid, row, at('Số lần đôn đốc'), urged, styles.centred);
  put(grid, row, at('Ghi chú'), note, styles.given);
  fitRow(grid, row, { [at('Cơ quan, đơn vị')]: name, [at('Ghi chú')]: note }, 17);
}
