import { html } from 'hono/html';
import { inFormOrder, waitingForAnswer } from '../../domain/review.ts';
import type { ReviewComment } from '../../domain/review.ts';
import type { Problem } from '../../domain/refusal.ts';
import { momentWords, weekdayWords } from '../../domain/words.ts';
import type { Room } from '../../office/read-room.ts';
import type { Failure } from '../frame.ts';
import type { Typed } from '../forms.ts';
import type { Html } from '../html.ts';
import { answersIn } from '../keep-answers.ts';
import { sectionWordsOf } from '../section-words.ts';
import { areaField, typedValue } from './field.ts';
import { icon } from './icons.ts';
import { fieldId } from './notice.ts';
import { prose } from './prose.ts';
import { plainState } from './states.ts';
import { typedTexts } from './typed-texts.ts';

interface Tools {
  path: string;
  failure: Failure | undefined;
}

/** Answers are typed in the report's form: they go along with every button of it. */
const form = 'report';

/** The comments that the agency was told of, each with its answer; answering is possible while the report can be sent. */
export function roomComments(room: Room, open: boolean, { path, failure }: Tools): Html {
  const told = inFormOrder(
    room.comments.filter((comment) => comment.told),
    room.form,
  );
  if (told.length === 0) return html``;
  const asked = told.filter(({ resolvedAt }) => !resolvedAt);
  const done = told.filter(({ resolvedAt }) => resolvedAt);
  const waiting = waitingForAnswer(told).length;
  return html`<section class="part" id="comments" aria-labelledby="part-comments">
    <h2 id="part-comments">Ý kiến thẩm tra</h2>
    ${
      asked.length > 0 &&
      html`<p>${waiting > 0 ? `Còn ${waiting} ý kiến chưa trả lời.` : 'Đã trả lời mọi ý kiến; sửa được cho đến khi báo cáo được chấp nhận.'} Trả lời ngắn: đã sửa gì, hoặc vì sao giữ nguyên. Sở Khoa học và Công nghệ đọc trả lời cùng bản gửi lại.</p>
        <ul class="comments">
          ${asked.map((comment) => askedItem(comment, room, open, failure))}
        </ul>
        ${open && html`<button class="secondary" type="submit" formaction="${path}/comments">Lưu trả lời</button>`}`
    }
    ${
      done.length > 0 &&
      html`<details>
        <summary>${done.length} ý kiến đã được giải quyết</summary>
        <ul class="comments">
          ${done.map((comment) => html`<li class="resolved">${head(comment, room)} ${prose(comment.words)} ${answered(comment)}</li>`)}
        </ul>
      </details>`
    }
    ${open && failure?.form === form && typedTexts(tooLate(done, failure))}
  </section>`;
}

/** Answers to comments that were closed while somebody typed. */
const tooLate = (done: readonly ReviewComment[], { typed }: Failure): Typed =>
  Object.fromEntries(
    answersIn(typed).flatMap(([comment, words]) =>
      done.some(({ id }) => id === comment) ? [[`answer.${comment}`, words]] : [],
    ),
  );

function askedItem(comment: ReviewComment, room: Room, open: boolean, failure: Failure | undefined): Html {
  const { id, words, answer } = comment;
  const began = answer && typedValue({ form, name: `answered.${id}`, value: answer.words, failure });
  const label = html`Trả lời của cơ quan<span class="unseen"> về ${sectionWordsOf(room.form)(comment.field)}</span>`;
  return html`<li id="comment-${id}">
    ${head(comment, room)} ${prose(words)}
    ${
      open
        ? html`${began !== undefined && html`<input type="hidden" name="answered.${id}" value="${began}" />`}
          ${areaField({ form, name: `answer.${id}`, label, rows: 2, value: answer?.words, failure })}`
        : answered(comment)
    }
  </li>`;
}

const head = ({ field, version, madeAt, resolvedAt, answer }: ReviewComment, { form: given }: Room): Html =>
  html`<p class="by">
    ${
      resolvedAt
        ? plainState('good', 'check', 'Đã giải quyết')
        : answer
          ? plainState('info', 'check', 'Đã trả lời')
          : plainState('back', 'pen', 'Chờ trả lời')
    }
    <strong>${place(field, sectionWordsOf(given)(field))}</strong>
    <small>về bản ${version}, ${momentWords(madeAt)}</small>
  </p>`;

/** The part with a link to where it is typed, when it has a place of its own. */
const place = (field: string, words: string): Html | string =>
  /^(?:sections|tasks|files)/.test(field) ? html`<a href="#${placeId(field)}">${words}</a>` : words;

const placeId = (field: string): string =>
  field === 'files'
    ? 'part-files'
    : field.startsWith('sections.')
      ? field.replace('sections.', 'part-')
      : fieldId('report', /\.(?:state|percent|result)$/.test(field) ? field : `${field}.result`);

const answered = ({ answer }: ReviewComment): Html | false =>
  answer !== undefined &&
  html`<div class="answer">
    <p class="by"><strong>Cơ quan trả lời</strong> <small>${momentWords(answer.answeredAt)}</small></p>
    ${prose(answer.words)}
  </div>`;

/** The reasons of a return that have no comment to be answered: those from before there were comments. */
export function reasonsBesideComments({ comments }: Room, reasons: readonly Problem[]): readonly Problem[] {
  return reasons.filter(
    ({ field, message }) => !comments.some((each) => each.told && each.field === field && each.words === message),
  );
}

/** What the list before sending says of comments without an answer; it keeps nobody from sending. */
export function commentWarnings({ comments }: Pick<Room, 'comments'>): string[] {
  const waiting = waitingForAnswer(comments).length;
  return waiting > 0 ? [`Còn ${waiting} ý kiến thẩm tra chưa trả lời; xem mục “Ý kiến thẩm tra” ở đầu trang.`] : [];
}

/** That an accepted report was opened again, why, and until when; nothing for any other. */
export function reopenedMessage({ reopened_at, reopened_reason, reopened_due }: Room['submissions'][number]): Html {
  return html`<section class="message back" aria-labelledby="returned-title">
    ${icon('back')}
    <div>
      <h2 id="returned-title">Báo cáo đã chấp nhận được mở lại</h2>
      <p>${reopened_reason}</p>
      ${reopened_due && html`<p>Hạn bổ sung: <strong>${weekdayWords(reopened_due)}</strong>.</p>`}
      <p>${reopened_at && `Mở lại lúc ${momentWords(reopened_at)}. `}Nội dung đã nộp còn nguyên dưới đây; bổ sung rồi gửi lại.</p>
    </div>
  </section>`;
}
