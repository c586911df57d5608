import type { RecordedCycle } from './records-over-years.ts';

/** Whose reports are counted in an agency's place: `trước sáp nhập: Sở Nội vụ, Ban Dân tộc`; nothing when its own are. */
export const mergedWords = ({ of, outcome }: RecordedCycle): string =>
  of.length > 0 ? `trước sáp nhập${outcome === 'split' ? ' khác nhau' : ''}: ${of.join(', ')}` : '';

/** How an agency met one cycle's date, for people: `Đúng hạn do hệ thống gián đoạn`, `Quá hạn 2 ngày làm việc`. */
export function recordedWords({ outcome, workingDaysLate, byOutage }: RecordedCycle): string {
  return {
    on_time: byOutage ? 'Đúng hạn do hệ thống gián đoạn' : 'Đúng hạn',
    late: workingDaysLate > 0 ? `Quá hạn ${workingDaysLate} ngày làm việc` : 'Quá hạn',
    missing: 'Không báo cáo',
    excused: 'Không phải báo cáo',
    split: 'Không tính',
  }[outcome];
}
