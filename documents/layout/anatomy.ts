import type { LaidBlock, LaidParagraph, LaidSection, LaidTable } from './read-layout.ts';

/** The parts of a document's first section, as NĐ 30/2020, Phụ lục I, names them. */
export interface Anatomy {
  /** The issuer's column and the nation's, with their widths in twips. */
  heading: { issuer: Column; nation: Column } | undefined;
  /** Kind and subject, with the rule below. */
  title: readonly LaidParagraph[];
  /** From `Kính gửi` to its last line. */
  readers: readonly LaidParagraph[];
  body: readonly LaidParagraph[];
  signature: { copies: readonly LaidParagraph[]; signer: readonly LaidParagraph[] } | undefined;
}

export interface Column {
  lines: readonly LaidParagraph[];
  width: number;
}

/** Takes the first section apart. What stands in tables of the body is not the body's text. */
export function anatomyOf({ blocks }: LaidSection): Anatomy {
  const heading = columnsOf(blocks[0]);
  const [copies, signer] = columnsOf(blocks.findLast(isSignature)) ?? [];
  const flow = blocks.flatMap((block) =>
    'paragraph' in block && block.paragraph.text !== '' ? [block.paragraph] : [],
  );
  const ruled = blocks.flatMap((block) => ('paragraph' in block ? [block.paragraph] : []));
  const addressed = flow.findIndex(({ text }) => text.startsWith('Kính gửi'));
  const readers = addressed < 0 ? [] : [...readersFrom(flow.slice(addressed))];
  return {
    heading: heading && { issuer: heading[0], nation: heading[1] },
    title: ruled.slice(
      0,
      Math.max(
        0,
        ruled.findIndex(({ text }) => text.startsWith('Kính gửi')),
      ),
    ),
    readers,
    body: flow.slice(Math.max(0, addressed) + readers.length),
    signature: copies && signer && { copies: copies.lines, signer: signer.lines },
  };
}

/** The two cells of a table of one row. */
function columnsOf(block: LaidBlock | undefined): readonly [Column, Column] | undefined {
  if (!block || !('table' in block)) return undefined;
  const { rows, widths }: LaidTable = block.table;
  const [left, right] = rows[0] ?? [];
  if (rows.length !== 1 || !left || !right) return undefined;
  return [
    { lines: left, width: widths[0] ?? 0 },
    { lines: right, width: widths[1] ?? 0 },
  ];
}

const isSignature = (block: LaidBlock): boolean =>
  columnsOf(block)?.[0].lines.some(({ text }) => text.startsWith('Nơi nhận')) ?? false;

/** The line of `Kính gửi` and those below it that are set in without a first-line indent. */
function* readersFrom(flow: readonly LaidParagraph[]): Generator<LaidParagraph> {
  for (const [place, line] of flow.entries()) {
    if (place > 0 && (line.indent.firstLine > 0 || line.indent.left === 0)) return;
    yield line;
  }
}
