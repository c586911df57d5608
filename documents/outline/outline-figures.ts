import type { Paragraph, Table } from 'docx';
import { figuresOfReport } from '../../domain/figures.ts';
import type { FormSheet } from '../../domain/form-sheet.ts';
import { sheetText } from '../../domain/form-sheet.ts';
import type { Indicator, IndicatorAnswer } from '../../domain/form.ts';
import { figureWords } from '../../domain/words.ts';
import { mm, textWidth } from '../decree-30.ts';
import { indicatorsFor } from '../form-sheet/field-list.ts';
import { yesNoWords } from '../form-sheet/layout.ts';
import { centred } from '../paragraphs.ts';
import { ruledTable } from '../tables.ts';

/** The appendix: the form's figures, this term's beside last year's; undefined when the form asks for none. */
export function outlineFigures(sheet: FormSheet): readonly (Paragraph | Table)[] | undefined {
  const indicators = indicatorsFor(sheet);
  if (indicators.length === 0) return undefined;
  return [
    centred('Phụ lục', { bold: true }),
    centred('BIỂU SỐ LIỆU', { bold: true }),
    centred(
      `(Kèm theo Báo cáo số        /BC-…… của ${sheet.agency.name})`,
      { italics: true },
      { spacing: { after: 160 } },
    ),
    ruledTable(columns, rowsOf(sheet, indicators), { total: textWidth.landscape }),
  ];
}

const columns = [
  { title: 'Mã', width: mm(14), align: 'center' as const },
  { title: 'Chỉ tiêu' },
  { title: 'Đơn vị tính', width: mm(26), align: 'center' as const },
  { title: 'Cùng kỳ năm trước', width: mm(32), align: 'center' as const },
  { title: 'Kỳ này', width: mm(32), align: 'center' as const },
  { title: 'Ghi chú, giải thích', width: mm(58) },
];

function rowsOf({ form, content, lastYear }: FormSheet, indicators: readonly Indicator[]): string[][] {
  const now = figuresOfReport(form, content.indicators ?? {});
  const before = lastYear && figuresOfReport(lastYear.form, lastYear.content.indicators ?? {});
  return indicators.map(({ code, name, unit }) => {
    const answer = content.indicators?.[code];
    const explanation = sheetText(content.explanations?.[`indicators.${code}`] ?? '');
    return [
      code,
      name,
      unit,
      wordsOf(lastYear?.content.indicators?.[code]?.value, before?.get(code)),
      wordsOf(answer?.value, now.get(code)),
      [answer?.estimated && 'Số ước.', explanation].filter(Boolean).join(' '),
    ];
  });
}

/** A figure as it was given, or as it is reckoned. */
const wordsOf = (value: IndicatorAnswer['value'] | undefined, reckoned: number | undefined): string => {
  if (typeof value === 'boolean') return yesNoWords[value ? 'yes' : 'no'];
  if (typeof value === 'string') return sheetText(value);
  const figure = value ?? reckoned;
  return figure === undefined ? '' : figureWords(figure);
};
