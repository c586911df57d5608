import type { CalendarDay, DayKind } from '../../domain/calendar.ts';
import type { GivenCalendar } from '../../office/read-calendar-effect.ts';

/** A day of a notice. */
export const givenDay = (date: string, kind: DayKind = 'swapped_off'): CalendarDay => ({
  date,
  name: 'Hoán đổi',
  kind,
  source: 'Thông báo số 15/TB-BNV',
  confidence: 'high',
});

/** A version that brings single days: by default 17/12/2026, the due date of the sample's cycle, is off. */
export const givenVersion = (more: Partial<GivenCalendar> = {}): GivenCalendar => ({
  version: '2026-12',
  source: 'Thông báo số 15/TB-BNV ngày 09/12/2026',
  note: '',
  scope: 'days',
  days: [givenDay('2026-12-17')],
  ...more,
});
