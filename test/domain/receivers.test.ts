import { expect, test } from 'vitest';
import { receiversOf, receiverWords, shortReceivers } from '../../domain/receivers.ts';
import { isSendUpFlag, rungOf } from '../../domain/regime.ts';
import { regime } from './given-calendar.ts';

test('a regime that does not say to whom it sends on sends to those of the sample’s plan', () => {
  expect(receiverWords(receiversOf(regime))).toBe('Thủ tướng Chính phủ, Bộ Khoa học và Công nghệ');
  expect(shortReceivers(receiversOf(regime))).toBe('Thủ tướng Chính phủ, Bộ KH&CN');
  expect(receiversOf({ receivers: ['Bộ Tài chính'] })).toEqual(['Bộ Tài chính']);
  expect(receiversOf({ receivers: [] })).toHaveLength(2);
});

test('a flag is about sending up by its stated date, not by its name', () => {
  const [sendUp, missing] = [rungOf(regime, 'send-up'), rungOf(regime, 'flag-missing')];
  expect([isSendUpFlag(sendUp), isSendUpFlag(missing)]).toEqual([true, false]);
  expect(isSendUpFlag({ ...sendUp, when: { workingDays: 2 } })).toBe(false);
  expect(isSendUpFlag(rungOf(regime, 'compile-final'))).toBe(false);
});
