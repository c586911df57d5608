import { expect, test } from 'vitest';
import { compiledReportDocument } from '../../documents/compiled-report.ts';
import type { CompiledReport } from '../../domain/compilation.ts';
import { givenEmptyReport, givenParagraph, givenProvincialReport, givenReport, givenTask } from './given-report.ts';
import { linesOf, partOf } from './open-document.ts';

const linesOfReport = async (report: CompiledReport) => linesOf(await compiledReportDocument(report));
const nothing = 'Không có cơ quan nào nêu nội dung này.';

test('the document reads as the outline of NĐ 09/2019 has it', async () => {
  const lines = await linesOfReport(givenReport());
  const headings = [
    'UBND TỈNH QUẢNG NGÃI',
    'Số:        /BC-UBND',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'Quảng Ngãi, ngày      tháng      năm 2026',
    'BÁO CÁO',
    'Kết quả thực hiện Kế hoạch thực hiện Kết luận số 69-KL/TW năm 2026',
    '(DỰ THẢO)',
    'Kính gửi:',
    '- Thủ tướng Chính phủ;',
    '- Bộ Khoa học và Công nghệ.',
    'I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH',
    'II. KẾT QUẢ THỰC HIỆN THEO CÁC NHÓM NHIỆM VỤ',
    '1. Tăng cường sự lãnh đạo',
    'a) Nhiệm vụ II.1.a (mã nhiệm vụ II.1.a)',
    'b) Nhiệm vụ II.1.b (mã nhiệm vụ II.1.b)',
    'III. ĐÁNH GIÁ CHUNG',
    '1. Kết quả đạt được',
    '2. Tồn tại, hạn chế và nguyên nhân',
    '3. Khó khăn, vướng mắc',
    'IV. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2027',
    'V. ĐỀ XUẤT, KIẾN NGHỊ',
    'Nơi nhận:',
    '- Lưu: VT, KGVX.',
    'TM. ỦY BAN NHÂN DÂN',
    'KT. CHỦ TỊCH',
    'PHÓ CHỦ TỊCH',
    'PHỤ LỤC I',
    'DANH SÁCH CƠ QUAN THỰC HIỆN CHẾ ĐỘ BÁO CÁO',
    'PHỤ LỤC II',
    'TÌNH HÌNH THỰC HIỆN CÁC NHIỆM VỤ CỦA KẾ HOẠCH',
    '1. Tăng cường sự lãnh đạo',
    'PHỤ LỤC III',
    'NGUỒN CỦA CÁC ĐOẠN TỔNG HỢP',
  ];
  expect(lines.filter((line) => headings.includes(line))).toEqual(headings);
});

test('it is addressed to the receivers of its own regime; one alone stands on the line of "Kính gửi"', async () => {
  const two = await linesOfReport(givenReport({ receivers: ['Bộ Tài chính', 'Bộ Nội vụ'] }));
  expect(two).toEqual(expect.arrayContaining(['Kính gửi:', '- Bộ Tài chính;', '- Bộ Nội vụ.']));
  const one = await linesOfReport(givenReport({ receivers: ['Bộ Tài chính'] }));
  expect(one).toContain('Kính gửi: Bộ Tài chính.');
  expect(one.some((line) => line.includes('kính báo cáo Bộ Tài chính xem xét'))).toBe(true);
  expect([...one, ...two].some((line) => line.includes('Thủ tướng'))).toBe(false);
});

test('the text ends with ./. once, before the signature, even when an agency ended its own so', async () => {
  const lines = await linesOfReport(givenReport({ proposals: [givenParagraph('Đề nghị bổ sung biên chế./.', 2)] }));
  expect(lines.filter((line) => line.includes('./.'))).toHaveLength(1);
  expect(lines.findIndex((line) => line.endsWith('./.'))).toBe(lines.indexOf('Nơi nhận:') - 1);
});

test('a final report bears no mark of a draft', async () => {
  const lines = await linesOfReport(givenReport({ final: true }));
  expect(lines.join('\n')).not.toMatch(/DỰ THẢO|Bản tổng hợp lần/);
});

test('a draft says which compilation it is and of when', async () => {
  expect(await linesOfReport(givenReport())).toContain('Bản tổng hợp lần 2, lúc 08:00 thứ Sáu, 18/12/2026');
});

