import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { checkLayout } from '../../documents/check-layout.ts';
import type { LayoutKind } from '../../documents/layout/defect.ts';
import { compiledReportDocument } from '../../documents/compiled-report.ts';
import { letterDocument } from '../../documents/letter-document.ts';
import { reportOutlineDocument } from '../../documents/report-outline.ts';
import { officialKinds } from '../../domain/official/kinds.ts';
import type { OfficialKind } from '../../domain/official/kinds.ts';
import { sheetOf } from '../../domain/official/sheet.ts';
import { givenFormSheet } from '../given/form-sheet.ts';
import { givenEmptyReport, givenIndicator, givenProvincialReport, givenReport } from './given-report.ts';

const letterSheet = (kind: OfficialKind) =>
  sheetOf({
    ...{ kind, title: 'Công văn', subject: 'đôn đốc báo cáo năm 2026', paragraphs: ['Đoạn một.', 'Đoạn hai./.'] },
    list: [{ agency: 'Sở Y tế', code: 'SYT', due: '17/12/2026', state: 'Chưa gửi', urged: 1 }],
    ...{ draftedAt: Temporal.Instant.from('2026-12-18T01:00:00Z') },
    number: kind === 'escalation' ? '05/BC-SKHCN' : '05/SKHCN-VP',
    issuedOn: Temporal.PlainDate.from('2027-02-05'),
  });

let documents: Record<LayoutKind, Uint8Array>;
beforeAll(async () => {
  documents = {
    report: await compiledReportDocument(givenReport()),
    letter: await letterDocument(letterSheet('urging')),
  };
});

const codes = (docx: Uint8Array, kind: LayoutKind) => [...new Set(checkLayout(docx, kind).map(({ code }) => code))];

test('every compiled report keeps the Decree’s layout: of a draft, final, empty, with figures, of a whole province', async () => {
  const reports = [
    givenReport({ final: true }),
    givenReport({ indicators: [givenIndicator()], receivers: ['Bộ Tài chính'] }),
    givenEmptyReport({ agencies: [] }),
    givenProvincialReport(12),
  ];
  expect(checkLayout(documents.report, 'report')).toEqual([]);
  for (const report of reports) expect(checkLayout(await compiledReportDocument(report), 'report')).toEqual([]);
});

test.each([
  { code: '21034', name: 'UBND xã Bình Sơn', kind: 'commune' },
  { code: '23302', name: 'UBND đặc khu Lý Sơn', kind: 'special-zone' },
  { code: 'STC', name: 'Sở Tài chính', kind: 'department' },
  { code: 'SYT', name: 'Sở Y tế', kind: 'department' },
  { code: 'BQLDQ', name: 'Ban Quản lý Khu kinh tế Dung Quất và các Khu công nghiệp Quảng Ngãi', kind: 'unit' },
] as const)('the report that $name prints for signing keeps it', async (agency) => {
  expect(checkLayout(await reportOutlineDocument(givenFormSheet({ agency })), 'report')).toEqual([]);
});

test('a letter keeps it, and is no report', () => {
  expect(checkLayout(documents.letter, 'letter')).toEqual([]);
  expect(codes(documents.letter, 'report')).toEqual(['heading.number', 'subject.missing']);
  expect(codes(documents.report, 'letter')).toEqual(['subject.missing']);
});

test('day and month may be left for a hand, also with spaces that do not break', () => {
  const blank = put('ngày 05 tháng 02', 'ngày\u00a0\u00a0\u00a0tháng\u00a0\u00a0 ');
  expect(checkLayout(broken(documents.letter, doc, blank), 'letter')).toEqual([]);
});

type Change = (xml: string) => string;

/** The file with one part changed; fails when the change finds nothing to change. */
function broken(docx: Uint8Array, path: string, change: Change): Uint8Array {
  const parts = unzipSync(docx);
  const before = strFromU8(parts[path] ?? new Uint8Array());
  const after = change(before);
  if (after === before) throw new Error(`nothing to break in ${path}`);
  return zipSync({ ...parts, [path]: strToU8(after) });
}

/** Changes the first place that says `from`, in the text or at it. */
const put =
  (from: string | RegExp, to: string): Change =>
  (xml) =>
    xml.replace(from, to);

/** Changes the paragraph that says so. */
const at =
  (text: string, from: string | RegExp, to: string): Change =>
  (xml) =>
    xml.replaceAll(/<w:p>.*?<\/w:p>/gs, (paragraph) =>
      paragraph.includes(`>${text}`) ? paragraph.replace(from, to) : paragraph,
    );

const inStyle =
  (id: string, from: string | RegExp, to: string): Change =>
  (xml) =>
    xml.replace(new RegExp(`w:styleId="${id}".*?</w:style>`, 's'), (style) => style.replace(from, to));

const [doc, style] = ['word/document.xml', 'word/styles.xml'];
const large = ['<w:r>', '<w:r><w:rPr><w:sz w:val="32"/></w:rPr>'] as const;
const bold = '<w:b/><w:bCs/>';

