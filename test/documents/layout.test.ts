import { beforeAll, expect, test } from 'vitest';
import { compiledReportDocument } from '../../documents/compiled-report.ts';
import { givenProvincialReport, givenReport } from './given-report.ts';
import { linesOf, partOf, sectionsOf } from './open-document.ts';

let bytes: Uint8Array;
let xml: string;
beforeAll(async () => {
  bytes = await compiledReportDocument(givenReport());
  xml = partOf(bytes, 'word/document.xml');
});

/** The XML of the paragraph that holds a text. */
function paragraphWith(text: string): string {
  const found = [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([each]) => each).find((each) => each.includes(`>${text}<`));
  if (!found) throw new Error(`no paragraph says ${text}`);
  return found;
}

const twips = (element: string, name: string) => Number(new RegExp(`w:${name}="(\\d+)"`).exec(element)?.[1]);
const tag = (within: string, name: string) => new RegExp(`<w:${name}[ />].*?>`).exec(within)?.[0] ?? '';

test('the letter and the sources are on upright A4, the tables of agencies and tasks on A4 lying down', () => {
  const sizes = sectionsOf(bytes).map((section) => tag(section, 'pgSz'));
  expect(sizes.map((each) => [twips(each, 'w'), twips(each, 'h')])).toEqual([
    [11906, 16838],
    [16838, 11906],
    [16838, 11906],
    [11906, 16838],
  ]);
  expect(sizes.map((each) => each.includes('w:orient="landscape"'))).toEqual([false, true, true, false]);
});

test('margins are 20 mm at the top, the bottom and the right, 30 mm at the left', () => {
  for (const section of sectionsOf(bytes)) {
    const margins = tag(section, 'pgMar');
    expect(['top', 'bottom', 'left', 'right'].map((side) => twips(margins, side))).toEqual([1134, 1134, 1701, 1134]);
  }
});

test('the type is Times New Roman 14, black', () => {
  const defaults = /<w:docDefaults>.*?<\/w:docDefaults>/s.exec(partOf(bytes, 'word/styles.xml'))?.[0] ?? '';
  for (const script of ['ascii', 'hAnsi', 'cs', 'eastAsia'])
    expect(defaults).toContain(`w:${script}="Times New Roman"`);
  expect(defaults).toContain('<w:sz w:val="28"/>');
  expect(defaults).toContain('<w:color w:val="000000"/>');
});

test('the body is justified, indented 12.7 mm, with 6 pt between paragraphs and a line of 1.1', () => {
  const body = /<w:style [^>]*w:styleId="Body".*?<\/w:style>/s.exec(partOf(bytes, 'word/styles.xml'))?.[0] ?? '';
  expect(body).toContain('<w:jc w:val="both"/>');
  expect(twips(tag(body, 'ind'), 'firstLine')).toBe(720);
  expect(twips(tag(body, 'spacing'), 'after')).toBe(120);
  expect(twips(tag(body, 'spacing'), 'line')).toBe(264);
  expect(tag(body, 'spacing')).toContain('w:lineRule="auto"');
});

test('the page number stands centred in the top margin, and not on the first page of any part', () => {
  const relations = partOf(bytes, 'word/_rels/document.xml.rels');
  const headerOf = (section: string, kind: string) => {
    const id = new RegExp(
      `<w:headerReference [^>]*w:type="${kind}"[^>]*r:id="(\\w+)"|r:id="(\\w+)" w:type="${kind}"`,
    ).exec(section);
    const relation = relations.split('<Relationship ').find((each) => each.includes(`Id="${id?.[1] ?? id?.[2]}"`));
    return partOf(bytes, `word/${/Target="([^"]+)"/.exec(relation ?? '')?.[1]}`);
  };
  for (const section of sectionsOf(bytes)) {
    expect(section).toContain('<w:titlePg/>');
    expect(headerOf(section, 'default')).toMatch(/<w:pStyle w:val="Centred"\/>.*PAGE/s);
    expect(headerOf(section, 'first')).not.toContain('PAGE');
    expect(section).not.toContain('footerReference');
  }
});

