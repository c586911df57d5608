import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { inspectUpload } from '../../documents/inspect-upload.ts';
import { markingInName, markingOf } from '../../documents/upload/secrecy-marking.ts';
import { givenExcel, givenPdf, givenWord, wordPart } from '../given/files.ts';

const pdf = 'application/pdf';
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
const pictures = [
  { kind: 'image/png', content: png },
  { kind: 'image/jpeg', content: Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex') },
  { kind: 'image/webp', content: Buffer.from('RIFF\u0024\0\0\0WEBPVP8 \u0018\0\0\0', 'latin1') },
  { kind: 'image/tiff', content: Buffer.from('49492a000800000000000000', 'hex') },
  { kind: 'image/heic', content: Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1') },
];
const contentTypes = strToU8(
  '<Types xmlns="x"><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
);
const joined = (one: Uint8Array, other: Uint8Array): Uint8Array => new Uint8Array(Buffer.concat([one, other]));
const plain = ['Sở đã bảo đảm an toàn, bảo mật thông tin.', 'CÔNG TÁC BẢO MẬT', 'Tuyệt mật'];

test.each([
  { kind: pdf, content: givenPdf(plain) },
  { kind: word, content: givenWord(plain) },
  { kind: excel, content: givenExcel(plain) },
])('a file is taken for what its content is, $kind, whatever its name says', async ({ kind, content }) => {
  expect(await inspectUpload('bao-cao.txt', content)).toEqual({ mediaType: kind });
});

test.each([
  { what: 'plain text', content: strToU8('Báo cáo') },
  { what: 'an animated picture', content: Buffer.from('GIF89a\u0001\0\u0001\0', 'latin1') },
  { what: 'a drawing that is text', content: strToU8('<svg xmlns="http://www.w3.org/2000/svg"></svg>') },
  { what: 'a program', content: strToU8('MZ\u0090\0\u0003\0\0\0\u0004\0\0\0') },
  { what: 'any zip file', content: zipSync({ 'a.txt': strToU8('x') }) },
  {
    what: 'an old Word file, or one under a password',
    content: Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex'),
  },
  { what: 'nothing', content: new Uint8Array() },
  { what: 'a Word file cut off in the middle', content: givenWord(plain).subarray(0, -100) },
  { what: 'a Word file with damaged text', content: damaged(givenWord(['Báo cáo '.repeat(4000)])) },
])('$what is refused, whatever its name says', async ({ content }) => {
  await expect(inspectUpload('bao-cao.pdf', content)).rejects.toMatchObject({ code: 'file.wrong_type' });
});

test.each(pictures)('a picture is taken for what its content is, $kind', async ({ kind, content }) => {
  expect(await inspectUpload('anh.pdf', content)).toEqual({ mediaType: kind });
  await expect(inspectUpload('Ảnh (MẬT).png', content)).rejects.toMatchObject({ code: 'file.secret' });
});

test.each([
  { what: 'a picture that unpacks as a zip', content: joined(png, zipSync({ 'a.exe': strToU8('MZ') })) },
  { what: 'a PDF that unpacks as a zip', content: joined(givenPdf(['x']), zipSync({ 'a.docm': strToU8('x') })) },
  { what: 'a picture that a PDF reader opens', content: joined(png, givenPdf(['x'])) },
  {
    what: 'a Word file that a PDF reader opens',
    content: zipSync({ '[Content_Types].xml': [joined(contentTypes, givenPdf(['x'])), { level: 0 }] }),
  },
])('$what is refused: it was made to deceive', async ({ content }) => {
  await expect(inspectUpload('a.pdf', content)).rejects.toMatchObject({ code: 'file.wrong_type' });
});

test('a PDF that holds a Word file as it is passes: its end is not the end of a zip', async () => {
  const holding = joined(givenPdf(['x']), joined(givenWord(['Phụ lục']), strToU8('\nendstream\n%%EOF\n')));
  expect(await inspectUpload('a.pdf', holding)).toEqual({ mediaType: pdf });
});

test.each([
  { where: 'Word', content: givenWord(['Báo cáo'], { 'word/vbaProject.bin': 'x' }) },
  { where: 'Excel', content: givenExcel(['1'], { 'xl/vbaProject.bin': 'x' }) },
  { where: 'sheets of the old kind', content: givenExcel(['1'], { 'xl/macrosheets/sheet1.xml': '<x/>' }) },
  { where: 'ActiveX', content: givenWord(['Báo cáo'], { 'word/activeX/activeX1.bin': 'x' }) },
])('macros in $where are refused, whatever the document says of its kind', async ({ content }) => {
  await expect(inspectUpload('a.docx', content)).rejects.toMatchObject({ code: 'file.active' });
});

test.each([
  { where: 'a paragraph', marking: 'MẬT', content: givenWord(['UBND TỈNH QUẢNG NGÃI', 'MẬT', 'BÁO CÁO']) },
  { where: 'runs of a paragraph', marking: 'TUYỆT MẬT', content: givenWord([['TUYỆT', ' M', 'ẬT']]) },
  { where: 'letters with marks of their own', marking: 'TỐI MẬT', content: givenWord(['TỐI MẬT'.normalize('NFD')]) },
  { where: 'spaced letters', marking: 'MẬT', content: givenWord(['M Ậ T']) },
  { where: 'character references', marking: 'MẬT', content: givenWord(['M&#7852;T']) },
  {
    where: 'a page header',
    marking: 'MẬT',
    content: givenWord(['BÁO CÁO'], { 'word/header2.xml': wordPart(['(MẬT)']) }),
  },
  {
    where: 'a text box',
    marking: 'MẬT',
    content: givenWord([
      'Số:</w:t></w:r><w:pict><w:txbxContent><w:p><w:r><w:t>MẬT</w:t></w:r></w:p></w:txbxContent></w:pict><w:r><w:t>',
    ]),
  },
  { where: 'a cell', marking: 'TỐI MẬT', content: givenExcel(['Biểu số 1', 'TỐI MẬT']) },
  {
    where: 'a cell of a sheet',
    marking: 'MẬT',
    content: givenExcel([], {
      'xl/worksheets/sheet1.xml':
        '<worksheet><sheetData><c t="inlineStr"><is><t>MẬT</t></is></c></sheetData></worksheet>',
    }),
  },
  {
    where: "a sheet's page header",
    marking: 'MẬT',
    content: givenExcel([], {
      'xl/worksheets/sheet1.xml':
        '<worksheet><headerFooter><oddHeader>&amp;LUBND&amp;C&amp;"Arial,Bold"&amp;14MẬT</oddHeader></headerFooter></worksheet>',
    }),
  },
  { where: "a PDF's page", marking: 'MẬT', content: givenPdf(['UBND TỈNH QUẢNG NGÃI', 'MẬT']) },
  { where: "a PDF's third page", marking: 'TUYỆT MẬT', content: givenPdf(['1'], ['2'], ['TUYỆT MẬT']) },
  {
    where: 'a stamp beside a heading',
    marking: 'TỐI MẬT',
    content: givenPdf([
      { text: 'TỐI', x: 60, y: 700 },
      { text: 'MẬT', x: 82, y: 700 },
      { text: 'CỘNG HÒA', x: 300, y: 700 },
    ]),
  },
])('a document marked $marking in $where is refused, with the marking', async ({ marking, content }) => {
  await expect(inspectUpload('bao-cao.docx', content)).rejects.toMatchObject({
    code: 'file.secret',
    facts: { marking },
  });
});

test('words of a PDF that stand side by side are read as one line: BẢO MẬT is no marking', async () => {
  const line = [
    { text: 'BẢO', x: 60, y: 700 },
    { text: 'MẬT', x: 82, y: 700 },
  ];
  expect(await inspectUpload('a.pdf', givenPdf(line))).toEqual({ mediaType: pdf });
});

test.each([
  { what: 'damaged', content: strToU8('%PDF-1.7\nnothing that a reader could read') },
  { what: 'cut off', content: givenPdf(['Báo cáo']).subarray(0, 400) },
])('a $what PDF is a PDF: what cannot be read is for people to see', async ({ content }) => {
  expect(await inspectUpload('a.pdf', content)).toEqual({ mediaType: pdf });
});

test('a Word file of 100 KB that unfolds to 101 MB is refused before it unfolds', async () => {
  const bomb = givenWord([], { 'word/footnotes.xml': ' '.repeat(101 * 1024 * 1024) });
  expect(bomb.byteLength).toBeLessThan(200_000);
  await expect(inspectUpload('a.docx', bomb)).rejects.toMatchObject({ code: 'file.too_large' });
});

test('text of 20 MB without an end does not stop the process', async () => {
  const content = givenWord([], {
    'word/comments.xml': '<!a'.repeat(7_000_000),
    'word/footnotes.xml': 'a'.repeat(20_000_000),
  });
  expect(await inspectUpload('a.docx', content)).toEqual({ mediaType: word });
});

test.each([
  ['Báo cáo (MẬT).docx', 'MẬT'],
  ['[TỐI MẬT] Phụ lục.pdf', 'TỐI MẬT'],
  ['TUYỆT MẬT - Báo cáo.pdf', 'TUYỆT MẬT'],
  ['MẬT.pdf'.normalize('NFD'), 'MẬT'],
  ['BC_MẬT_2026.xlsx', 'MẬT'],
  ['Công tác bảo mật.docx', undefined],
  ['CÔNG TÁC BẢO MẬT.docx', undefined],
  ['Báo cáo (bảo mật).docx', undefined],
  ['Báo cáo mật độ dân số.xlsx', undefined],
])('the name %s says %s', (name, marking) => {
  expect(markingInName(name)).toBe(marking);
});

test.each([
  ['MẬT', 'MẬT'],
  ['  * TUYỆT MẬT * ', 'TUYỆT MẬT'],
  ['Độ mật: TỐI MẬT', 'TỐI MẬT'],
  ['ĐỘ MẬT: MẬT', 'MẬT'],
  ['Mật', undefined],
  ['tối mật', undefined],
  ['BÍ MẬT NHÀ NƯỚC', undefined],
  ['MẬT ĐỘ', undefined],
  ['Các độ mật gồm TUYỆT MẬT, TỐI MẬT, MẬT.', undefined],
  ['MAT', undefined],
])('the line "%s" is marked %s', (line, marking) => {
  expect(markingOf(line)).toBe(marking);
});

function damaged(zip: Uint8Array): Uint8Array {
  const copy = zip.slice();
  const at = Buffer.from(copy).indexOf('word/document.xml') + 20;
  copy.fill(0xff, at, at + 40);
  return copy;
}
