import type { LetterFigures, OfficialKind } from '../domain/official/kinds.ts';
import type { OfficialState } from '../domain/official/state.ts';
import type { LetterDelivery } from '../store/schema.ts';

/** Kinds of letters in the authority's name, as the register has them. */
export const officialKindWords: Record<OfficialKind, string> = {
  request: 'Đề nghị báo cáo',
  urging: 'Đôn đốc',
  escalation: 'Báo cáo UBND tỉnh',
  'direction-draft': 'Dự thảo công văn của UBND tỉnh',
  extension: 'Trả lời gia hạn',
  tracking: 'Danh sách chưa gửi',
};

export const officialStateWords: Record<OfficialState, string> = {
  draft: 'Dự thảo, chờ duyệt',
  approved: 'Đã duyệt, chờ ban hành',
  issued: 'Đã ban hành, chưa gửi',
  unsigned: 'Chờ bản ký số',
  sent: 'Đã gửi',
  void: 'Đã hủy',
};

export const deliveryWords: Record<LetterDelivery, string> = {
  at_once: 'Gửi thư điện tử ngay, kèm bản Word',
  signed: 'Chờ tải lên bản ký số (PDF) rồi mới gửi thư',
  by_hand: 'Không gửi thư điện tử; gửi bằng cách khác và ghi nhận sau',
};

export const figureNames: Record<keyof LetterFigures, string> = {
  total: 'Tổng số cơ quan',
  reported: 'Đã gửi báo cáo',
  late: 'Gửi quá hạn',
  excused: 'Không phải báo cáo',
};

/** The named one of some words, or none. */
export const namedIn = <Name extends string>(
  words: Readonly<Record<Name, string>>,
  name: string | undefined,
): Name | undefined => (name && Object.hasOwn(words, name) ? (name as Name) : undefined);
