import { mm } from '../decree-30.ts';
import { unless } from './defect.ts';
import type { LayoutDefect } from './defect.ts';
import type { LaidBlock, LaidParagraph, LaidSection } from './read-layout.ts';
import { childOf } from './xml-tree.ts';

const a4 = [mm(210), mm(297)] as const;

/** The least and the most of each margin, in twips. */
const margins = { top: [20, 25], bottom: [20, 25], left: [30, 35], right: [15, 20] } as const;

/** Half a millimetre: what rounding may have taken. */
const slack = mm(0.5);

/** Paper, margins, page numbers and type of every section; the first stands upright. */
export function pageDefects(sections: readonly LaidSection[]): readonly LayoutDefect[] {
  return sections.flatMap((section, place) => [
    ...paperDefects(section, place === 0),
    ...unless(isNumbered(section), 'page.number', `phần ${place + 1}`),
    ...typeDefects(section),
  ]);
}

function paperDefects({ properties }: LaidSection, upright: boolean): readonly LayoutDefect[] {
  const { w = '0', h = '0' } = childOf(properties, 'pgSz')?.attributes ?? {};
  const sides = [Number(w), Number(h)];
  const isA4 = sides.toSorted((a, b) => a - b).every((side, place) => Math.abs(side - (a4[place] ?? 0)) <= slack);
  const given = childOf(properties, 'pgMar')?.attributes ?? {};
  const inRange = Object.entries(margins).every(([side, [least, most]]) => {
    const twips = Number(given[side] ?? 0);
    return twips >= mm(least) - slack && twips <= mm(most) + slack;
  });
  return [
    ...unless(isA4 && (!upright || Number(w) < Number(h)), 'paper.size', `${w} × ${h}`),
    ...unless(
      inRange,
      'paper.margins',
      Object.keys(margins)
        .map((side) => `${side} ${given[side]}`)
        .join(', '),
    ),
  ];
}

/** The number stands in the top margin's middle, and not on the first page. */
function isNumbered({ properties, header, firstHeader }: LaidSection): boolean {
  const { top = '0', header: distance = '0' } = childOf(properties, 'pgMar')?.attributes ?? {};
  if (!header?.numbered || firstHeader?.numbered || !childOf(properties, 'titlePg')) return false;
  return (
    Number(distance) < Number(top) &&
    header.paragraphs.every(
      ({ align, runs }) => align === 'center' && runs.every(({ size }) => size >= 13 && size <= 14),
    )
  );
}

function typeDefects({ blocks }: LaidSection): readonly LayoutDefect[] {
  const runs = [...paragraphsIn(blocks)].flatMap((paragraph) =>
    paragraph.runs.filter(({ text }) => text.trim() !== ''),
  );
  const strange = runs.find(({ font }) => font !== 'Times New Roman');
  const coloured = runs.find(({ colour }) => colour !== 'auto' && colour !== '000000');
  return [
    ...unless(!strange, 'type.font', strange && `${strange.font}: ${strange.text}`),
    ...unless(!coloured, 'type.colour', coloured?.text),
  ];
}

function* paragraphsIn(blocks: readonly LaidBlock[]): Generator<LaidParagraph> {
  for (const block of blocks) {
    if ('paragraph' in block) yield block.paragraph;
    else yield* block.table.rows.flat(2);
  }
}