test.each([
  {
    facts: {},
    expected: '1 cơ quan hoàn thành, 1 cơ quan đang thực hiện, 0 cơ quan chưa thực hiện; tiến độ bình quân 72,5%.',
  },
  {
    facts: { done: 1234, meanPercent: 66.6666 },
    expected: '1.234 cơ quan hoàn thành, 1 cơ quan đang thực hiện, 0 cơ quan chưa thực hiện; tiến độ bình quân 66,7%.',
  },
  { facts: { done: 0, underWay: 0, meanPercent: undefined, results: [] }, expected: nothing },
])('a task stands as: $expected', async ({ facts, expected }) => {
  const groups = [{ code: 'II.1', title: 'Nhóm', tasks: [givenTask('II.1.a', facts)] }];
  const lines = await linesOfReport(givenReport({ groups }));
  expect(lines[lines.indexOf('a) Nhiệm vụ II.1.a (mã nhiệm vụ II.1.a)') + 1]).toBe(expected);
});

test('a paragraph shows its number and a short mark; the last appendix has all its sources', async () => {
  const shared = givenParagraph('- Đã tập huấn.', 1, 2, 3, 4, 5);
  const lines = await linesOfReport(givenEmptyReport({ directions: [givenParagraph('Mở lớp.', 1), shared] }));
  expect(lines).toContain(
    '- Đã tập huấn. [2] (UBND xã Thứ 1, UBND xã Thứ 2, UBND xã Thứ 3 và 2 cơ quan khác; mã tiếp nhận ' +
      'A1-2026-1-7K3FQ0, A2-2026-1-7K3FQ0, A3-2026-1-7K3FQ0 và 2 mã khác)',
  );
  const row = lines.indexOf('[2]', lines.indexOf('PHỤ LỤC II'));
  expect(lines[row + 1]).toBe('IV');
  expect(lines[row + 2]).toBe([1, 2, 3, 4, 5].map((each) => `UBND xã Thứ ${each} (A${each}-2026-1-7K3FQ0)`).join('; '));
});

