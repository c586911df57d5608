import { expect, test } from 'vitest';
import fc from 'fast-check';
import { formSheetWorkbook } from '../../documents/form-sheet.ts';
import { readWorkbook } from '../../documents/form-sheet/read-workbook.ts';
import type { FormSheet } from '../../domain/form-sheet.ts';
import { sheetChanges, withChanges } from '../../domain/form-sheet.ts';
import { emptyReport, indicatorsOf } from '../../domain/form.ts';
import type { IndicatorAnswer, ReportContent } from '../../domain/form.ts';
import { givenFormSheet, sampleForm } from '../given/form-sheet.ts';
import { numberCell, textCell, withCells, withPart, withSheet } from '../given/edit-workbook.ts';
import type { CellXml } from '../given/edit-workbook.ts';

const sheet = givenFormSheet();
const workbook = await formSheetWorkbook(sheet);

const problemsIn = async (content: Uint8Array, room: FormSheet = sheet): Promise<readonly string[]> => {
  const result = await readWorkbook(content, room);
  return 'problems' in result ? result.problems.map(({ message }) => message) : [];
};
const contentIn = async (content: Uint8Array, room: FormSheet = sheet): Promise<ReportContent> => {
  const result = await readWorkbook(content, room);
  if (!('reading' in result)) throw new Error(JSON.stringify(result));
  return withChanges(emptyReport, sheetChanges(emptyReport, result.reading));
};

const words = fc
  .oneof(
    { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
    { weight: 4, arbitrary: fc.stringMatching(/^[ăâêôơưđáàảãạ a-z.,;:\n-]{1,80}$/) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('=1+1', '=SUM(A1)', '+84', '-5 %', '@a', "'chữ", '_x0041_', '1.234,5', '007'),
    },
    { weight: 1, arbitrary: fc.constant(`${'Nghị quyết '.repeat(2978)}.`) },
  )
  .map((text) =>
    text
      .normalize('NFC')
      .replaceAll(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|[\u2028\u2029]/gu, '')
      .trim(),
  )
  .filter(Boolean);

const figure = (indicator: ReturnType<typeof indicatorsOf>[number]): fc.Arbitrary<IndicatorAnswer> => {
  const value: fc.Arbitrary<number | boolean> =
    indicator.type === 'yes_no'
      ? fc.boolean()
      : indicator.type === 'integer'
        ? fc.nat({ max: 1_000_000_000 })
        : fc.double({ min: 0, max: 1e12, noNaN: true }).map((number) => number + 0);
  return fc
    .tuple(value, indicator.type === 'yes_no' ? fc.constant(false) : fc.boolean())
    .map(([each, estimated]) => ({ value: each, ...(estimated && { estimated }) }));
};

/** Any content that the sample's form can have; nothing stands empty. */
const contents: fc.Arbitrary<ReportContent> = fc.record({
  sections: fc.record({ I: words, III: words, IV: words, V: words }, { requiredKeys: [] }),
  tasks: fc.dictionary(
    fc.constantFrom(...sheet.tasks.map(({ code }) => code)),
    fc.record({
      state: fc.constantFrom('done', 'under_way', 'not_started', 'not_applicable'),
      percent: fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10),
      result: fc.oneof(fc.constant(''), words),
    }),
  ),
  indicators: fc.record(
    Object.fromEntries(
      indicatorsOf(sampleForm)
        .filter(({ formula }) => !formula)
        .map((indicator) => [indicator.code, figure(indicator)]),
    ),
    { requiredKeys: [] },
  ),
  explanations: fc.dictionary(
    fc.constantFrom('indicators.1.1', 'indicators.1.4', 'indicators.2.3'),
    words.filter((text) => text.length <= 2000),
  ),
}) as fc.Arbitrary<ReportContent>;

/** Without the parts that stand empty: no file says the difference. */
const bare = ({ indicators = {}, explanations = {}, ...rest }: ReportContent) => ({
  sections: { ...rest.sections },
  tasks: { ...rest.tasks },
  indicators: { ...indicators },
  explanations: { ...explanations },
});

test('what a form holds comes back from its workbook as it was, whatever people wrote', async () => {
  await fc.assert(
    fc.asyncProperty(contents, async (content) => {
      const filled = givenFormSheet({ content });
      const result = await readWorkbook(await formSheetWorkbook(filled), filled);
      if (!('reading' in result)) throw new Error(JSON.stringify(result));
      // Nothing was touched: nothing changes. Read as if all had been typed, it is the same.
      expect(sheetChanges(content, result.reading)).toEqual([]);
      const typed = { fields: result.reading.fields.map((field) => ({ ...field, mark: '' })) };
      expect(bare(withChanges(emptyReport, sheetChanges(emptyReport, typed)))).toEqual(bare(content));
    }),
    { numRuns: 60 },
  );
}, 240_000);

