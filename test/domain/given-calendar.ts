import { readFileSync } from 'node:fs';
import { calendarOf } from '../../domain/calendar.ts';
import type { CalendarDay } from '../../domain/calendar.ts';
import type { Regime } from '../../domain/regime.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8'));

/** The calendar that the project ships: the official days of 2024 to 2027. */
export const calendar = calendarOf(
  'test',
  Object.values((read('calendar-vn.json') as { years: Record<string, CalendarDay[]> }).years).flat(),
);

/** The regime that the project ships. */
export const regime = (read('regime-kl69.json') as { regime: Regime }).regime;

export const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);

/** An instant from a wall-clock time in Vietnam: `2026-12-17 23:59:59`. */
export const vn = (local: string): Temporal.Instant => Temporal.Instant.from(`${local.replace(' ', 'T')}+07:00`);
