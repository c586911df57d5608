import { html } from 'hono/html';
import { partOf } from '../../domain/differences.ts';
import type { ReviewComment } from '../../domain/review.ts';
import { momentWords } from '../../domain/words.ts';
import type { SubmissionView } from '../../office/read-submission.ts';
import type { Failure } from '../frame.ts';
import type { Html } from '../html.ts';
import { sectionWordsOf } from '../section-words.ts';
import { areaField, selectField } from './field.ts';
import { prose } from './prose.ts';
import { plainState } from './states.ts';

/** What a page needs to let its reader review; `open` while nothing is decided and the reader may. */
export interface ReviewTools {
  view: SubmissionView;
  path: string;
  person: (actor: string) => string;
  failure: Failure | undefined;
  open: boolean;
}

/** The one form of the page: what is typed anywhere on it goes along with every button. */
export const reviewForm = 'review';

/** What was said of a part, and, while it is under review, room to say more and to let it pass. */
export const underPart = (tools: ReviewTools, part: string): Html =>
  html`${commentList(tools, part)} ${tools.open && html`<div class="review-tools">${newComment(tools, part)} ${passButton(tools, part)}</div>`}`;

/** The comments about a part, with the agency's answers. */
export function commentList(tools: ReviewTools, part: string): Html | false {
  const { comments, form } = tools.view;
  const found = comments.filter(({ field }) => partOf(field, form) === part);
  return (
    found.length > 0 && html`<ul class="comments">${found.map((comment) => commentItem(comment, part, tools))}</ul>`
  );
}

function commentItem(comment: ReviewComment, part: string, { view, path, person, open }: ReviewTools): Html {
  const { id, field, words, madeAt, madeBy, version, answer, resolvedAt } = comment;
  const earlier = version !== view.submission.version;
  return html`<li id="comment-${id}" class="${resolvedAt ? 'resolved' : 'open'}">
    <p class="by">
      ${resolvedAt ? plainState('good', 'check', 'Đã giải quyết') : plainState('back', 'pen', earlier ? `Ý kiến ở bản ${version}` : 'Ý kiến')}
      ${field !== part && field !== 'general' && html`<strong>${sectionWordsOf(view.form)(field)}</strong>`}
      <small>${person(madeBy)}, ${momentWords(madeAt)}</small>
    </p>
    ${prose(words)}
    ${
      answer &&
      html`<div class="answer">
        <p class="by"><strong>Cơ quan trả lời</strong> <small>${momentWords(answer.answeredAt)}</small></p>
        ${prose(answer.words)}
      </div>`
    }
    ${comment.told && earlier && !answer && !resolvedAt && html`<p class="note">Cơ quan chưa trả lời ý kiến này.</p>`}
    ${
      open &&
      !resolvedAt &&
      html`<button class="secondary small" type="submit" form="${reviewForm}" formaction="${path}/comments/${id}/resolve">
        ${earlier ? 'Đã giải quyết' : 'Bỏ ý kiến'}<span class="unseen"> về ${sectionWordsOf(view.form)(field)}</span>
      </button>`
    }
  </li>`;
}

function newComment({ view, path, failure }: ReviewTools, part: string): Html {
  const name = partName(view, part);
  const places = placesIn(view, part);
  const typed = failure?.form === reviewForm && failure.typed[`reason.${part}`]?.trim();
  return html`<details class="reason" ${typed && html`open`}>
    <summary>Nêu ý kiến về ${name}</summary>
    ${
      places.length > 1 &&
      selectField({
        form: reviewForm,
        of: reviewForm,
        name: `place.${part}`,
        label: `Ý kiến về mục nào của ${name}`,
        failure,
        options: places,
      })
    }
    ${areaField({ form: reviewForm, of: reviewForm, name: `reason.${part}`, label: `Ý kiến: ${name} cần sửa, bổ sung gì`, rows: 2, failure })}
    <button class="secondary small" type="submit" form="${reviewForm}" formaction="${path}/comments" name="at" value="${part}">
      Lưu ý kiến<span class="unseen"> về ${name}</span>
    </button>
  </details>`;
}

function passButton({ view, path }: ReviewTools, part: string): Html {
  const passed = view.standing.get(part);
  const now = passed && !passed.changed;
  return html`<button class="secondary small" type="submit" form="${reviewForm}" formaction="${path}/${now ? 'unpass' : 'pass'}" name="part" value="${part}">
    ${now ? 'Bỏ đạt' : 'Đạt'}<span class="unseen">: ${partName(view, part)}</span>
  </button>`;
}

const partName = ({ form }: SubmissionView, part: string): string =>
  part === 'files' ? 'tệp đính kèm' : (sectionWordsOf(form)(part).split('. ')[0] ?? '').replace(/^P/, 'p');

/** The places of a part that can be spoken of on their own: what stands in it of tasks and figures. */
function placesIn({ form, plan, content }: SubmissionView, part: string): (readonly [string, string])[] {
  const section = form.sections.find(({ code }) => `sections.${code}` === part);
  const tasks = section?.kind === 'tasks' ? plan.tasks.filter(({ code }) => content.tasks[code]) : [];
  return [
    [part, 'Cả phần'],
    ...tasks.map(({ code, title }) => [`tasks.${code}`, `${code}. ${title}`] as const),
    ...(section?.indicators ?? []).map(({ code, name }) => [`indicators.${code}`, `${code}. ${name}`] as const),
  ];
}
