import { html } from 'hono/html';
import { pathOf, sectionRows } from '../form-rows.ts';
import type { Row } from '../form-rows.ts';
import type { Typed } from '../forms.ts';
import type { Html } from '../html.ts';
import { icon } from './icons.ts';

/** A row that is to be removed, and what goes with it. */
export interface Removal {
  path: string;
  words: string;
  lost: readonly string[];
}

/** What is lost with a row: its indicators, what last year is compared with, what is reckoned from it. */
export function removalOf(path: string, fields: Typed, published: readonly string[]): Removal | undefined {
  for (const [section, { fields: row, indicators }] of sectionRows(fields).entries()) {
    if (path === pathOf(section)) {
      const words = `Bỏ phần ${row['code'] || section + 1}${row['title'] ? `. ${row['title']}` : ''}`;
      return { path, words, lost: lostWith(indicators, row['code'], fields, published) };
    }
    const at = indicators.findIndex((_, place) => path === pathOf(section, place));
    const indicator = indicators[at];
    if (indicator) {
      const words = `Bỏ chỉ tiêu ${indicator['code'] || at + 1}${indicator['name'] ? `. ${indicator['name']}` : ''}`;
      return { path, words, lost: lostWith([indicator], undefined, fields, published) };
    }
  }
  return undefined;
}

function lostWith(
  rows: readonly Row[],
  section: string | undefined,
  fields: Typed,
  published: readonly string[],
): readonly string[] {
  const codes = rows.flatMap((row) => row['code'] || []);
  const compared = codes.filter((code) => published.includes(code));
  const reckoned = sectionRows(fields)
    .flatMap(({ indicators }) => indicators)
    .filter((row) => !rows.includes(row) && !codes.includes(row['code'] ?? ''))
    .filter((row) => partsOf(row).some((code) => codes.includes(code)))
    .flatMap((row) => row['code'] || []);
  return [
    ...(section === undefined || codes.length === 0
      ? []
      : [`${codes.length} chỉ tiêu của phần này: ${codes.join(', ')}.`]),
    ...(compared.length > 0
      ? [
          `Số năm trước của ${compared.join(', ')} không còn đứng cạnh để so sánh; số đã nộp các năm trước vẫn giữ nguyên.`,
        ]
      : []),
    ...(section !== undefined && published.includes(section)
      ? ['Nội dung năm trước của phần này không còn được lấy sang; báo cáo đã nộp vẫn giữ nguyên.']
      : []),
    ...(reckoned.length > 0 ? [`Công thức, quyền số của ${reckoned.join(', ')} đang dùng đến, sẽ phải sửa.`] : []),
  ];
}

const partsOf = (row: Row): readonly string[] => [
  ...(row['formula.of'] ?? '').split(/[\s,;+:−×]+/),
  row['weight']?.trim() ?? '',
];

/** Asks once more, where the row stands, with what is lost. */
export function removalQuestion({ path, words, lost }: Removal): Html {
  const place = path.replace('sections.', '').replace('indicators.', '');
  return html`<div class="message warn" role="alert">
    ${icon('alert')}
    <div>
      <p><strong>${words}?</strong></p>
      ${lost.length > 0 && html`<ul>${lost.map((each) => html`<li>${each}</li>`)}</ul>`}
      <p class="buttons">
        <button class="small" type="submit" name="do" value="surely:${place}" autofocus>Bỏ</button>
        <button class="secondary small" type="submit" name="do" value="check">Giữ lại</button>
      </p>
    </div>
  </div>`;
}
