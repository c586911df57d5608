import type { WriteSheet } from 'hucre';
import type { FormSheet } from '../../domain/form-sheet.ts';
import { stampWords, weekdayWords } from '../../domain/words.ts';
import { fitRow, newGrid, put, putLine, sheetOf } from './grid.ts';
import { sheetNames } from './layout.ts';
import { styles } from './styles.ts';

/** The first sheet: whose form it is, for what and by when, and how it is filled in and brought back. */
export function guideSheet(sheet: FormSheet): WriteSheet {
  const grid = newGrid([24, 84]);
  putLine(grid, 0, 'MẪU BÁO CÁO TRÊN EXCEL', styles.title);
  putLine(grid, 1, sheet.form.title, styles.hint);
  const facts = factsOf(sheet);
  for (const [place, [name, words]] of facts.entries()) {
    put(grid, 3 + place, 0, name, styles.strong);
    put(grid, 3 + place, 1, words, styles.text);
    fitRow(grid, 3 + place, { 1: words }, 20);
  }
  const top = 4 + facts.length;
  putLine(grid, top, 'Cách điền', styles.strong);
  for (const [place, words] of steps.entries()) {
    put(grid, top + 1 + place, 0, `${place + 1}.`, {
      ...styles.text,
      alignment: { horizontal: 'right', vertical: 'top' },
    });
    put(grid, top + 1 + place, 1, words, styles.text);
    fitRow(grid, top + 1 + place, { 1: words }, 20);
  }
  const legend = top + 2 + steps.length;
  put(grid, legend, 0, 'Ô nền vàng', { ...styles.legend, protection: { locked: true } });
  put(grid, legend, 1, 'Ô cần điền.', styles.text);
  put(grid, legend + 1, 0, 'Ô nền xám', styles.head);
  put(grid, legend + 1, 1, 'Ô tự tính từ các số khác, hoặc tên cột; không sửa.', styles.text);
  return sheetOf(sheetNames.guide, grid);
}

const factsOf = (sheet: FormSheet): readonly (readonly [name: string, words: string])[] => [
  ['Cơ quan, đơn vị', sheet.agency.name],
  ['Báo cáo', `${sheet.cycle.words} ${sheet.plan.shortTitle}`],
  ['Hạn gửi', `24:00 ${weekdayWords(sheet.due)}`],
  ['Biểu mẫu', `${sheet.form.id}, phiên bản ${sheet.form.version}`],
  [
    'Bản nháp',
    sheet.savedAt
      ? `phiên bản ${sheet.version}, lưu lúc ${stampWords(sheet.savedAt)}`
      : 'chưa có nội dung nào được lưu',
  ],
  [
    'Số liệu năm trước',
    sheet.lastYear
      ? `lấy từ báo cáo năm ${sheet.lastYear.year} của cơ quan`
      : 'không có báo cáo năm trước trong hệ thống',
  ],
];

const steps = [
  `Điền các sheet “${sheetNames.sections}”, “${sheetNames.tasks}”, “${sheetNames.figures}” ở cuối màn hình; chỉ các ô nền vàng sửa được.`,
  'Ô có mũi tên thì chọn trong danh sách. Số liệu nhập bằng số; dấu phân cách do Excel tự hiển thị.',
  'Chỉ tiêu tính được (tổng, tỷ lệ) tự hiện khi đủ số; hệ thống tính lại khi nạp tệp.',
  'Số liệu thay đổi nhiều so với năm trước thì ghi một câu vào cột “Giải thích”.',
  'Lưu tệp dạng .xlsx (không macro, không mật khẩu), không đổi tên sheet, tên cột và mã.',
  'Mở lại liên kết trong thư, chọn “Nạp tệp Excel”; trang cho xem từng chỗ sẽ thay đổi, đồng ý rồi mới ghi vào bản nháp. Nạp tệp chưa phải là gửi báo cáo.',
  'Chỗ không sửa trong tệp thì giữ nguyên như trên trang, kể cả khi có người cùng cơ quan vừa sửa. Không ghi nội dung bí mật nhà nước vào tệp này.',
];
