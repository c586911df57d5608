import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { CalendarDay } from '../../domain/calendar.ts';
import type { DayDifference } from '../../domain/calendar-difference.ts';
import type { CalendarEffect } from '../../domain/calendar-effect.ts';
import { longest } from '../../domain/text-limits.ts';
import type { CalendarVersion } from '../../store/calendars.ts';
import { CycleName, Day, Exactly, Moment, Words } from './shapes.ts';

const Kind = Type.Enum(['statutory', 'compensatory', 'swapped_off', 'makeup_work'], {
  description: 'Nghỉ lễ, nghỉ bù, hoán đổi nghỉ, làm bù (ngày làm việc)',
});
const Confidence = Type.Enum(['high', 'medium', 'low'], { description: 'low: tạm tính, chưa có thông báo' });

/** The path of a version. */
export const ByVersion = Type.Object({
  version: Type.String({ pattern: '^[A-Za-z0-9._-]{1,40}$', examples: ['2026-10'] }),
});

/** An official day. */
export const CalendarDayBody = Exactly({
  date: Day,
  name: Type.String(),
  kind: Kind,
  source: Type.String(),
  confidence: Confidence,
});

const GivenDay = Exactly({
  date: Day,
  name: Words(200),
  kind: Kind,
  source: Type.Optional(Words(500)),
  confidence: Type.Optional(Confidence),
});

/** A version without its days. */
export const CalendarVersionBody = Exactly({
  version: Type.String(),
  source: Type.String({ description: 'Văn bản nguồn' }),
  author: Type.String(),
  note: Type.String(),
  importedAt: Moment,
  inForce: Type.Boolean(),
});

export const calendarVersionBody = (
  { version, source, author, note, importedAt }: CalendarVersion,
  inForce: boolean,
): Static<typeof CalendarVersionBody> => ({
  version,
  source,
  author,
  note,
  importedAt: importedAt.toString(),
  inForce,
});

/** A version with its days. */
export const CalendarBody = Exactly({ version: Type.String(), from: Day, to: Day, days: Type.Array(CalendarDayBody) });

/** What is brought in: the shape of `data/calendar-vn.json`, or a list of days. */
export const ImportBody = Exactly({
  version: Words(40),
  source: Words(longest.source),
  note: Type.Optional(Words(longest.note)),
  scope: Type.Optional(
    Type.Enum(['years', 'days'], {
      description: 'years: thay trọn các năm có trong danh sách (mặc định); days: chỉ bổ sung, sửa đổi các ngày này',
    }),
  ),
  days: Type.Optional(Type.Array(GivenDay, { maxItems: 2000 })),
  years: Type.Optional(Type.Record(Type.String({ pattern: '^2[01]\\d\\d$' }), Type.Array(GivenDay, { maxItems: 366 }))),
});

/** The days of an import, whichever way they came. */
export const givenDays = ({ days = [], years = {}, source }: Static<typeof ImportBody>): CalendarDay[] =>
  [...days, ...Object.values(years).flat()].map(({ date, name, kind, source: from, confidence }) => ({
    date,
    name: name.trim(),
    kind,
    source: from?.trim() || source.trim(),
    confidence: confidence ?? 'high',
  }));

/** A day on which two versions differ. */
export const DifferenceBody = Exactly({
  date: Day,
  change: Type.Enum(['added', 'removed', 'changed', 'confirmed']),
  from: Type.Optional(CalendarDayBody),
  to: Type.Optional(CalendarDayBody),
});

export const differenceBody = ({ date, ...difference }: DayDifference): Static<typeof DifferenceBody> => ({
  date: date.toString(),
  ...difference,
});

/** What a version changes. */
export const EffectBody = Exactly({
  /** False for a repeat, which changes nothing. */
  changed: Type.Boolean(),
  preview: Type.Boolean({ description: 'true: chỉ xem trước, chưa thay đổi gì' }),
  mark: Type.Optional(Type.String({ description: 'Dấu của bản xem trước; gửi lại trong If-Match khi nhập' })),
  days: Type.Array(DifferenceBody),
  cycles: Type.Array(
    Exactly({ cycle: CycleName, name: Type.Enum(['cutOff', 'due', 'sendUp', 'extensionLimit']), from: Day, to: Day }),
  ),
  dues: Type.Array(
    Exactly({ cycle: CycleName, agency: Type.String(), name: Type.String(), from: Day, to: Day, told: Type.Boolean() }),
  ),
  steps: Type.Array(
    Exactly({
      cycle: CycleName,
      rung: Type.String(),
      from: Type.Optional(Moment),
      to: Type.Optional(Moment),
      agencies: Type.Integer(),
    }),
  ),
  openings: Type.Array(
    Exactly({ regime: Type.String(), term: Type.String(), from: Type.Optional(Moment), to: Type.Optional(Moment) }),
  ),
  letters: Type.Array(Exactly({ slot: Type.String(), from: Moment, to: Type.Optional(Moment) })),
});

type Moved = { from?: Temporal.Instant; to?: Temporal.Instant };
const moments = ({ from, to }: Moved) => ({ ...(from && { from: from.toString() }), ...(to && { to: to.toString() }) });

export const effectBody = (
  effect: CalendarEffect,
  more: { preview: boolean; mark?: string },
): Static<typeof EffectBody> => ({
  changed: true,
  ...more,
  days: effect.days.map(differenceBody),
  cycles: effect.cycles.flatMap(({ cycle, moved }) =>
    moved.map(({ name, from, to }) => ({ cycle, name, from: from.toString(), to: to.toString() })),
  ),
  dues: effect.dues.flatMap(({ cycle, agency, agencyName: name, inForce, tell }) =>
    inForce
      ? [{ cycle, agency, name, from: inForce.from.toString(), to: inForce.to.toString(), told: tell !== undefined }]
      : [],
  ),
  steps: effect.steps.map(({ cycle, rung, agencies, ...moved }) => ({ cycle, rung, agencies, ...moments(moved) })),
  openings: effect.openings.map(({ regime, words: term, ...moved }) => ({ regime, term, ...moments(moved) })),
  letters: effect.lines.map(({ slot, notBefore, to }) => ({
    slot,
    from: notBefore.toString(),
    ...(to && { to: to.toString() }),
  })),
});

/** The answer to a repeat. */
export const nothingChanged: Static<typeof EffectBody> = {
  changed: false,
  preview: false,
  days: [],
  cycles: [],
  dues: [],
  steps: [],
  openings: [],
  letters: [],
};

const Time = Type.String({ maxLength: 5, examples: ['07:00'] });
/** The hours in which letters leave. */
export const SendWindowBody = Exactly({ from: Time, to: Time });
