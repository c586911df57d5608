import { unzipSync } from 'fflate';
import { cascadeOf, isOn, numberOf, runText } from './style-cascade.ts';
import type { Cascade } from './style-cascade.ts';
import { allIn, childOf, childrenOf, xmlTree } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

/** A run of words, or a field without any, as it looks in the end. */
export interface LaidRun {
  text: string;
  font: string;
  /** In points. */
  size: number;
  bold: boolean;
  italics: boolean;
  colour: string;
  /** Of a named style of characters, such as the source marks. */
  style: string | undefined;
}

/** A paragraph as it looks in the end; lengths in twips. */
export interface LaidParagraph {
  text: string;
  runs: readonly LaidRun[];
  style: string | undefined;
  align: string;
  indent: { left: number; right: number; firstLine: number };
  spacing: { before: number; after: number; line: number; rule: string };
  /** A drawn rule: it holds no words. */
  ruled: boolean;
}

/** A table's cells, row by row, and the widths of its columns in twips. */
export interface LaidTable {
  rows: readonly (readonly (readonly LaidParagraph[])[])[];
  widths: readonly number[];
}

export type LaidBlock = { paragraph: LaidParagraph } | { table: LaidTable };

/** A header: whether it shows the page's number, and how its words and fields look. */
export interface LaidHeader {
  numbered: boolean;
  paragraphs: readonly LaidParagraph[];
}

/** A part of the document with pages of its own. */
export interface LaidSection {
  properties: XmlElement;
  /** On every page, and on the first alone; absent where there is none. */
  header: LaidHeader | undefined;
  firstHeader: LaidHeader | undefined;
  blocks: readonly LaidBlock[];
}

/** A Word file as its reader sees it: the sections in their order. */
export function readLayout(docx: Uint8Array): readonly LaidSection[] {
  const parts = unzipSync(docx);
  const part = (path: string): XmlElement => xmlTree(new TextDecoder().decode(parts[`word/${path}`]));
  const cascade = cascadeOf(part('styles.xml'));
  const relations = new Map(
    [...allIn(part('_rels/document.xml.rels'), 'Relationship')].map(({ attributes }) => [
      attributes['Id'],
      attributes['Target'] ?? '',
    ]),
  );
  const headerOf = (properties: XmlElement, type: string): LaidHeader | undefined => {
    const reference = childrenOf(properties, 'headerReference').find(({ attributes }) => attributes['type'] === type);
    const path = relations.get(reference?.attributes['id']);
    return path === undefined ? undefined : laidHeader(part(path), cascade);
  };
  return sectionsIn(part('document.xml'), cascade).map(({ properties, blocks }) => ({
    ...{ properties, blocks },
    header: headerOf(properties, 'default'),
    firstHeader: headerOf(properties, 'first'),
  }));
}

/** A section ends with its properties: in the last paragraph, or, the last section's, at the end of the body. */
function sectionsIn(document: XmlElement, cascade: Cascade) {
  const sections: Pick<LaidSection, 'properties' | 'blocks'>[] = [];
  let blocks: LaidBlock[] = [];
  for (const element of childOf(document, 'body')?.children ?? []) {
    if (element.name === 'tbl') blocks.push({ table: laidTable(element, cascade) });
    if (element.name === 'p') blocks.push({ paragraph: laidParagraph(element, cascade) });
    const properties = element.name === 'sectPr' ? element : childOf(childOf(element, 'pPr'), 'sectPr');
    if (!properties) continue;
    sections.push({ properties, blocks });
    blocks = [];
  }
  return sections;
}

const laidHeader = (header: XmlElement, cascade: Cascade): LaidHeader => ({
  paragraphs: childrenOf(header, 'p').map((each) => laidParagraph(each, cascade)),
  numbered: [...allIn(header, 'instrText')].some(({ text }) => /\bPAGE\b/.test(text)),
});

const laidTable = (table: XmlElement, cascade: Cascade): LaidTable => ({
  widths: [...allIn(table, 'gridCol')].map(({ attributes }) => Number(attributes['w'])),
  rows: childrenOf(table, 'tr').map((row) =>
    childrenOf(row, 'tc').map((cell) => childrenOf(cell, 'p').map((each) => laidParagraph(each, cascade))),
  ),
});

function laidParagraph(paragraph: XmlElement, cascade: Cascade): LaidParagraph {
  const properties = childOf(paragraph, 'pPr');
  const look = cascade.paragraph(properties);
  const runs = childrenOf(paragraph, 'r').map((run) => laidRun(run, properties, cascade));
  return {
    text: runs.map(({ text }) => text).join(''),
    runs,
    style: childOf(properties, 'pStyle')?.attributes['val'],
    align: look['jc']?.['val'] ?? 'left',
    indent: {
      left: numberOf(look, 'ind', 'left'),
      right: numberOf(look, 'ind', 'right'),
      firstLine: numberOf(look, 'ind', 'firstLine'),
    },
    spacing: {
      before: numberOf(look, 'spacing', 'before'),
      after: numberOf(look, 'spacing', 'after'),
      line: Number(look['spacing']?.['line'] ?? 240),
      rule: look['spacing']?.['lineRule'] ?? 'auto',
    },
    ruled: isOn(look, 'pBdr.top') || isOn(look, 'pBdr.bottom'),
  };
}

function laidRun(run: XmlElement, paragraph: XmlElement | undefined, cascade: Cascade): LaidRun {
  const properties = childOf(run, 'rPr');
  const look = cascade.run(paragraph, properties);
  return {
    text: runText(run),
    font: look['rFonts']?.['ascii'] ?? '',
    size: numberOf(look, 'sz') / 2,
    bold: isOn(look, 'b'),
    italics: isOn(look, 'i'),
    colour: look['color']?.['val'] ?? 'auto',
    style: childOf(properties, 'rStyle')?.attributes['val'],
  };
}
