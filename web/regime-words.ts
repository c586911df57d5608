import type { AgencyKind } from '../domain/agency.ts';
import type { Roll } from '../domain/deadline.ts';
import type { Frequency } from '../domain/period.ts';
import { letterPatiences } from '../domain/letter-presses.ts';
import type { Press, Recipient, Regime, RegimeComponent, StatedDate, StepKind, When } from '../domain/regime.ts';
import type { DayOfTerm } from '../domain/term.ts';
import type { RegimeState } from '../store/regimes.ts';
import { kindWords, rungWords } from './words.ts';

export const regimeStateWords: Record<RegimeState, string> = {
  drafted: 'Dự thảo',
  active: 'Đang áp dụng',
  withdrawn: 'Đã bãi bỏ',
};

export const frequencyWords: Record<Frequency, string> = {
  year: 'Hằng năm',
  half: '6 tháng',
  quarter: 'Hằng quý',
  month: 'Hằng tháng',
  once: 'Một lần',
};

/** NĐ 09/2019 Đ.7, in its order. */
export const componentWords: Record<RegimeComponent, string> = {
  name: 'Tên báo cáo',
  content: 'Nội dung yêu cầu báo cáo',
  subjects: 'Đối tượng thực hiện báo cáo',
  receiver: 'Cơ quan nhận báo cáo',
  method: 'Phương thức gửi, nhận báo cáo',
  deadline: 'Thời hạn gửi báo cáo',
  frequency: 'Tần suất thực hiện báo cáo',
  cutOff: 'Thời gian chốt số liệu',
  outline: 'Mẫu đề cương báo cáo',
  tables: 'Biểu mẫu số liệu',
  procedure: 'Hướng dẫn quy trình thực hiện',
};

export const dateWords: Record<'cutOff' | 'due' | 'sendUp' | 'extensionLimit', string> = {
  cutOff: 'Chốt số liệu',
  due: 'Hạn gửi báo cáo',
  sendUp: 'Hạn gửi cấp trên',
  extensionLimit: 'Ngày cuối được gia hạn',
};

export const recipientWords: Record<Recipient, string> = {
  focal: 'Đầu mối của cơ quan',
  head: 'Thủ trưởng cơ quan',
  mailbox: 'Văn thư cơ quan',
  officer: 'Chuyên viên Sở',
  leader: 'Lãnh đạo Sở',
};

export const rollWords: Record<Roll, string> = {
  forward: 'lùi sang ngày làm việc kế tiếp',
  back: 'đưa lên ngày làm việc trước',
  keep: 'giữ nguyên',
};

/** What a step of each kind does, for whoever chooses one. */
export const kindOfStepWords = (kind: StepKind): string => rungWords(kind, '');

/** A day of a term: `ngày 17/12`, `ngày 16 của tháng cuối kỳ`. */
export function dayOfTermWords(stated: DayOfTerm): string {
  if ('monthDay' in stated) return `ngày ${stated.monthDay.split('-').toReversed().join('/')}`;
  return `ngày ${stated.day} ${monthWords(stated.monthsAfter)}`;
}

/** `của tháng cuối kỳ`, `của tháng thứ 2 sau tháng cuối kỳ`. */
export function monthWords(after: number): string {
  if (after === 0) return 'của tháng cuối kỳ';
  const which = Math.abs(after) === 1 ? 'của tháng liền' : `của tháng thứ ${Math.abs(after)}`;
  return `${which} ${after > 0 ? 'sau' : 'trước'} tháng cuối kỳ`;
}

/** `Chậm nhất ngày 17/12; trùng ngày nghỉ thì lùi sang ngày làm việc kế tiếp`. */
export const statedWords = (stated: StatedDate): string =>
  `${stated.wording === 'before' ? 'Trước' : 'Chậm nhất'} ${dayOfTermWords(stated)}; trùng ngày nghỉ thì ${rollWords[stated.roll]}`;

