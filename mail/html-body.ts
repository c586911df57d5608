import { html } from 'hono/html';
import type { Block, LetterWords, Sender, Table } from './letter-words.ts';
import { closing, digestOthers, digestTo, footer, signature } from './frame-words.ts';
import type { WordedLetter } from './render-letter.ts';

type Html = ReturnType<typeof html>;

/**
 * A letter as HTML: no pictures, no layout tables, the reader's own colours (light or dark) save for the button.
 * Styles stand inline: several mail programs drop a style sheet.
 */
export const htmlBody = (words: LetterWords, link: string, sender: Sender): Promise<string> =>
  layOut(
    words.subject,
    html`<p style="${style.lead}">${words.lead}</p>
<p>Kính gửi: <strong>${words.to}</strong></p>
${saying(words, link)}`,
    words.why,
    sender,
  );

/** Several letters to one recipient as HTML: what each asks for first, then each in full. */
export const digestHtml = (
  subject: string,
  letters: readonly WordedLetter[],
  why: string,
  sender: Sender,
): Promise<string> =>
  layOut(
    subject,
    html`<p style="${style.lead}">${letters[0]?.words.lead}</p>
<p>${digestOthers(letters.length - 1)}</p>
<ul>${letters.slice(1).map(({ words }) => itemHtml(words.lead))}</ul>
<p>Kính gửi: <strong>${digestTo(letters)}</strong></p>
${letters.map(
  ({ words, link }, place) => html`<h2 style="${style.section}">${place + 1}. ${words.subject}</h2>
${saying(words, link)}`,
)}`,
    why,
    sender,
  );

const saying = (words: LetterWords, link: string): Html => html`${words.blocks.map(blockHtml)}
<p style="margin:24px 0"><a href="${link}" style="${style.button}">${words.action}</a></p>`;

async function layOut(subject: string, content: Html, why: string, sender: Sender): Promise<string> {
  const page = await html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
</head>
<body style="${style.body}">
${content}
<p>${closing}</p>
<p>${signature(sender).map((line, place) => (place === 0 ? html`<strong>${line}</strong>` : html`<br>${line}`))}</p>
<p style="${style.footer}">${footer(why, sender)}</p>
</body>
</html>
`;
  return page.toString();
}

const line = '1px solid #8a8a8a';

const style = {
  body: "margin:0 auto;max-width:680px;padding:16px;font:16px/1.5 'Segoe UI',Roboto,Arial,sans-serif",
  lead: 'margin:0 0 20px;padding:2px 0 2px 12px;border-left:4px solid #a4161a;font-weight:bold',
  section: `margin:28px 0 8px;padding-top:14px;border-top:${line};font-size:18px`,
  button:
    'display:inline-block;padding:10px 18px;background:#a4161a;color:#ffffff;font-weight:bold;text-decoration:none',
  footer: `margin-top:28px;padding-top:10px;border-top:${line};font-size:13px`,
  quote: `margin:12px 0;padding-left:12px;border-left:${line};white-space:pre-line`,
  table: 'border-collapse:collapse;font-size:15px;font-variant-numeric:tabular-nums',
  cell: `border:${line};padding:4px 8px;text-align:left;vertical-align:top`,
};

function blockHtml(block: Block): Html {
  if (typeof block === 'string') return html`<p>${block}</p>`;
  if ('numbered' in block) return html`<ol>${block.numbered.map(itemHtml)}</ol>`;
  if ('items' in block) return html`<ul>${block.items.map(itemHtml)}</ul>`;
  if ('quote' in block) return html`<blockquote style="${style.quote}">${block.quote.trim()}</blockquote>`;
  return tableHtml(block.table);
}

const itemHtml = (item: string): Html => html`<li style="margin:4px 0">${item}</li>`;

const tableHtml = ({ head, rows }: Table): Html => html`<table style="${style.table}">
<thead><tr>${head.map((cell) => html`<th scope="col" style="${style.cell}">${cell}</th>`)}</tr></thead>
<tbody>${rows.map(
  (row) => html`
<tr>${row.map((cell) => html`<td style="${style.cell}">${cell}</td>`)}</tr>`,
)}
</tbody></table>`;