test('what is typed into the cells is the content', async () => {
  const filled = withCells(workbook, 'sections', { C4: textCell('Đã quán triệt.&#10;Xong.'.replace('&#10;', '\n')) });
  const more = withCells(filled, 'figures', {
    E5: numberCell(1234.5),
    F5: textCell('ước'),
    G5: textCell('Tăng do thêm vốn.'),
    E29: textCell('Có'),
  });
  const all = withCells(more, 'tasks', {
    D5: textCell('Hoàn thành'),
    F5: textCell('Kế hoạch số 1'),
    F6: textCell('Đang làm'),
  });
  expect(await contentIn(all)).toEqual({
    sections: { I: 'Đã quán triệt.\nXong.' },
    tasks: {
      'II.1.a': { state: 'done', percent: 100, result: 'Kế hoạch số 1' },
      'II.1.b': { state: 'under_way', percent: 0, result: 'Đang làm' },
    },
    indicators: { '1.1': { value: 1234.5, estimated: true }, '6.5': { value: true } },
    explanations: { 'indicators.1.1': 'Tăng do thêm vốn.' },
  });
});

test('a formula in a cell counts by its value; one that was never reckoned is named', async () => {
  const reckoned = withCells(workbook, 'figures', { E5: { inner: '<f>1000+234.5</f><v>1234.5</v>' } });
  expect((await contentIn(reckoned)).indicators).toEqual({ '1.1': { value: 1234.5 } });
  const bareFormula = withCells(workbook, 'figures', { E5: { inner: '<f>1000+234.5</f>' } });
  expect(await problemsIn(bareFormula)).toEqual([
    'Sheet Biểu số liệu, ô E5: công thức chưa có kết quả; đề nghị mở tệp bằng Excel, lưu lại rồi nạp.',
  ]);
});

const dated: CellXml = { ...numberCell(46_357), style: 0 };

