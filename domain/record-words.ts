import type { RecordedCycle } from './records-over-years.ts';

/** How an agency met one cycle's date, for people: `Đúng hạn do hệ thống gián đoạn`, `Quá hạn 2 ngày làm việc`. */
export function recordedWords({ outcome, workingDaysLate, byOutage, of }: RecordedCycle): string {
  const words = {
    on_time: byOutage ? 'Đúng hạn do hệ thống gián đoạn' : 'Đúng hạn',
    late: workingDaysLate > 0 ? `Quá hạn ${workingDaysLate} ngày làm việc` : 'Quá hạn',
    missing: 'Không báo cáo',
    excused: 'Không phải báo cáo',
    split: 'Các cơ quan trước sáp nhập khác nhau, không tính',
  }[outcome];
  return of.length > 0 ? `${words} (${of.join(', ')})` : words;
}
