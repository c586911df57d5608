import { html } from 'hono/html';
import type { Typed } from '../forms.ts';
import type { Html } from '../html.ts';

/** What was typed into a form that could not be taken, to be copied: nothing typed is lost. */
export function typedTexts(typed: Typed): Html | false {
  const texts = Object.entries(typed).filter(
    ([name, text]) => text.trim() && !secret.has(name) && !before.test(name) && text.length > 3,
  );
  return (
    texts.length > 0 &&
    html`<h2>Nội dung đã nhập</h2>
      <p>Nội dung dưới đây chưa được ghi nhận; đề nghị sao chép lại trước khi rời trang.</p>
      ${texts.map(
        ([name, text]) =>
          html`<label>${fieldWords(name)}<textarea rows="${Math.min(8, 1 + Math.ceil(text.length / 70))}" readonly>${text}</textarea></label>`,
      )}`
  );
}

/** What a field is called where its form is not at hand. */
const fieldWords = (name: string): string =>
  name
    .replace(/^sections\.(.+)$/, 'Phần $1')
    .replace(/^tasks\.(.+)\.(state|percent|result)$/, 'Nhiệm vụ $1')
    .replace(/^answer\..+$/, 'Trả lời ý kiến thẩm tra')
    .replace(/^(words|reason|title)$/, 'Nội dung');

/** What stood on the page when it came. */
const before = /^answered\./;
const secret = new Set(['_csrf', 'password', 'again', 'attempt', 'seen', 'to']);
