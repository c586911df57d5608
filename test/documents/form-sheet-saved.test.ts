import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readWorkbook } from '../../documents/form-sheet/read-workbook.ts';
import { sheetChanges, withChanges } from '../../domain/form-sheet.ts';
import { emptyReport } from '../../domain/form.ts';
import type { ReportContent } from '../../domain/form.ts';
import { givenFormSheet } from '../given/form-sheet.ts';

const libreOfficeContent: ReportContent = {
  sections: {
    I: 'Đã quán triệt Kết luận số 69-KL/TW.\n- Ban hành Kế hoạch số 12/KH-UBND;\n- Tổ chức 3 hội nghị.',
    III: '=Không',
  },
  tasks: {
    'II.1.a': {
      state: 'done',
      percent: 100,
      result: 'Ban hành kế hoạch của xã; sản phẩm: Kế hoạch số 12/KH-UBND ngày 05/3/2026.',
    },
    'II.1.b': { state: 'under_way', percent: 40.5, result: 'Đang lấy ý kiến.' },
  },
  indicators: {
    '1.1': { value: 12500.25 },
    '1.2': { value: 320, estimated: true },
    '2.1': { value: 2 },
    '6.5': { value: true },
  },
  explanations: { 'indicators.1.2': 'Năm 2026 được giao thêm kinh phí chuyển đổi số.' },
};

test('a form that LibreOffice opened and saved is read back the same', async () => {
  const file = await readFile(new URL('files/form-saved-by-libreoffice.xlsx', import.meta.url));
  const result = await readWorkbook(file, givenFormSheet({ content: libreOfficeContent }));
  if (!('reading' in result)) throw new Error(JSON.stringify(result));
  expect(result.reading.left).toEqual([]);
  expect(sheetChanges(libreOfficeContent, result.reading)).toEqual([]);
  const typed = { fields: result.reading.fields.map((field) => ({ ...field, mark: '' })) };
  expect(withChanges(emptyReport, sheetChanges(emptyReport, typed))).toEqual(libreOfficeContent);
});
