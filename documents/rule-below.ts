import type { Paragraph } from 'docx';
import { rule } from './paragraphs.ts';
import { textTwips } from './text-width.ts';

/** NĐ 30/2020, Phụ lục I: from a third to a half of the line above. */
const share = 0.4;

/** The drawn rule below bold lines in a column, as long as the widest asks for; a line is no wider than its column. */
export function ruleBelow(
  lines: readonly string[],
  { width, halfPoints }: { width: number; halfPoints: number },
): Paragraph {
  const widest = Math.max(...lines.map((line) => Math.min(width, textTwips(line, halfPoints / 2))));
  return rule(width, Math.round(share * widest));
}
