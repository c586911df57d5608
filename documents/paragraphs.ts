import { AlignmentType, BorderStyle, HeadingLevel, Paragraph, TextRun } from 'docx';
import type { IParagraphOptions, IRunOptions } from 'docx';
import { cleanText } from './clean-text.ts';

/** A run of words; every text of the document passes here. */
export const words = (text: string, look: Omit<IRunOptions, 'text' | 'children'> = {}): TextRun =>
  new TextRun({ ...look, text: cleanText(text) });

type Layout = Omit<IParagraphOptions, 'children' | 'text' | 'style'>;

/** A paragraph of the body: justified, its first line indented. */
export const bodyParagraph = (content: string | readonly TextRun[], layout: Layout = {}): Paragraph =>
  new Paragraph({ ...layout, style: 'Body', children: runs(content) });

/** A centred line, or lines. */
export const centred = (text: string, look: Omit<IRunOptions, 'text' | 'children'>, layout: Layout = {}): Paragraph =>
  new Paragraph({ ...layout, style: 'Centred', children: [words(text, look)] });

/** A heading of the body, kept with what follows: level 1 is `I.`, 2 is `1.`, 3 is `a)`. */
export const heading = (level: 1 | 2 | 3, text: string): Paragraph =>
  new Paragraph({ heading: HeadingLevel[`HEADING_${level}`], children: [words(text)] });

/** A drawn rule in the middle of a column: `width` and `length` in twips. */
export function rule(width: number, length: number, layout: Layout = {}): Paragraph {
  const side = Math.round((width - length) / 2);
  return new Paragraph({
    ...layout,
    style: 'Rule',
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    indent: { left: side, right: side },
  });
}

/** A paragraph of a table's cell. */
export const cellParagraph = (
  content: string | TextRun,
  alignment: 'left' | 'center' = 'left',
  keepNext = false,
): Paragraph =>
  new Paragraph({ style: 'Cell', alignment: AlignmentType[sides[alignment]], keepNext, children: runs(content) });

const sides = { left: 'LEFT', center: 'CENTER' } as const;

const runs = (content: string | TextRun | readonly TextRun[]): readonly TextRun[] =>
  typeof content === 'string' ? [words(content)] : [content].flat();
