import { isOnTime } from '../../domain/deadline.ts';
import type { MissingAgency } from '../../domain/letter.ts';
import type { Block, Writers } from '../letter-words.ts';
import { dayWords, momentWords, weekdayWords } from '../../domain/words.ts';
import { reportWords } from './report-words.ts';

/** Who has not reported: for the focal agency to follow, and for its leader to report to UBND tỉnh. */
export const missingLetters: Writers<'missing-list' | 'escalation-drafted'> = {
  'missing-list': (letter, { office }) => {
    const count = letter.missing.length;
    // Those with a date of their own that lies ahead: without them the figures would not add up.
    const ahead = letter.total - letter.reported - letter.excused - count;
    return {
      subject: `[Danh sách chưa gửi] ${count}/${letter.total} cơ quan quá hạn chưa gửi ${reportWords(letter)}`,
      lead:
        count === 0
          ? `Không có cơ quan nào quá hạn gửi ${reportWords(letter)}; ${office} không cần đôn đốc.`
          : `Đề nghị ${office} theo dõi, đôn đốc ${count} cơ quan quá hạn chưa gửi ${reportWords(letter)} (hạn ${weekdayWords(letter.due)}).`,
      to: office,
      blocks: [
        `Đến ${momentWords(letter.asOf)}, tình hình gửi báo cáo theo ${letter.plan} như sau:`,
        {
          items: [
            `Tổng số cơ quan của kỳ báo cáo: ${letter.total}`,
            `Đã gửi báo cáo: ${letter.reported}`,
            `Không phải báo cáo: ${letter.excused}`,
            ...(ahead > 0 ? [`Chưa gửi, còn trong thời hạn được gia hạn hoặc bổ sung: ${ahead}`] : []),
            `Quá hạn chưa gửi: ${count}`,
          ],
        },
        ...missingTable(letter.missing, letter.asOf),
      ],
      action: 'Xem bảng theo dõi',
      why: 'đến thời điểm cơ quan đầu mối rà soát việc gửi báo cáo',
    };
  },

  'escalation-drafted': (letter, { office }) => {
    const count = letter.missing.length;
    const report = reportWords(letter);
    const figures = `Đến ${momentWords(letter.asOf)}, đã có ${letter.reported}/${letter.total} cơ quan gửi báo cáo (${letter.reported - letter.late} đúng hạn, ${letter.late} quá hạn); ${count === 0 ? 'không có' : `còn ${count}`} cơ quan quá hạn chưa gửi.`;
    const common = { to: office, why: 'đến thời điểm báo cáo UBND tỉnh về các cơ quan chưa gửi báo cáo' };
    if (count === 0) {
      return {
        ...common,
        subject: `[Báo cáo UBND tỉnh] Không có cơ quan quá hạn chưa gửi ${report}`,
        lead: `Không có cơ quan nào quá hạn gửi ${report}; ${office} không cần báo cáo UBND tỉnh về nội dung này.`,
        blocks: [figures, 'Vì vậy, hệ thống không lập dự thảo báo cáo.'],
        action: 'Xem kỳ báo cáo',
      };
    }
    return {
      ...common,
      subject: `[Báo cáo UBND tỉnh] Dự thảo báo cáo về ${count} cơ quan chưa gửi ${report}`,
      lead: `Đề nghị lãnh đạo ${office} xem xét, ban hành trong hôm nay dự thảo báo cáo UBND tỉnh về ${count} cơ quan chưa gửi ${report}.`,
      blocks: [
        figures,
        'Hệ thống đã lập dự thảo báo cáo UBND tỉnh kèm danh sách. Dự thảo chỉ được gửi sau khi người có thẩm quyền ký, ghi số và ngày ban hành; hệ thống không tự gửi.',
        ...missingTable(letter.missing, letter.asOf),
      ],
      action: 'Xem dự thảo',
    };
  },
};

function missingTable(missing: readonly MissingAgency[], asOf: Temporal.Instant): Block[] {
  if (missing.length === 0) return [];
  const rows = missing.map((each, place) => [
    String(place + 1),
    each.agency,
    `${dayWords(each.due)}${each.extended ? ' (gia hạn)' : ''}`,
    stateWords(each, asOf),
    String(each.urged),
  ]);
  return [{ table: { head: ['STT', 'Cơ quan, đơn vị', 'Hạn gửi', 'Tình trạng', 'Số lần đôn đốc'], rows } }];
}

function stateWords({ due, returned }: MissingAgency, asOf: Temporal.Instant): string {
  const overdue = !isOnTime(asOf, due);
  if (returned) return overdue ? 'Trả lại bổ sung, quá hạn' : 'Trả lại bổ sung';
  return overdue ? 'Quá hạn' : 'Chưa đến hạn';
}
