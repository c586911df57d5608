import { html } from 'hono/html';
import { onTimeBecause } from '../../domain/receipt.ts';
import { momentWords } from '../../domain/words.ts';
import type { Html } from '../html.ts';
import { plainState } from './states.ts';

/** What a version's punctuality is shown from. */
export interface Timely {
  on_time: boolean;
  working_days_late: number;
  received_at: Temporal.Instant;
  due: Temporal.PlainDate;
  /** The outage because of which it is on time. */
  began_at: Temporal.Instant | null;
  ended_at: Temporal.Instant | null;
}

const becauseOf = ({ on_time: onTime, received_at: receivedAt, due, began_at, ended_at }: Timely) =>
  onTimeBecause({
    ...{ onTime, receivedAt, due },
    ...(began_at && ended_at && { outage: { beganAt: began_at, endedAt: ended_at } }),
  });

const reasons = { outage: ' do hệ thống gián đoạn', grace: ' (trong thời gian châm chước)' };

/** On time or how late: `đúng hạn`, `đúng hạn do hệ thống gián đoạn`, `quá hạn 2 ngày làm việc`. */
export function timelyWords(version: Timely): string {
  if (!version.on_time) return `quá hạn ${version.working_days_late} ngày làm việc`;
  const because = becauseOf(version);
  return `đúng hạn${because ? reasons[because] : ''}`;
}

/** On time or how late, as colour, icon and word. */
export function timelyState(version: Timely): Html {
  const words = timelyWords(version).replace(/^./, (first) => first.toUpperCase());
  return version.on_time ? plainState('good', 'check', words) : plainState('warn', 'late', words);
}

/** The outage that excuses a version, in a sentence; nothing for all others. */
export const outageNote = (version: Timely): Html =>
  html`${
    becauseOf(version) === 'outage' &&
    version.began_at &&
    version.ended_at &&
    html`<p class="note">
      Hệ thống gián đoạn tiếp nhận từ ${momentWords(version.began_at)} đến ${momentWords(version.ended_at)}, trùng thời điểm hết
      hạn; báo cáo gửi ngay sau khi khắc phục được tính là đúng hạn.
    </p>`
  }`;