test.each([
  { broke: 'paper.size', part: doc, change: put('w:h="16838"', 'w:h="15840"') },
  { broke: 'paper.margins', part: doc, change: put('w:left="1701"', 'w:left="1134"') },
  { broke: 'page.number', part: doc, change: put('<w:titlePg/>', '') },
  { broke: 'page.number', part: 'word/header1.xml', change: put('PAGE', 'DATE') },
  { broke: 'page.number', part: 'word/header1.xml', change: put('"Centred"', '"Cell"') },
  { broke: 'type.font', part: style, change: put('w:ascii="Times New Roman"', 'w:ascii="Arial"') },
  { broke: 'type.colour', part: style, change: put('w:val="000000"', 'w:val="C00000"') },
  { broke: 'heading.missing', part: doc, change: put(/<w:tbl>.*?<\/w:tbl>/s, '') },
  { broke: 'heading.nation', part: doc, change: at('CỘNG HÒA', bold, '') },
  { broke: 'heading.nation', part: doc, change: put('CỘNG HÒA XÃ HỘI', 'Cộng hòa xã hội') },
  { broke: 'heading.motto', part: doc, change: at('Độc lập', bold, '<w:i/>') },
  { broke: 'heading.motto_rule', part: doc, change: put('w:left="1064" w:right="1064"', 'w:left="300" w:right="300"') },
  { broke: 'heading.issuer', part: doc, change: at('UBND TỈNH', bold, '') },
  { broke: 'heading.issuer', part: doc, change: at('UBND TỈNH', 'w:val="26"', 'w:val="32"') },
  {
    broke: 'heading.issuer_rule',
    part: doc,
    change: put(/w:left="11\d\d" w:right="11\d\d"/, 'w:left="0" w:right="0"'),
  },
  { broke: 'heading.number', part: doc, change: put('/BC-UBND', '/QĐ-UBND') },
  { broke: 'heading.number', part: doc, change: put(/Số: +\//, 'Số: 5/') },
  { broke: 'heading.date', part: doc, change: put(/ngày +tháng +năm 2026/, 'ngày 5 tháng 2 năm 2026') },
  { broke: 'heading.date', part: doc, change: at('Quảng Ngãi, ngày', '<w:i/><w:iCs/>', '') },
  { broke: 'subject.missing', part: doc, change: put('>BÁO CÁO<', '><') },
  { broke: 'subject.type', part: doc, change: at('Kết quả thực hiện Kế hoạch', bold, '') },
  { broke: 'subject.rule', part: doc, change: put(/w:left="28\d\d" w:right="28\d\d"/, 'w:left="500" w:right="500"') },
  { broke: 'readers.missing', part: doc, change: put('Kính gửi:', 'Gửi:') },
  { broke: 'readers.type', part: doc, change: at('Kính gửi:', ...large) },
  { broke: 'readers.marks', part: doc, change: put('Thủ tướng Chính phủ;', 'Thủ tướng Chính phủ') },
  { broke: 'body.align', part: style, change: inStyle('Body', '<w:jc w:val="both"/>', '') },
  { broke: 'body.indent', part: style, change: inStyle('Body', 'w:firstLine="720"', 'w:firstLine="300"') },
  { broke: 'body.gap', part: style, change: inStyle('Body', 'w:after="120"', 'w:after="60"') },
  { broke: 'body.line', part: style, change: inStyle('Body', 'w:line="264"', 'w:line="480"') },
  { broke: 'body.size', part: doc, change: at('Căn cứ Nghị định', ...large) },
  { broke: 'level.number', part: doc, change: put('III. ĐÁNH GIÁ', 'IV. ĐÁNH GIÁ') },
  { broke: 'level.number', part: doc, change: put('>b) Nhiệm vụ', '>c) Nhiệm vụ') },
  { broke: 'level.type', part: style, change: inStyle('Heading1', bold, '') },
  { broke: 'end.mark', part: doc, change: put('chỉ đạo./.', 'chỉ đạo.') },
  { broke: 'end.mark', part: doc, change: put('báo cáo như sau:', 'báo cáo như sau./.') },
  { broke: 'signature.missing', part: doc, change: put('Nơi nhận:', 'Gửi:') },
  { broke: 'signature.type', part: doc, change: at('KT. CHỦ TỊCH', bold, '') },
  { broke: 'copies.missing', part: doc, change: put('- Lưu: VT', '- Kho: VT') },
  { broke: 'copies.type', part: doc, change: at('- Như trên', 'w:val="22"', 'w:val="28"') },
  { broke: 'copies.marks', part: doc, change: put('- Như trên;', 'Như trên') },
] as const)('of a report $broke is found ($#)', ({ broke, part, change }) => {
  expect(codes(broken(documents.report, part, change), 'report')).toContain(broke);
});

test.each([
  { broke: 'subject.missing', change: put('V/v đôn đốc', 'Đôn đốc') },
  { broke: 'subject.type', change: at('V/v', '<w:r><w:rPr>', `<w:r><w:rPr>${bold}`) },
  { broke: 'subject.type', change: at('V/v', 'w:before="120"', 'w:before="0"') },
  { broke: 'heading.number', change: put('Số: 05/', 'Số: 5/') },
  { broke: 'heading.date', change: put('tháng 02', 'tháng 2') },
  { broke: 'heading.issuer', change: at('UBND TỈNH', 'w:val="26"', 'w:val="32"') },
] as const)('of a letter $broke is found ($#)', ({ broke, change }) => {
  expect(codes(broken(documents.letter, doc, change), 'letter')).toContain(broke);
});

const sheets = [...officialKinds].map((kind) => ({ kind }));

test.each(sheets)('a letter of kind $kind is laid out as the Decree wants it', async ({ kind }) => {
  const sheet = letterSheet(kind);
  expect(checkLayout(await letterDocument(sheet), sheet.report ? 'report' : 'letter')).toEqual([]);
});