test.each<{ given: string; cells: Record<string, CellXml>; where: 'sections' | 'tasks' | 'figures'; expected: string }>(
  [
    {
      given: 'a fraction',
      where: 'figures',
      cells: { E10: numberCell(2.5) },
      expected: 'Sheet Biểu số liệu, ô E10: cần là số nguyên.',
    },
    {
      given: 'less than the least',
      where: 'figures',
      cells: { E5: numberCell(-1) },
      expected: 'Sheet Biểu số liệu, ô E5: không được nhỏ hơn 0.',
    },
    {
      given: 'too large',
      where: 'figures',
      cells: { E5: numberCell('1e300') },
      expected: 'Sheet Biểu số liệu, ô E5: số quá lớn; đề nghị kiểm tra lại đơn vị tính.',
    },
    {
      given: 'a number as text',
      where: 'figures',
      cells: { E5: textCell('1.234,5') },
      expected:
        'Sheet Biểu số liệu, ô E5: “1.234,5” đang là chữ, không phải số; đề nghị định dạng ô là số rồi nhập lại, không gõ dấu phân cách hàng nghìn.',
    },
    {
      given: 'words',
      where: 'figures',
      cells: { E5: textCell('khoảng 5 triệu') },
      expected: 'Sheet Biểu số liệu, ô E5: cần là một số, đang ghi “khoảng 5 triệu”.',
    },
    {
      given: 'an error',
      where: 'figures',
      cells: { E5: { type: 'e', inner: '<v>#DIV/0!</v>' } },
      expected: 'Sheet Biểu số liệu, ô E5: ô đang báo lỗi #DIV/0!.',
    },
    {
      given: 'a formula in error',
      where: 'figures',
      cells: { E5: { type: 'e', inner: '<f>1/0</f><v>#DIV/0!</v>' } },
      expected: 'Sheet Biểu số liệu, ô E5: ô đang báo lỗi #DIV/0!.',
    },
    {
      given: 'true for a number',
      where: 'figures',
      cells: { E5: { type: 'b', inner: '<v>1</v>' } },
      expected: 'Sheet Biểu số liệu, ô E5: cần là một số.',
    },
    {
      given: 'neither yes nor no',
      where: 'figures',
      cells: { E29: textCell('rồi') },
      expected: 'Sheet Biểu số liệu, ô E29: cần chọn một trong: Có, Không.',
    },
    {
      given: 'estimated without a figure',
      where: 'figures',
      cells: { F5: textCell('Ước') },
      expected: 'Sheet Biểu số liệu, ô E5: đã chọn “Ước” nhưng chưa có số liệu.',
    },
    {
      given: 'another word for estimated',
      where: 'figures',
      cells: { E5: numberCell(1), F5: textCell('gần đúng') },
      expected: 'Sheet Biểu số liệu, ô F5: cần chọn một trong: Ước.',
    },
    {
      given: 'a long explanation',
      where: 'figures',
      cells: { G5: textCell('a'.repeat(2001)) },
      expected: 'Sheet Biểu số liệu, ô G5: nội dung dài 2.001 ký tự, quá 2.000 ký tự; đề nghị rút gọn.',
    },
    {
      given: 'an unknown row',
      where: 'figures',
      cells: { A40: textCell('9.9'), E40: numberCell(1) },
      expected: 'Sheet Biểu số liệu, ô A40: mã “9.9” không có trong biểu mẫu của cơ quan ở kỳ này.',
    },
    {
      given: 'a code twice',
      where: 'figures',
      cells: { A40: textCell('1.1'), E40: numberCell(1) },
      expected: 'Sheet Biểu số liệu, ô A40: mã “1.1” đã có ở ô A5.',
    },
    {
      given: 'a row without a code',
      where: 'figures',
      cells: { E40: numberCell(1) },
      expected:
        'Sheet Biểu số liệu, ô A40: dòng này có nội dung nhưng không có mã; đề nghị chuyển nội dung vào dòng có mã.',
    },
    {
      given: 'an unknown column',
      where: 'figures',
      cells: { I3: textCell('Ghi chú') },
      expected: 'Sheet Biểu số liệu, ô I3: cột “Ghi chú” không có trong mẫu; đề nghị bỏ cột này.',
    },
    {
      given: 'a column twice',
      where: 'figures',
      cells: { I3: textCell('Ước') },
      expected: 'Sheet Biểu số liệu, ô I3: cột “Ước” đã có ở trước; đề nghị bỏ cột thừa.',
    },
    {
      given: 'a renamed column',
      where: 'figures',
      cells: { F3: textCell('') },
      expected: 'Sheet Biểu số liệu: thiếu cột Ước; đề nghị tải lại mẫu.',
    },
    {
      given: 'no titles',
      where: 'figures',
      cells: { A3: textCell('Số') },
      expected: 'Sheet Biểu số liệu: không thấy dòng tên cột bắt đầu bằng “Mã”.',
    },
    {
      given: 'another state',
      where: 'tasks',
      cells: { D5: textCell('Gần xong') },
      expected:
        'Sheet Nhiệm vụ, ô D5: cần chọn một trong: Hoàn thành, Đang thực hiện, Chưa thực hiện, Không thuộc phạm vi.',
    },
    {
      given: 'more than all',
      where: 'tasks',
      cells: { E5: numberCell(101) },
      expected: 'Sheet Nhiệm vụ, ô E5: tỷ lệ là một số từ 0 đến 100.',
    },
    {
      given: "another agency's task",
      where: 'tasks',
      cells: { A5: textCell('II.9.z') },
      expected: 'Sheet Nhiệm vụ, ô A5: mã “II.9.z” không có trong biểu mẫu của cơ quan ở kỳ này.',
    },
    {
      given: 'a text beyond a cell',
      where: 'sections',
      cells: { C4: textCell('a'.repeat(32_768)) },
      expected: 'Sheet Báo cáo, ô C4: nội dung dài 32.768 ký tự, quá 32.767 ký tự; đề nghị rút gọn.',
    },
    {
      given: 'true for a text',
      where: 'sections',
      cells: { C4: { type: 'b', inner: '<v>1</v>' } },
      expected: 'Sheet Báo cáo, ô C4: cần ghi bằng chữ.',
    },
  ],
)('$given is named by its cell, and nothing else is taken', async ({ cells, where, expected }) => {
  expect(await problemsIn(withCells(workbook, where, cells))).toEqual([expected]);
});

test('a day where a figure belongs is named; where words belong it is written out', async () => {
  const asDates = withPart(workbook, 'xl/styles.xml', (xml) =>
    xml.replace(/(<cellXfs[^>]*>)(<xf [^>]*?)numFmtId="0"/, '$1$2numFmtId="14" applyNumberFormat="1"'),
  );
  expect(await problemsIn(withCells(asDates, 'figures', { E5: dated }))).toEqual([
    'Sheet Biểu số liệu, ô E5: đang là ngày 01/12/2026, cần là một số; đề nghị định dạng ô là số rồi nhập lại.',
  ]);
  expect((await contentIn(withCells(asDates, 'sections', { C4: dated }))).sections).toEqual({ I: '01/12/2026' });
});

