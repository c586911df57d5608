import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const sheetFiles = { guide: 1, sections: 2, tasks: 3, figures: 4, origin: 5 } as const;

/** The XML of a part of a workbook. */
export const partOf = (workbook: Uint8Array, name: string): string => {
  const part = unzipSync(workbook)[name];
  if (!part) throw new Error(`no part ${name}`);
  return strFromU8(part);
};

export const sheetXml = (workbook: Uint8Array, sheet: keyof typeof sheetFiles): string =>
  partOf(workbook, `xl/worksheets/sheet${sheetFiles[sheet]}.xml`);

/** The workbook with a part changed. */
export function withPart(workbook: Uint8Array, name: string, change: (xml: string) => string): Uint8Array {
  const parts = unzipSync(workbook);
  return zipSync({ ...parts, [name]: strToU8(change(strFromU8(parts[name] ?? new Uint8Array()))) });
}

export const withSheet = (
  workbook: Uint8Array,
  sheet: keyof typeof sheetFiles,
  change: (xml: string) => string,
): Uint8Array => withPart(workbook, `xl/worksheets/sheet${sheetFiles[sheet]}.xml`, change);

/** What stands in a cell, as XML inside of `<c>`, with its type. */
export interface CellXml {
  type?: string;
  inner: string;
  /** The number of the cell's style; the one it has when left out. */
  style?: number;
}

export const textCell = (text: string): CellXml => ({
  type: 'inlineStr',
  inner: `<is><t xml:space="preserve">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is>`,
});
export const numberCell = (number: number | string): CellXml => ({ inner: `<v>${number}</v>` });

/** The workbook with other contents in some cells of a sheet, as if somebody had typed them; a cell that is not there yet is added. */
export const withCells = (
  workbook: Uint8Array,
  sheet: keyof typeof sheetFiles,
  cells: Readonly<Record<string, CellXml>>,
): Uint8Array =>
  withSheet(workbook, sheet, (xml) => {
    let changed = xml;
    for (const [address, { type, inner, style }] of Object.entries(cells)) {
      const row = /\d+$/.exec(address)?.[0] ?? '';
      const old = new RegExp(`<c r="${address}"([^>]*?)(?:/>|>.*?</c>)`, 's').exec(changed);
      const look = style ?? /\bs="(\d+)"/.exec(old?.[1] ?? '')?.[1];
      const cell = `<c r="${address}"${look === undefined ? '' : ` s="${look}"`}${type ? ` t="${type}"` : ''}>${inner}</c>`;
      if (old) changed = changed.replace(old[0], () => cell);
      else if (new RegExp(`<row r="${row}"[ >]`).test(changed)) {
        changed = changed.replace(
          new RegExp(`(<row r="${row}"[^>]*>.*?)</row>`, 's'),
          (_, start) => `${start}${cell}</row>`,
        );
      } else changed = changed.replace('</sheetData>', () => `<row r="${row}">${cell}</row></sheetData>`);
    }
    return changed;
  });
