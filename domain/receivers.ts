import type { Regime } from './regime.ts';

/** To whom a compiled report goes when its regime does not say, in the order of "Kính gửi". Source: the sample's plan, III.1. */
export const defaultReceivers: readonly string[] = ['Thủ tướng Chính phủ', 'Bộ Khoa học và Công nghệ'];

/** To whom a regime's compiled report is sent on, each by its full name. */
export const receiversOf = ({ receivers }: Pick<Regime, 'receivers'>): readonly string[] =>
  receivers && receivers.length > 0 ? receivers : defaultReceivers;

/** Receivers in running text: `Thủ tướng Chính phủ, Bộ Khoa học và Công nghệ`. */
export const receiverWords = (receivers: readonly string[] = defaultReceivers): string => receivers.join(', ');

/** The same where room is short: `Thủ tướng Chính phủ, Bộ KH&CN`. */
export const shortReceivers = (receivers: readonly string[] = defaultReceivers): string =>
  receiverWords(receivers).replaceAll('Khoa học và Công nghệ', 'KH&CN');
