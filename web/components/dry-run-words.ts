import type { AgencyKind } from '../../domain/agency.ts';
import type { DryLetter, DryStep } from '../../domain/dry-run.ts';
import type { Recipient } from '../../domain/regime.ts';
import { numberWords } from '../words.ts';

const roles: Record<Recipient, string> = {
  focal: 'cán bộ đầu mối',
  head: 'thủ trưởng',
  mailbox: 'văn thư',
  officer: 'chuyên viên Sở KH&CN',
  leader: 'lãnh đạo Sở KH&CN',
};

/** `cán bộ đầu mối, thủ trưởng` */
export const recipientWords = (to: readonly string[]): string =>
  to.map((role) => roles[role as Recipient] ?? role).join(', ');

const kinds: Record<AgencyKind, string> = {
  department: 'sở, ban, ngành',
  unit: 'đơn vị khác',
  district: 'huyện',
  ward: 'phường',
  commune: 'xã',
  'special-zone': 'đặc khu',
};

/** `14 sở, ban, ngành; 9 phường; 86 xã` */
export const kindCounts = (letters: readonly DryLetter[]): string =>
  [...Map.groupBy(letters, ({ agency }) => agency.kind)]
    .map(([kind, some]) => `${numberWords(some.length)} ${kinds[kind]}`)
    .join('; ');

/** The letters of a step that would leave. */
export const leaving = ({ letters }: DryStep): DryLetter[] => letters.filter(({ state }) => state === 'sent');
