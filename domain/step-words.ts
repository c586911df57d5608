import type { PressingKind } from './pressing.ts';
import type { StepKind } from './regime.ts';

const stepWords: Record<StepKind | PressingKind, string> = {
  request: 'Đề nghị báo cáo',
  remind: 'Nhắc trước hạn',
  urge: 'Đôn đốc',
  flag: 'Báo Sở KH&CN',
  escalate: 'Dự thảo báo cáo UBND tỉnh',
  compile: 'Tổng hợp',
  close: 'Đóng kỳ',
  'press-extension': 'Nhắc quyết định gia hạn',
  'press-review': 'Nhắc thẩm tra',
  'press-letter': 'Nhắc ban hành công văn',
  'press-sending': 'Nhắc gửi cấp trên',
  lapse: 'Đề nghị gia hạn hết chờ',
};

const rungs: Record<string, string> = {
  'flag-missing': 'Danh sách chưa gửi',
  'compile-draft': 'Dự thảo tổng hợp',
  'compile-final': 'Tổng hợp chính thức',
  'send-up': 'Nhắc gửi cấp trên',
  'correct-remind': 'Nhắc hạn bổ sung',
  'correct-urge': 'Đôn đốc bổ sung',
  'extension-wait': 'Nhắc quyết định gia hạn',
  'review-wait': 'Nhắc thẩm tra',
  'letter-wait': 'Nhắc ban hành công văn',
  'sending-wait': 'Nhắc gửi cấp trên',
};

/** A step's rung in words: `Nhắc trước hạn 3 ngày`, `Đôn đốc lần 1`. */
export function rungWords(kind: StepKind | PressingKind, rung: string): string {
  const count = /^(?:remind|urge)-(\d+)$/.exec(rung)?.[1];
  if (count && kind === 'remind') return `Nhắc trước hạn ${count} ngày`;
  if (count && kind === 'urge') return `Đôn đốc lần ${count}`;
  return rungs[rung] ?? stepWords[kind];
}
