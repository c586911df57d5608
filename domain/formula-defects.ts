import { indicatorsOf } from './form.ts';
import type { Formula, Indicator } from './form.ts';
import { error, warning } from './form-defect.ts';
import type { FormContent, FormDefect } from './form-defect.ts';

/** The codes that a formula reckons from, in its order. */
export const partsOfFormula = (formula: Formula): readonly string[] =>
  'sum' in formula ? formula.sum : 'difference' in formula ? formula.difference : formula.share;

/** What is wrong with an indicator's formula, at `<field>.formula`; nothing when it has none. */
export function formulaDefects(indicator: Indicator, field: string, form: FormContent): FormDefect[] {
  const { formula, type } = indicator;
  if (!formula) return [];
  const at = `${field}.formula`;
  const all = indicatorsOf(form);
  const codes = partsOfFormula(formula).filter((code) => code !== '');
  const parts = codes.flatMap((code) => all.find((each) => each.code === code) ?? []);
  const needed = 'sum' in formula ? 1 : 2;
  return [
    ...(type === 'text' || type === 'yes_no' ? [error('formula.of-text', at)] : []),
    ...(codes.length < needed ? [error('formula.empty', at)] : []),
    ...codes
      .filter((code) => !all.some((each) => each.code === code))
      .map((code) => error('formula.unknown', at, { code })),
    ...parts.filter((part) => part.type === 'text').map(({ code }) => error('formula.text', at, { code })),
    ...[...new Set(codes.filter((code, place) => codes.indexOf(code) < place))].map((code) =>
      error('formula.twice', at, { code }),
    ),
    ...circle(indicator, all, at),
    ...shareDefects(formula, parts, at),
    ...unitDefects(indicator, parts, at),
  ];
}

/** The way from an indicator over its formula back to itself. */
function circle(indicator: Indicator, all: readonly Indicator[], at: string): FormDefect[] {
  const way = wayBack(indicator.code, indicator, all, new Set());
  return way ? [error('formula.circle', at, { way: [indicator.code, ...way].join(' → ') })] : [];
}

function wayBack(
  goal: string,
  { formula }: Indicator,
  all: readonly Indicator[],
  seen: Set<string>,
): string[] | undefined {
  for (const code of formula ? partsOfFormula(formula) : []) {
    if (code === goal) return [code];
    if (seen.has(code)) continue;
    seen.add(code);
    const part = all.find((each) => each.code === code);
    const way = part && wayBack(goal, part, all, seen);
    if (way) return [code, ...way];
  }
  return undefined;
}

/** The province's share is that of the sums; per cents have no sum. */
function shareDefects(formula: Formula, parts: readonly Indicator[], at: string): FormDefect[] {
  const shares = parts.filter(({ type, formula: own }) => type === 'percent' || (own && 'share' in own));
  if (shares.length === 0) return [];
  const codes = { codes: shares.map(({ code }) => code).join(', ') };
  if ('share' in formula) return [error('formula.share-of-shares', at, codes)];
  return 'sum' in formula ? [warning('formula.sum-of-percents', at, codes)] : [];
}

/** What is added or subtracted is of one unit, and so is what comes of it; a share's two are too, and it is in per cent. */
function unitDefects({ formula, unit }: Indicator, parts: readonly Indicator[], at: string): FormDefect[] {
  const own = formula && 'share' in formula ? [] : [unit];
  const units = [...new Set([...own, ...parts.map((part) => part.unit)].map((each) => each.trim()).filter(Boolean))];
  return units.length > 1 ? [warning('formula.mixed-units', at, { units: units.join(', ') })] : [];
}