test('every place is named at once, and after a hundred only how many more', async () => {
  const two = withCells(workbook, 'figures', { E5: numberCell(-1), E10: numberCell(2.5) });
  expect(await problemsIn(withCells(two, 'tasks', { E5: numberCell(500) }))).toHaveLength(3);
  const strangers = Object.fromEntries(
    Array.from({ length: 130 }, (_, place) => [`A${50 + place}`, textCell(`Z.${place}`)]),
  );
  const many = await problemsIn(withCells(workbook, 'figures', strangers));
  expect(many).toHaveLength(101);
  expect(many.at(-1)).toBe('Và 30 chỗ khác; đề nghị sửa các chỗ trên trước.');
});

test('rows and columns that were moved are found again by code and title', async () => {
  const swapped = withSheet(withCells(workbook, 'figures', { E5: numberCell(7) }), 'figures', (xml) =>
    xml.replaceAll(/r="([A-H])(5|6)"/g, (_, column, row) => `r="${column}${row === '5' ? '6' : '5'}"`),
  );
  expect((await contentIn(swapped)).indicators).toEqual({ '1.1': { value: 7 } });
  const titles = withCells(
    withCells(workbook, 'figures', { E3: textCell('Ước'), F3: textCell('Số liệu kỳ này') }),
    'figures',
    {
      F5: numberCell(7),
    },
  );
  expect((await contentIn(titles)).indicators).toEqual({ '1.1': { value: 7 } });
});

test('a row that was taken out leaves its field as it is', async () => {
  const filled = givenFormSheet({ content: { ...emptyReport, sections: { I: 'Có rồi' } } });
  const without = withSheet(await formSheetWorkbook(filled), 'sections', (xml) =>
    xml.replace(/<row r="4".*?<\/row>/s, ''),
  );
  const result = await readWorkbook(without, filled);
  expect(result).toMatchObject({ reading: { left: ['sections.I'] } });
  if ('reading' in result) expect(sheetChanges(filled.content, result.reading)).toEqual([]);
});

test.each<{ given: string; room: FormSheet; expected: string }>([
  {
    given: "another agency's",
    room: givenFormSheet({ agency: { code: 'STC', name: 'Sở Tài chính', kind: 'department' } }),
    expected: 'Tệp là mẫu của cơ quan khác; đề nghị tải mẫu của cơ quan mình.',
  },
  {
    given: 'of another cycle',
    room: givenFormSheet({ cycle: { id: 'kl69-nam/2027', words: 'năm 2027', year: 2027 } }),
    expected:
      'Tệp thuộc kỳ báo cáo kl69-nam/2026, phòng này là kỳ kl69-nam/2027; đề nghị tải mẫu mới, chép nội dung sang rồi nạp lại.',
  },
  {
    given: 'of an old form',
    room: givenFormSheet({ form: { ...sampleForm, version: 2 } }),
    expected:
      'Tệp theo biểu mẫu kl69-nam phiên bản 1, kỳ này dùng kl69-nam phiên bản 2; đề nghị tải mẫu mới, chép nội dung sang rồi nạp lại.',
  },
  {
    given: 'of another system',
    room: givenFormSheet({ obligation: '0197a3c2-5b1e-7c44-9d0a-000000000000' }),
    expected: 'Tệp tải từ một hệ thống khác; đề nghị tải mẫu mới, chép nội dung sang rồi nạp lại.',
  },
])('a file $given is refused as a whole', async ({ room, expected }) => {
  expect(await problemsIn(workbook, room)).toEqual([expected]);
});

test('a missing sheet is named, the hidden one too', async () => {
  const renamed = (name: string) =>
    withPart(workbook, 'xl/workbook.xml', (xml) => xml.replace(`name="${name}"`, 'name="Khác"'));
  expect(await problemsIn(renamed('Biểu số liệu'))).toEqual(['Tệp thiếu sheet “Biểu số liệu”; đề nghị tải lại mẫu.']);
  expect(await problemsIn(renamed('Nhận dạng'))).toEqual([
    'Tệp không phải mẫu tải từ phòng nộp báo cáo (thiếu sheet ẩn “Nhận dạng”); đề nghị tải mẫu mới, chép nội dung sang rồi nạp lại.',
  ]);
});