/** When a rung falls: `trước hạn 3 ngày làm việc`, `ngày 24/12, trùng ngày nghỉ thì …`. */
export function whenWords(when: When, follows: 'correction' | undefined): string {
  const due = follows === 'correction' ? 'hạn bổ sung' : 'hạn';
  if (!('workingDays' in when)) return `${dayOfTermWords(when)}, trùng ngày nghỉ thì ${rollWords[when.roll]}`;
  if (when.workingDays === 0) return `đúng ngày hết ${due}`;
  return `${when.workingDays < 0 ? 'trước' : 'sau'} ${due} ${Math.abs(when.workingDays)} ngày làm việc`;
}

/** Where a defect is: the name of the date or of the rung. */
export function whereWords(where: string, { ladder }: Regime): string {
  const [first = '', name = ''] = where.split('.');
  if (first === 'ladder') {
    const rung = ladder.find((each) => each.rung === name);
    return rung ? `Bậc “${rungWords(rung.kind, rung.rung)}”` : 'Thang đôn đốc';
  }
  if (first === 'dueOf') return `Hạn riêng của nhóm ${kindWords[name as AgencyKind] ?? name}`;
  if (first === 'sendings') return 'Hạn gửi riêng của nơi nhận';
  return (
    { ...dateWords, late: 'Xử lý báo cáo muộn', extension: 'Gia hạn', review: 'Thẩm tra', letters: 'Công văn' }[
      first
    ] ?? where
  );
}

const pressWords = ({ workingDays, to }: Press, day: string): string => {
  const when =
    workingDays === 0 ? 'đúng' : `${workingDays < 0 ? 'trước' : 'sau'} ${Math.abs(workingDays)} ngày làm việc so với`;
  return `${when} ${day}: ${to.map((who) => recipientWords[who].toLowerCase().replace(/sở/g, 'Sở')).join(', ')}`;
};

/** What is done with lateness, outages, extensions and reviews, each in a sentence. */
export function policyWords({
  late,
  graceHours,
  outageHours,
  extension,
  review,
  letters,
  notice,
  openingLead,
}: Regime) {
  return [
    [
      'Mở kỳ',
      `Trước hạn gửi ${openingLead} ngày làm việc; cơ quan phải được báo trước ít nhất ${notice} ngày làm việc.`,
    ],
    [
      'Báo cáo muộn',
      late.policy === 'accept'
        ? 'Vẫn nhận, ghi rõ quá hạn bao nhiêu ngày làm việc.'
        : `Nhận và ghi quá hạn; sau hạn ${late.workingDays} ngày làm việc thì thôi nhận.`,
    ],
    [
      'Châm chước',
      graceHours === 0
        ? 'Không có: hết 24 giờ của ngày hạn là quá hạn.'
        : `Báo cáo đến trong ${graceHours} giờ sau 24 giờ của ngày hạn vẫn tính đúng hạn.`,
    ],
    [
      'Hệ thống gián đoạn',
      outageHours === 0
        ? 'Không tính bù.'
        : `Báo cáo gửi trong ${outageHours} giờ làm việc sau khi khôi phục vẫn tính đúng hạn, có ghi chú.`,
    ],
    [
      'Đề nghị gia hạn chưa quyết định',
      `${listed(
        extension.press.map((press) => pressWords(press, 'hạn gửi')),
        'Không nhắc xử lý',
      )}. Qua hạn mà chưa quyết định thì coi như ${extension.undecided === 'refused' ? 'không đồng ý' : 'đồng ý'}.`,
    ],
    [
      'Báo cáo chưa thẩm tra',
      `${listed(
        review.press.map((press) => pressWords(press, 'ngày nhận')),
        'Không nhắc thẩm tra',
      )}.`,
    ],
    [
      'Công văn chưa ban hành',
      `${listed(
        letterPatiences(letters).map((press) => pressWords(press, 'ngày dự thảo, duyệt')),
        'Không nhắc ban hành',
      )}.`,
    ],
  ] as const;
}

const listed = (words: readonly string[], none: string): string =>
  words.length > 0 ? `Nhắc xử lý ${words.join('; ')}` : none;
