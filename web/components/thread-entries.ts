import { html } from 'hono/html';
import type { Problem } from '../../domain/refusal.ts';
import { dayWords, momentWords, weekdayWords } from '../../domain/words.ts';
import { isBefore } from '../../domain/zone.ts';
import type { Thread } from '../../office/read-thread.ts';
import type { Html } from '../html.ts';
import { rungWords } from '../words.ts';
import type { IconName } from './icons.ts';
import { incomingEntries, officialEntries } from './official-entries.ts';
import { letterCard } from './letter-card.ts';
import type { LedgerLine } from './letter-card.ts';
import { obstacleState, plainState } from './states.ts';
import { paperNote } from './paper-note.ts';
import { outageNote, timelyState } from './timely.ts';

/** A moment of an agency's thread. */
export interface Entry {
  at: Temporal.Instant;
  icon: IconName;
  tone: string;
  body: Html;
  /** Lies ahead, and happens only if nothing changes. */
  coming?: boolean;
}

export interface ThreadTools {
  person: (actor: string) => string;
  resend: (line: LedgerLine) => Html | false;
  sectionWords: (field: string) => string;
}

/** What happened and what will, in order. */
export function threadEntries(thread: Thread, tools: ThreadTools): Entry[] {
  const entries = [
    ...letterEntries(thread, tools),
    ...versionEntries(thread, tools),
    ...extensionEntries(thread, tools),
    ...obstacleEntries(thread),
    ...excuseEntries(thread),
    ...officialEntries(thread),
    ...incomingEntries(thread),
    ...comingEntries(thread),
  ];
  return entries.toSorted(
    (a, b) => Number(a.coming ?? false) - Number(b.coming ?? false) || (isBefore(a.at, b.at) ? -1 : 1),
  );
}

const letterEntries = ({ notifications, bounces }: Thread, { resend }: ThreadTools): Entry[] =>
  notifications.map((line) => ({
    at: line.claimed_at ?? line.settled_at ?? line.planned_at,
    icon: 'mail',
    tone: line.state === 'failed' || line.state === 'bounced' ? 'bad' : line.state === 'sent' ? 'plain' : 'faint',
    body: letterCard(line, resend(line), bounces.get(line.slot)),
  }));

const versionEntries = ({ submissions }: Thread, { person, sectionWords }: ThreadTools): Entry[] =>
  submissions.flatMap((version) => [
    {
      // A document outside the system enters the thread when it is recorded.
      at: version.recorded_at ?? version.received_at,
      icon: 'file' as const,
      tone: version.on_time ? 'good' : 'warn',
      body: html`<p class="what">
          Tiếp nhận báo cáo, bản ${version.version}
          ${timelyState(version)}
        </p>
        ${outageNote(version)} ${paperNote(version)}
        <p>Mã tiếp nhận <code>${version.receipt_code}</code>, tính theo hạn ${dayWords(version.due)}.</p>
        <p><a href="/submissions/${version.id}">Xem và thẩm tra bản này</a></p>`,
    },
    ...(version.reviewed_at && version.verdict
      ? [
          {
            at: version.reviewed_at,
            icon: version.verdict === 'accepted' ? ('check' as const) : ('back' as const),
            tone: version.verdict === 'accepted' ? 'good' : 'back',
            body: html`<p class="what">
                ${version.verdict === 'accepted' ? 'Chấp nhận' : 'Trả lại'} bản ${version.version}
                <small>${person(version.reviewed_by ?? '')}</small>
              </p>
              ${version.verdict === 'returned' && reasonsOf(version.reasons ?? [], version.correction_due, sectionWords)}`,
          },
        ]
      : []),
    ...(version.reopened_at
      ? [
          {
            at: version.reopened_at,
            icon: 'back' as const,
            tone: 'back',
            body: html`<p class="what">
                Mở lại báo cáo, bản ${version.version}
                <small>${person(version.reopened_by ?? '')}</small>
              </p>
              <p>${version.reopened_reason}</p>
              ${version.reopened_due && html`<p>Hạn bổ sung: <strong>${weekdayWords(version.reopened_due)}</strong>.</p>`}`,
          },
        ]
      : []),
  ]);

/** The reasons of a return, each with the part of the report that it is about. */
export const reasonsOf = (
  reasons: readonly Problem[],
  correctionDue: Temporal.PlainDate | null,
  sectionWords: (field: string) => string,
): Html =>
  html`<ul>
      ${reasons.map(({ field, message }) => html`<li><strong>${sectionWords(field)}:</strong> ${message}</li>`)}
    </ul>
    ${correctionDue && html`<p>Hạn bổ sung: <strong>${weekdayWords(correctionDue)}</strong>.</p>`}`;

const extensionEntries = ({ extensions: asked }: Thread, { person }: ThreadTools): Entry[] =>
  asked.flatMap((each) => [
    {
      at: each.requested_at,
      icon: 'later' as const,
      tone: 'moved',
      body: html`<p class="what">Đề nghị gia hạn đến ${weekdayWords(each.until)}${!each.decision && html` ${plainState('bad', 'clock', 'Chờ quyết định')}`}</p>
        <p>${each.reason}</p>`,
    },
    ...(each.decided_at
      ? [
          {
            at: each.decided_at,
            icon: decisionIcons[each.decision ?? 'refused'],
            tone: each.decision === 'granted' ? 'moved' : 'plain',
            body: html`<p class="what">
                ${decisionWords(each)}
                <small>${person(each.decided_by ?? '')}</small>
              </p>
              ${each.decision_words && html`<p>${each.decision_words}</p>`}`,
          },
        ]
      : []),
  ]);

const decisionIcons = { granted: 'check', refused: 'cross', withdrawn: 'none' } as const;

/** What became of a request: a date other than the one asked for is said as such. */
export function decisionWords({ decision, granted_until, until, decided_by }: Thread['extensions'][number]): string {
  const lapsed = decided_by === 'engine' ? ' (hết hạn mà chưa có quyết định)' : '';
  if (decision === 'withdrawn') return 'Đề nghị gia hạn không còn cần thiết';
  if (!granted_until) return `Không đồng ý gia hạn${lapsed}`;
  const partly = granted_until.equals(until) ? '' : ' một phần:';
  return `Đồng ý${partly} gia hạn đến ${weekdayWords(granted_until)}${lapsed}`;
}

const obstacleEntries = ({ obstacles: raised }: Thread): Entry[] =>
  raised.map((each) => ({
    at: each.raised_at,
    icon: 'flag',
    tone: 'plain',
    body: html`<p class="what">Nêu vướng mắc ${obstacleState(each.state)}</p>
      <p><a href="/obstacles/${each.id}">${each.title}</a></p>`,
  }));

const excuseEntries = ({ obligation }: Thread): Entry[] =>
  obligation.state === 'excused'
    ? [
        {
          at: obligation.stateAt,
          icon: 'none',
          tone: 'plain',
          body: html`<p class="what">Ghi nhận không phải báo cáo trong kỳ này</p>
            <p>${obligation.excuseReason}</p>`,
        },
      ]
    : [];

const comingEntries = ({ coming }: Thread): Entry[] =>
  coming.map(({ at, kind, rung, basis }) => ({
    at,
    icon: 'mail',
    tone: 'faint',
    coming: true,
    body: html`<p class="what">${rungWords(kind, rung)}, ${momentWords(at)}</p>
      <p class="note">Chỉ gửi nếu đến lúc đó cơ quan chưa gửi báo cáo. ${basis}.</p>`,
  }));
