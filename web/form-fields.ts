import type { Formula, Indicator } from '../domain/form.ts';
import { partsOfFormula } from '../domain/formula-defects.ts';
import type { Problem } from '../domain/refusal.ts';
import type { FormText } from '../store/forms.ts';
import { kindOf, sectionRows, withSections } from './form-rows.ts';
import type { Row } from './form-rows.ts';
import type { Typed } from './forms.ts';

/** A form's text as the fields of its editor; `formTextOf` gives it back. */
export function fieldsOfForm({ title, source, sections }: FormText): Typed {
  const rows = sections.map(({ indicators = [], required, code, title: name, hint, kind }) => ({
    fields: { ...{ code, title: name, hint, kind }, ...(required && { required: 'on' }) },
    indicators: indicators.map(indicatorFields),
  }));
  return withSections({ title, source }, rows);
}

function indicatorFields(indicator: Indicator): Row {
  const { code, name, unit, type, aggregation, weight, required, min, max, formula, compare, askedOf, source } =
    indicator;
  return {
    ...{ code, name, unit, type, aggregation, source, weight: weight ?? '', askedOf: askedOf ?? '' },
    ...(required && { required: 'on' }),
    ...{ min: numberText(min), max: numberText(max), compare: numberText(compare) },
    'formula.kind': formula ? kindOfFormula(formula) : '',
    'formula.of': formula ? partsOfFormula(formula).join(', ') : '',
  };
}

const kindOfFormula = (formula: Formula) => ('sum' in formula ? 'sum' : 'share' in formula ? 'share' : 'difference');

/** What was typed as data of a form's shape, right or wrong: a number that is none stays text, to be named. */
export function formTextOf(fields: Typed): unknown {
  return {
    title: textOf(fields, 'title'),
    source: textOf(fields, 'source'),
    sections: sectionRows(fields).map(({ fields: row, indicators }) => ({
      ...Object.fromEntries(['code', 'title', 'hint'].map((name) => [name, textOf(row, name)])),
      kind: kindOf(row),
      required: Boolean(row['required']),
      ...((kindOf(row) === 'indicators' || indicators.length > 0) && { indicators: indicators.map(indicatorOf) }),
    })),
  };
}

function indicatorOf(row: Row): unknown {
  const numbers = ['min', 'max', 'compare'].filter((name) => textOf(row, name));
  const names = ['weight', 'askedOf'].filter((name) => textOf(row, name));
  const kind = textOf(row, 'formula.kind');
  return {
    ...Object.fromEntries(
      ['code', 'name', 'unit', 'type', 'aggregation', 'source', ...names].map((name) => [name, textOf(row, name)]),
    ),
    required: Boolean(row['required']),
    ...Object.fromEntries(numbers.map((name) => [name, numberFrom(textOf(row, name))])),
    ...(kind && { formula: { [kind]: partsFrom(textOf(row, 'formula.of'), kind) } }),
  };
}

/** `2.1, 2.2` or `2.1 + 2.2`; a difference and a share have two parts, the missing ones empty. */
function partsFrom(text: string, kind: string): string[] {
  const codes = text.split(/[\s,;+:−×]+/).filter(Boolean);
  return kind === 'sum' || codes.length >= 2 ? codes : [codes[0] ?? '', ''];
}

/** What the data cannot say: codes typed for a formula of which no kind is chosen would be lost. */
export function lostFormulas(fields: Typed): Problem[] {
  return sectionRows(fields).flatMap(({ indicators }, section) =>
    indicators.flatMap((row, at) =>
      textOf(row, 'formula.of') && !textOf(row, 'formula.kind')
        ? [
            {
              field: `sections.${section}.indicators.${at}.formula.kind`,
              message:
                'Đã ghi các mã thành phần nhưng chưa chọn cách tính; chọn tổng, hiệu hoặc tỷ lệ, hoặc xóa các mã.',
            },
          ]
        : [],
    ),
  );
}

/** The field of the editor behind the path of a problem or a defect. */
export const formFieldNamed = (path: string): string =>
  path.replace(/\.formula(\.(sum|difference|share).*)?$/, '.formula.of');

const textOf = (row: Row, name: string): string => (row[name] ?? '').replaceAll('\r\n', '\n').trim();

/** With the decimal comma, and without dots between thousands, which are easily read as decimals. */
const numberText = (value: number | undefined): string => (value === undefined ? '' : String(value).replace('.', ','));

/** `1.234,5` as it is written here, or `1234.5` as it is typed. */
function numberFrom(text: string): number | string {
  const plain = text.replace('−', '-').replaceAll(' ', '');
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain)) return Number(plain.replaceAll('.', '').replace(',', '.'));
  return /^-?\d{1,16}([.,]\d{1,6})?$/.test(plain) ? Number(plain.replace(',', '.')) : text;
}
