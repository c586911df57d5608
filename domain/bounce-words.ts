import type { BounceCause } from './bounce.ts';

const words: Readonly<Record<BounceCause, string>> = {
  no_mailbox: 'không có hộp thư này',
  no_domain: 'không có tên miền thư này',
  mailbox_closed: 'hộp thư đã bị khóa',
  mailbox_full: 'hộp thư đầy',
  refused: 'bị máy chủ thư của nơi nhận từ chối',
  too_large: 'thư quá lớn so với giới hạn của nơi nhận',
  unreachable: 'máy chủ thư của nơi nhận chưa nhận được',
  unclear: 'máy chủ thư không nêu rõ',
};

/** Why a letter came back, in words: `không có hộp thư này`. */
export const causeWords = (cause: BounceCause): string => words[cause] ?? words.unclear;

/** Whether a reason of the ledger is one of a letter that came back. */
export const isBounceCause = (reason: string): reason is BounceCause => Object.hasOwn(words, reason);
