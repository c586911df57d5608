import { html } from 'hono/html';
import { isWorkingDay } from '../../domain/calendar.ts';
import type { Calendar } from '../../domain/calendar.ts';
import { timeWords, weekdayWords } from '../../domain/words.ts';
import { shortReceivers } from '../../domain/receivers.ts';
import { byDate, dayOf } from '../../domain/zone.ts';
import type { Board } from '../../office/read-board.ts';
import type { BoardStep } from '../../office/read-board-steps.ts';
import type { Html } from '../html.ts';
import { rungWords, shortDay, weekdayMark } from '../words.ts';

interface Mark {
  words: string;
  /** A date that binds, or a step that the engine takes. */
  kind: 'date' | 'step';
  taken: boolean;
  time?: string;
}

/** What is drawn: a cycle's dates and steps, opened or only planned. */
type Course = Pick<Board, 'steps' | 'asOf'> & {
  cycle: Pick<Board['cycle'], 'cutOff' | 'due' | 'sendUp'>;
  /** To whom the report is sent on. */
  receivers: string;
  /** Where receivers have dates of their own. */
  receiverDates?: Board['receiverDates'];
};

interface Stop {
  day: Temporal.PlainDate;
  marks: Mark[];
}

/** Widths in the drawing's units: a day with steps has room for its words, a day without is a tick. */
const [stopWidth, tickWidth, lineY, firstText, lineHeight] = [101, 4.5, 34, 78, 14];
/** Letters that fit into a stop's width. */
const lineLength = 14;

/** The cycle's own timeline: its dates and steps, those taken marked, days off shaded, today's line. */
export function timeline(board: Course, calendar: Calendar): Html {
  const stops = stopsOf(board);
  const today = dayOf(board.asOf);
  return html`<figure class="timeline">
    <figcaption class="unseen">Tiến trình của kỳ báo cáo</figcaption>
    ${drawing(stops, today, calendar)}
    <details class="steps">
      <summary>Các mốc dưới dạng danh sách</summary>
      <ol>
        ${stops.map(
          ({ day, marks }) =>
            html`<li class="${day.equals(today) ? 'today' : ''}">
              <time datetime="${day.toString()}">${weekdayWords(day)}</time>
              <ul>
                ${marks.map(
                  ({ words, time, taken, kind }) =>
                    html`<li>
                      ${time && `${time} · `}${kind === 'date' ? html`<strong>${words}</strong>` : words}${taken && ' (đã xong)'}
                    </li>`,
                )}
              </ul>
            </li>`,
        )}
      </ol>
    </details>
  </figure>`;
}

/** The days on which something falls: the cycle's dates, and the steps of its own due date (extensions have their own). */
function stopsOf({ cycle, steps, asOf, receivers, receiverDates = [] }: Course): Stop[] {
  const past = (day: Temporal.PlainDate) => byDate(day, dayOf(asOf)) < 0;
  const date = (day: Temporal.PlainDate, words: string) => ({
    day,
    mark: { words, kind: 'date' as const, taken: past(day) },
  });
  const all = [
    date(cycle.cutOff, 'Chốt số liệu'),
    date(cycle.due, 'Hạn gửi báo cáo'),
    ...(receiverDates.length > 0
      ? receiverDates.map(({ receiver, due }) => date(due, `Hạn gửi ${shortReceivers([receiver])}`))
      : [date(cycle.sendUp, `Hạn gửi ${receivers}`)]),
    ...steps
      .filter(({ due }) => !due || due.equals(cycle.due))
      .map((step) => ({ day: dayOf(step.at), mark: markOf(step) })),
  ];
  const days = Map.groupBy(all, ({ day }) => day.toString());
  return [...days]
    .map(([day, each]) => ({ day: Temporal.PlainDate.from(day), marks: eachOnce(each.map(({ mark }) => mark)) }))
    .toSorted((a, b) => byDate(a.day, b.day));
}

/** Several requests may lapse on one day: the drawing says so once, as done when all are. */
function eachOnce(marks: readonly Mark[]): Mark[] {
  const alike = Map.groupBy(marks, ({ words, time = '' }) => `${time} ${words}`);
  return [...alike.values()].flatMap(([mark, ...others]) =>
    mark ? [{ ...mark, taken: mark.taken && others.every(({ taken }) => taken) }] : [],
  );
}

const markOf = ({ kind, rung, at, takenAt }: BoardStep): Mark => ({
  words: rungWords(kind, rung),
  kind: 'step',
  taken: takenAt !== undefined,
  time: timeWords(at),
});

