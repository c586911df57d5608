import { anatomyOf } from './layout/anatomy.ts';
import { bodyDefects, titleDefects } from './layout/body-rules.ts';
import type { LayoutDefect, LayoutKind } from './layout/defect.ts';
import { endingDefects } from './layout/ending-rules.ts';
import { headingDefects } from './layout/heading-rules.ts';
import { pageDefects } from './layout/page-rules.ts';
import { readLayout } from './layout/read-layout.ts';
import { childOf } from './layout/xml-tree.ts';

/**
 * What of a Word file contradicts the layout of NĐ 30/2020, Phụ lục I; nothing for a file that keeps it. The first section
 * is the document itself, what follows are appendices. Looks at the file alone, whoever wrote it; widths of words are
 * reckoned, so that a rule's length may be off by a tenth.
 */
export function checkLayout(docx: Uint8Array, kind: LayoutKind): readonly LayoutDefect[] {
  const sections = readLayout(docx);
  const [letter] = sections;
  if (!letter) throw new Error('the document has no section');
  const anatomy = anatomyOf(letter);
  const { w = '0' } = childOf(letter.properties, 'pgSz')?.attributes ?? {};
  const { left = '0', right = '0' } = childOf(letter.properties, 'pgMar')?.attributes ?? {};
  return [
    ...pageDefects(sections),
    ...headingDefects(anatomy, kind),
    ...titleDefects(anatomy, kind, Number(w) - Number(left) - Number(right)),
    ...bodyDefects(anatomy),
    ...endingDefects(anatomy),
  ];
}
