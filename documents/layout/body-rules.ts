import { letterOf, romanOf } from '../lettering.ts';
import { mm } from '../decree-30.ts';
import type { Anatomy } from './anatomy.ts';
import { defect, looks, unless } from './defect.ts';
import type { LayoutDefect, LayoutKind } from './defect.ts';
import { isPartly } from './heading-rules.ts';
import type { LaidParagraph } from './read-layout.ts';

const size = [13, 14] as const;

/** Kind, subject and readers. `width` is that of the text between the margins, in twips. */
export function titleDefects({ title, readers }: Anatomy, kind: LayoutKind, width: number): readonly LayoutDefect[] {
  return [...(kind === 'report' ? subjectDefects(title, width) : []), ...readerDefects(readers)];
}

function subjectDefects(title: readonly LaidParagraph[], width: number): readonly LayoutDefect[] {
  const place = title.findIndex((line) => line.ruled);
  const [name, ...subject] = title.slice(0, Math.max(0, place)).filter(({ text }) => text !== '');
  if (!name || subject.length === 0) return [defect('subject.missing')];
  const strong = { size, bold: true, align: 'center' } as const;
  const kept = looks(name, { ...strong, caps: true }) && subject.every((line) => looks(line, strong));
  return [
    ...unless(kept, 'subject.type', name.text),
    ...unless(isPartly(title[place], subject, width), 'subject.rule'),
  ];
}

function readerDefects(readers: readonly LaidParagraph[]): readonly LayoutDefect[] {
  if (readers.length === 0) return [defect('readers.missing')];
  const listed = readers.slice(1).filter(({ text }) => !text.startsWith('('));
  const marked = listed.every(
    ({ text }, place) => text.startsWith('- ') && text.endsWith(place === listed.length - 1 ? '.' : ';'),
  );
  return [
    ...unless(
      readers.every((line) => looks(line, { size })),
      'readers.type',
    ),
    ...unless(marked, 'readers.marks', listed.map(({ text }) => text).join(' ')),
  ];
}

/** The body's paragraphs, its levels and its end. */
export function bodyDefects({ body }: Anatomy): readonly LayoutDefect[] {
  const ends = body.filter(({ text }) => text.includes('./.'));
  const ended = ends.length === 1 && body.at(-1)?.text.endsWith('./.') === true;
  return [
    ...body.flatMap(paragraphDefects),
    ...levelDefects(body),
    ...unless(ended, 'end.mark', body.at(-1)?.text.slice(-60)),
  ];
}

function paragraphDefects({ text, align, indent, spacing, runs }: LaidParagraph): readonly LayoutDefect[] {
  const near = (millimetres: number) => Math.abs(indent.firstLine - mm(millimetres)) <= mm(0.2);
  const single = spacing.rule === 'auto' && spacing.line >= 240 && spacing.line <= 360;
  // a source's mark is a note to the text, not the text
  const told = runs.filter((run) => run.style !== 'SourceMark' && run.text !== '');
  return [
    ...unless(align === 'both', 'body.align', text),
    ...unless(near(10) || near(12.7), 'body.indent', text),
    ...unless(spacing.before >= 120 || spacing.after >= 120, 'body.gap', text),
    ...unless(single, 'body.line', text),
    ...unless(
      told.every((run) => run.size >= size[0] && run.size <= size[1]),
      'body.size',
      text,
    ),
  ];
}

const styles = ['Heading1', 'Heading2', 'Heading3'];

/** Headings count on in their level, and anew below each heading above them. */
function levelDefects(body: readonly LaidParagraph[]): readonly LayoutDefect[] {
  const counts = [0, 0, 0];
  return body.flatMap((line) => {
    const level = styles.indexOf(line.style ?? '');
    if (level < 0) return [];
    const ordinal = (counts[level] ?? 0) + 1;
    counts.splice(level, counts.length - level, ordinal, ...Array<number>(2 - level).fill(0));
    const numbered = line.text.startsWith(numberOf(level, ordinal));
    return [
      ...unless(numbered, 'level.number', line.text),
      ...unless(looks(line, { size, bold: level < 2, caps: level === 0 }), 'level.type', line.text),
    ];
  });
}

const numberOf = (level: number, ordinal: number): string =>
  [`${romanOf(ordinal)}. `, `${ordinal}. `, `${letterOf(ordinal)}) `][level] ?? '';