test('what supporting agencies did stands after the lead’s results, under a line of its own, and is numbered', async () => {
  const task = givenTask('II.1.a', {
    results: [givenParagraph('Sở chủ trì đã làm.', 1)],
    supporting: [givenParagraph('Xã phối hợp đã làm.', 2)],
  });
  const groups = [{ code: 'II.1', title: 'Nhóm', tasks: [task, givenTask('II.1.b', { supporting: [] })] }];
  const lines = await linesOfReport(givenReport({ groups, situation: [] }));
  const first = lines.findIndex((line) => line.startsWith('- Sở chủ trì đã làm. [1]'));
  expect(lines[first + 1]).toBe('Kết quả phối hợp:');
  expect(lines[first + 2]).toMatch(/^- Xã phối hợp đã làm\. \[2\] \(UBND xã Thứ 2;/);
  expect(lines.filter((line) => line === 'Kết quả phối hợp:')).toHaveLength(1);
  const sources = lines.slice(lines.indexOf('NGUỒN CỦA CÁC ĐOẠN TỔNG HỢP'));
  expect(sources.slice(sources.indexOf('[2]'), sources.indexOf('[2]') + 2)).toEqual(['[2]', 'II.1.a']);
});

test('an officer’s own paragraph looks like the others, and its mark and the appendix list what it was written from', async () => {
  const own = { ...givenParagraph('Các xã đã tập huấn.', 1, 2), synthesised: true as const };
  const lines = await linesOfReport(givenEmptyReport({ directions: [own] }));
  expect(lines).toContain(
    '- Các xã đã tập huấn. [1] (biên tập từ báo cáo của UBND xã Thứ 1, UBND xã Thứ 2; mã tiếp nhận A1-2026-1-7K3FQ0, A2-2026-1-7K3FQ0)',
  );
  expect(lines.at(-1)).toBe('UBND xã Thứ 1 (A1-2026-1-7K3FQ0); UBND xã Thứ 2 (A2-2026-1-7K3FQ0)');
});

test('a row of the list of sources is split over two pages only when it is long', async () => {
  const everybody = Array.from({ length: 110 }, (_, index) => index + 1);
  const directions = [givenParagraph('Chung.', ...everybody), givenParagraph('Riêng.', 1)];
  const xml = partOf(await compiledReportDocument(givenEmptyReport({ directions })), 'word/document.xml');
  const rows = xml.slice(xml.indexOf('NGUỒN CỦA')).split('<w:tr>').slice(1);
  expect(rows.map((row) => row.includes('<w:cantSplit/>'))).toEqual([true, false, true]);
});

test('invariant 8: the numbers in the text and in the list of sources are the same, from 1, without a gap', async () => {
  const lines = await linesOfReport(givenProvincialReport(3));
  const body = lines.slice(0, lines.indexOf('PHỤ LỤC I'));
  const appendix = lines.slice(lines.indexOf('PHỤ LỤC III'));
  const inText = body.flatMap((line) => [...line.matchAll(/ \[(\d+)\] \(/g)].map(([, number]) => Number(number)));
  const inAppendix = appendix.flatMap((line) => [...line.matchAll(/^\[(\d+)\]$/g)].map(([, number]) => Number(number)));
  expect(inText).toEqual(Array.from({ length: 30 * 3 + 3 }, (_, index) => index + 1));
  expect(inAppendix).toEqual(inText);
});

test('what no task has come to is not told of', async () => {
  const lines = await linesOfReport(givenReport());
  expect(lines[lines.indexOf('1. Kết quả đạt được') + 1]).toBe(
    'Trong 2 nhiệm vụ của Kế hoạch, đến hết năm 2026 có 2 nhiệm vụ đang được triển khai.',
  );
});

test('part III begins with what the tasks came to, in figures', async () => {
  const tasks = [
    givenTask('II.1.a', { done: 3, underWay: 0 }),
    givenTask('II.1.b', { done: 3, underWay: 0, notStarted: 1 }),
    givenTask('II.1.c', { done: 0, underWay: 0, notStarted: 2 }),
    givenTask('II.1.d', { done: 0, underWay: 0, results: [] }),
  ];
  const lines = await linesOfReport(givenReport({ groups: [{ code: 'II.1', title: 'Nhóm', tasks }] }));
  expect(lines[lines.indexOf('1. Kết quả đạt được') + 1]).toBe(
    'Trong 4 nhiệm vụ của Kế hoạch, đến hết năm 2026 có 1 nhiệm vụ được tất cả cơ quan báo cáo xác định đã hoàn thành, ' +
      '1 nhiệm vụ đang được triển khai, 1 nhiệm vụ chưa bắt đầu, 1 nhiệm vụ chưa có cơ quan nào nêu kết quả.',
  );
});

test('an empty part reads as a sentence', async () => {
  const lines = await linesOfReport(givenEmptyReport());
  const parts = ['I. CÔNG', 'II. KẾT', '2. Tồn tại', '3. Khó khăn', 'IV. PHƯƠNG', 'V. ĐỀ'];
  for (const part of parts) expect(lines[lines.findIndex((line) => line.startsWith(part)) + 1]).toBe(nothing);
  expect(lines.at(-1)).toBe('Chưa có đoạn nào được tổng hợp từ báo cáo của các cơ quan.');
});

test('a report of nobody is a document too', async () => {
  const text = (await linesOfReport(givenEmptyReport({ agencies: [] }))).join('\n');
  expect(text).toContain('Không có cơ quan nào phải báo cáo.');
  expect(text).toContain('có 0/0 cơ quan, đơn vị đã báo cáo, đạt 0%');
});

test('110 agencies and 30 paragraphs of each: every receipt code and every paragraph is in the document', async () => {
  const report = givenProvincialReport(110);
  const text = (await linesOfReport(report)).join('\n');
  for (const { receipt } of report.agencies) expect(text).toContain(receipt?.code);
  const paragraphs = [
    report.situation,
    ...report.groups.flatMap((group) => group.tasks.map((task) => task.results)),
  ].flat();
  expect(paragraphs).toHaveLength(3300);
  expect(paragraphs.filter((paragraph) => !text.includes(paragraph.text))).toEqual([]);
  expect(text).toContain('UBND xã Thứ 110 (A110-2026-1-7K3FQ0)');
});