function drawing(stops: readonly Stop[], today: Temporal.PlainDate, calendar: Calendar): Html {
  const [first, last] = [stops[0]?.day, stops.at(-1)?.day];
  if (!first || !last) return html``;
  const places = placesOf(first, last, stops);
  const width = places.reduce((sum, place) => sum + place.width, 0);
  const height = firstText + lineHeight * Math.max(...stops.map((stop) => linesOf(stop).length)) - 8;
  const now = places.find(({ day }) => day.equals(today));
  const gone = byDate(today, last) > 0 ? width : now ? now.x + now.width / 2 : 0;
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${summary(stops, today)}">
    ${places
      .filter(({ day }) => !isOff(day, calendar))
      .map(({ x, width: each }) => html`<rect class="worked" x="${x}" y="22" width="${each}" height="24"></rect>`)}
    ${places
      .filter(({ day }) => isOff(day, calendar))
      .map(({ x, width: each }) => html`<rect class="off" x="${x}" y="22" width="${each}" height="24"></rect>`)}
    <line class="way" x1="0" x2="${width}" y1="${lineY}" y2="${lineY}"></line>
    <line class="gone" x1="0" x2="${gone}" y1="${lineY}" y2="${lineY}"></line>
    ${places.map((place) => place.stop && stopDrawing(place.stop, place.x + place.width / 2, place.day.equals(today)))}
    ${now && todayLine(now.x + now.width / 2, now.stop !== undefined, today, width)}
  </svg>`;
}

function stopDrawing({ day, marks }: Stop, x: number, isToday: boolean): Html {
  const binding = marks.some(({ kind }) => kind === 'date');
  const taken = marks.every((mark) => mark.taken);
  const lines = linesOf({ day, marks });
  return html`<g class="stop ${binding ? 'binding' : ''} ${taken ? 'taken' : ''} ${isToday ? 'now' : ''}">
    ${
      binding
        ? html`<path d="M${x - 7} ${lineY}l7-7 7 7-7 7z"></path>`
        : html`<circle cx="${x}" cy="${lineY}" r="6"></circle>`
    }
    ${taken && html`<path class="tick" d="M${x - 3} ${lineY}l2.2 2.4 4-4.6"></path>`}
    <text class="day" x="${x}" y="62" text-anchor="middle">${weekdayMark(day)} ${shortDay(day)}</text>
    ${lines.map(
      ({ words, kind }, place) =>
        html`<text class="${kind}" x="${x}" y="${firstText + place * lineHeight}" text-anchor="middle">${words}</text>`,
    )}
  </g>`;
}

const linesOf = ({ marks }: Stop) =>
  marks.flatMap((mark) => wrap(mark.words, lineLength).map((words) => ({ words, kind: mark.kind })));

function todayLine(x: number, onStop: boolean, today: Temporal.PlainDate, width: number): Html {
  const anchor = x < 60 ? 'start' : x > width - 60 ? 'end' : 'middle';
  return html`<g class="today">
    <line x1="${x}" x2="${x}" y1="15" y2="${onStop ? 26 : 48}"></line>
    <text x="${x}" y="11" text-anchor="${anchor}">Hôm nay ${weekdayMark(today)} ${shortDay(today)}</text>
  </g>`;
}

function placesOf(first: Temporal.PlainDate, last: Temporal.PlainDate, stops: readonly Stop[]) {
  const places: { day: Temporal.PlainDate; x: number; width: number; stop: Stop | undefined }[] = [];
  let x = 0;
  for (let day = first; byDate(day, last) <= 0; day = day.add({ days: 1 })) {
    const stop = stops.find((each) => each.day.equals(day));
    const width = stop ? stopWidth : tickWidth;
    places.push({ day, x, width, stop });
    x += width;
  }
  return places;
}

/** A day outside the calendar counts as worked here: a drawing does not refuse. */
function isOff(day: Temporal.PlainDate, calendar: Calendar): boolean {
  const known = byDate(day, calendar.from) >= 0 && byDate(day, calendar.to) <= 0;
  return known && !isWorkingDay(day, calendar);
}

function summary(stops: readonly Stop[], today: Temporal.PlainDate): string {
  const next = stops.find(({ marks }) => marks.some(({ taken }) => !taken));
  const words = next
    ? `Mốc kế tiếp: ${next.marks.map((mark) => mark.words).join(', ')}, ${weekdayWords(next.day)}.`
    : 'Đã qua mọi mốc.';
  return `Tiến trình của kỳ báo cáo. Hôm nay ${weekdayWords(today)}. ${words}`;
}

function wrap(words: string, length: number): string[] {
  const lines = [''];
  for (const word of words.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line && line.length + 1 + word.length > length) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}
