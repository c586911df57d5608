import type { Anatomy, Column } from './anatomy.ts';
import { defect, looks, unless } from './defect.ts';
import type { LayoutDefect, LayoutKind } from './defect.ts';
import type { LaidParagraph } from './read-layout.ts';
import { textTwips } from '../text-width.ts';

/** Widths of letters are reckoned, not measured: a rule may be off by a tenth. */
const slack = 0.1;

const motto = 'Độc lập - Tự do - Hạnh phúc';

/** The block at the top: the issuer with number and symbol, the nation with place and date. */
export function headingDefects({ heading }: Anatomy, kind: LayoutKind): readonly LayoutDefect[] {
  if (!heading) return [defect('heading.missing')];
  return [...nationDefects(heading.nation), ...issuerDefects(heading.issuer), ...numberDefects(heading.issuer, kind)];
}

function nationDefects({ lines, width }: Column): readonly LayoutDefect[] {
  const nation = lines.find(({ text }) => text.startsWith('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'));
  const words = lines.find(({ text }) => text === motto);
  const ruled = lines.find((line) => line.ruled);
  const dated = lines.find(({ text }) => text.includes(', ngày'));
  const length = words ? textTwips(motto, words.runs[0]?.size ?? 0) : 0;
  return [
    ...unless(nation !== undefined && looks(nation, { size: [12, 13], bold: true, align: 'center' }), 'heading.nation'),
    ...unless(words !== undefined && looks(words, { size: [13, 14], bold: true, align: 'center' }), 'heading.motto'),
    ...unless(ruled !== undefined && isBetween(ruleLength(ruled, width), length, length), 'heading.motto_rule'),
    ...unless(
      dated !== undefined && isDated(dated.text) && looks(dated, { size: [13, 14], italics: true, align: 'center' }),
      'heading.date',
      dated?.text,
    ),
  ];
}

/** Day and month are written, or left blank for the signing. */
const isDated = (text: string): boolean =>
  /^[^,]+, ngày\s+(\d{2}\s+)?tháng\s+((0[12]|[3-9]|1[0-2])\s+)?năm \d{4}$/.test(text);

function issuerDefects({ lines, width }: Column): readonly LayoutDefect[] {
  const place = lines.findIndex((line) => line.ruled);
  const above = lines.slice(0, Math.max(0, place));
  const first = above.findIndex(({ runs }) => runs.some(({ bold }) => bold));
  const superiors = above.slice(0, Math.max(0, first));
  const issuer = above.slice(Math.max(0, first));
  const look = { size: [12, 13], caps: true, align: 'center' } as const;
  const kept =
    first >= 0 &&
    superiors.every((line) => looks(line, look)) &&
    issuer.every((line) => looks(line, { ...look, bold: true }));
  return [
    ...unless(kept, 'heading.issuer', above.map(({ text }) => text).join(' / ')),
    ...unless(isPartly(lines[place], issuer, width), 'heading.issuer_rule'),
  ];
}

/** Whether a rule is a third to a half of the widest line above it; a line is no wider than its column. */
export function isPartly(ruled: LaidParagraph | undefined, above: readonly LaidParagraph[], width: number): boolean {
  const widest = Math.max(0, ...above.map(({ text, runs }) => Math.min(width, textTwips(text, runs[0]?.size ?? 0))));
  return ruled !== undefined && isBetween(ruleLength(ruled, width), widest / 3, widest / 2);
}

const ruleLength = ({ indent }: LaidParagraph, width: number): number => width - indent.left - indent.right;

const isBetween = (length: number, least: number, most: number): boolean =>
  length >= least * (1 - slack) && length <= most * (1 + slack);

function numberDefects({ lines }: Column, kind: LayoutKind): readonly LayoutDefect[] {
  const number = lines.find(({ text }) => text.startsWith('Số:'));
  const numbered =
    number !== undefined && symbolOf(number.text, kind) && looks(number, { size: [13, 13], align: 'center' });
  const about = lines.find(({ text }) => text.startsWith('V/v '));
  return [...unless(numbered, 'heading.number', number?.text), ...(kind === 'letter' ? aboutDefects(about) : [])];
}

/** A number of two digits or more, or a blank for it, and a symbol; a report's begins with BC. */
const symbolOf = (text: string, kind: LayoutKind): boolean =>
  /^Số:\s+(\d{2,})?\s*\/[\p{Lu}\d…-]+$/u.test(text) && (kind === 'letter' || /\/BC-/.test(text));

function aboutDefects(about: LaidParagraph | undefined): readonly LayoutDefect[] {
  if (!about) return [defect('subject.missing')];
  return unless(
    looks(about, { size: [12, 13], align: 'center' }) && about.spacing.before >= 120,
    'subject.type',
    about.text,
  );
}