test('each appendix counts its own pages', () => {
  expect(sectionsOf(bytes).map((section) => twips(tag(section, 'pgNumType'), 'start'))).toEqual([1, 1, 1, 1]);
});

test.each([
  { text: 'UBND TỈNH QUẢNG NGÃI', size: 26, is: ['<w:b/>'] },
  { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', size: 26, is: ['<w:b/>'] },
  { text: 'Số:        /BC-UBND', size: 26, is: [] },
  { text: 'Độc lập - Tự do - Hạnh phúc', size: undefined, is: ['<w:b/>'] },
  { text: 'Quảng Ngãi, ngày      tháng      năm 2026', size: undefined, is: ['<w:i/>'] },
  { text: 'BÁO CÁO', size: undefined, is: ['<w:b/>'] },
  { text: 'Kết quả thực hiện Kế hoạch thực hiện Kết luận số 69-KL/TW năm 2026', size: undefined, is: ['<w:b/>'] },
  { text: 'Nơi nhận:', size: 24, is: ['<w:b/>', '<w:i/>'] },
  { text: '- Lưu: VT, KGVX.', size: 22, is: [] },
  { text: 'TM. ỦY BAN NHÂN DÂN', size: undefined, is: ['<w:b/>'] },
])('$text has its own type', ({ text, size, is }) => {
  const paragraph = paragraphWith(text);
  expect(/<w:sz w:val="(\d+)"/.exec(paragraph)?.[1]).toBe(size === undefined ? undefined : String(size));
  for (const look of ['<w:b/>', '<w:i/>']) expect(paragraph.includes(look)).toBe(is.includes(look));
});

test('the rules are drawn lines: a third to a half of the authority, the motto whole, two fifths of the subject', () => {
  const rules = [...xml.matchAll(/<w:p><w:pPr><w:pStyle w:val="Rule"\/>.*?<\/w:p>/gs)]
    .slice(0, 3)
    .map(([each]) => each);
  const within = [3515, 9071 - 3515, 9071];
  const lengths = rules.map((each, index) => (within[index] ?? 0) - 2 * twips(tag(each, 'ind'), 'left'));
  expect(lengths.map((each) => Math.round(each / 10) * 10)).toEqual([1300, 3430, 3430]);
  for (const each of rules) expect(each).toContain('<w:top w:val="single"');
  expect(xml).not.toContain('<w:u ');
});

test('a heading stays with what follows it', () => {
  const styles = partOf(bytes, 'word/styles.xml');
  for (const level of [1, 2, 3]) {
    expect(new RegExp(`w:styleId="Heading${level}".*?</w:style>`, 's').exec(styles)?.[0]).toContain('<w:keepNext/>');
  }
  expect(paragraphWith('I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH')).toContain('<w:pStyle w:val="Heading1"/>');
  expect(paragraphWith('1. Tăng cường sự lãnh đạo')).toContain('<w:pStyle w:val="Heading2"/>');
  expect(paragraphWith('a) Nhiệm vụ II.1.a (mã nhiệm vụ II.1.a)')).toContain('<w:pStyle w:val="Heading3"/>');
});

test('tables repeat their header row, reach from margin to margin, and appendix I never splits a row', async () => {
  const document = partOf(await compiledReportDocument(givenProvincialReport(110)), 'word/document.xml');
  const tables = [...document.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([each]) => each);
  const ruled = tables.filter((each) => each.includes('<w:tblHeader/>'));
  expect(ruled).toHaveLength(4);
  expect(ruled.map((each) => each.match(/<w:tblHeader\/>/g)?.length)).toEqual([1, 1, 1, 1]);
  expect(ruled.map((each) => twips(tag(each, 'tblW'), 'w'))).toEqual([9071, 14003, 14003, 9071]);
  expect(ruled[1]?.match(/<w:tr>/g)).toHaveLength(111);
  expect(ruled[1]?.match(/<w:cantSplit\/>/g)).toHaveLength(111);
});

test('the last sentence stays with the signature block', () => {
  const last = linesOf(bytes).find((line) => line.endsWith('./.')) ?? 'none';
  expect(paragraphWith(last)).toContain('<w:keepNext/>');
});
