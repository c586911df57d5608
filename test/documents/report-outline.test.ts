import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { reportOutlineDocument } from '../../documents/report-outline.ts';
import type { FormSheet } from '../../domain/form-sheet.ts';
import { givenFormSheet, sampleForm } from '../given/form-sheet.ts';

/** The words of a Word file, a paragraph a line. */
async function linesOf(sheet: FormSheet): Promise<string[]> {
  const part = unzipSync(await reportOutlineDocument(sheet))['word/document.xml'];
  return [...strFromU8(part ?? new Uint8Array()).matchAll(/<w:p>.*?<\/w:p>|<w:p .*?<\/w:p>/gs)]
    .map(([paragraph]) =>
      paragraph
        .replaceAll(/<[^>]+>/g, '')
        .replaceAll('&amp;', '&')
        .trim(),
    )
    .filter(Boolean);
}

test('the same draft gives the same bytes', async () => {
  const [one, two] = [await reportOutlineDocument(givenFormSheet()), await reportOutlineDocument(givenFormSheet())];
  expect(Buffer.compare(one, two)).toBe(0);
});

test.each([
  {
    agency: { code: '21034', name: 'UBND xã Bình Sơn', kind: 'commune' as const },
    head: ['ỦY BAN NHÂN DÂN', 'XÃ BÌNH SƠN', 'Số:        /BC-UBND'],
    place: 'Bình Sơn, ngày      tháng      năm 2026',
    signer: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
  },
  {
    agency: { code: 'STC', name: 'Sở Tài chính', kind: 'department' as const },
    head: ['UBND TỈNH QUẢNG NGÃI', 'SỞ TÀI CHÍNH', 'Số:        /BC-STC'],
    place: 'Quảng Ngãi, ngày      tháng      năm 2026',
    signer: ['GIÁM ĐỐC'],
  },
  {
    agency: { code: 'CAT', name: 'Công an tỉnh', kind: 'unit' as const },
    head: ['……………………', 'CÔNG AN TỈNH', 'Số:        /BC-……'],
    place: 'Quảng Ngãi, ngày      tháng      năm 2026',
    signer: ['THỦ TRƯỞNG CƠ QUAN'],
  },
])('$agency.name issues and signs as Decree 30 has it', async ({ agency, head, place, signer }) => {
  const lines = await linesOf(givenFormSheet({ agency }));
  expect(lines.slice(0, 6)).toEqual([
    ...head,
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    place,
  ]);
  expect(lines).toEqual(expect.arrayContaining(['BÁO CÁO', 'Kính gửi: Ủy ban nhân dân tỉnh Quảng Ngãi', ...signer]));
});

test('what the draft holds stands in it, and what is missing is a line to be filled in', async () => {
  const lines = await linesOf(
    givenFormSheet({
      content: {
        sections: { I: 'Dòng một.\nDòng hai.' },
        tasks: { 'II.1.a': { state: 'under_way', percent: 40.5, result: 'Đang làm.' } },
        indicators: { '1.1': { value: 200 }, '1.2': { value: 50, estimated: true } },
        explanations: { 'indicators.1.2': 'Thêm vốn.' },
      },
      lastYear: {
        form: sampleForm,
        year: 2025,
        content: { sections: {}, tasks: {}, indicators: { '1.1': { value: 1000 } } },
      },
    }),
  );
  const text = lines.join('\n');
  expect(text).toContain('I. TÌNH HÌNH TRIỂN KHAI\nDòng một.\nDòng hai.\nII. ');
  expect(text).toContain('Tình trạng: đang thực hiện; mức độ hoàn thành: 40,5%.\nĐang làm.');
  expect(text).toContain('(Các nhiệm vụ trọng tâm, sản phẩm dự kiến, thời gian hoàn thành.)\n…');
  expect(text).toContain('triệu đồng\n1.000\n200\n');
  expect(text).toContain('triệu đồng\n50\nSố ước. Thêm vốn.');
  // Reckoned: 50 of 200.
  expect(text).toContain('%\n25\n');
  expect(lines.some((line) => line.endsWith('xem xét, chỉ đạo./.'))).toBe(true);
});
