import type { Formula, Indicator } from '../../domain/form.ts';
import { yesNoWords } from './layout.ts';

/** An indicator and the cell that holds its figure. */
export interface Placed {
  indicator: Pick<Indicator, 'type'>;
  cell: string;
}

/**
 * A reckoned indicator as a formula of Excel, by the same rules as `domain/figures`: a sum needs one part that is filled
 * in, a difference and a share need both, a share a whole that is not 0; four decimals. Empty text where it cannot be
 * reckoned, as when a part is not asked of the agency.
 */
export function excelFormula(formula: Formula, placed: ReadonlyMap<string, Placed>): string {
  if ('sum' in formula) {
    const parts = formula.sum.flatMap((code) => placed.get(code) ?? []);
    if (parts.length === 0) return '""';
    return `IF(${countOf(parts)}=0,"",ROUND(SUM(${parts.map(valueOf).join(',')}),4))`;
  }
  const [first, second] = ('difference' in formula ? formula.difference : formula.share).map((code) =>
    placed.get(code),
  );
  if (!first || !second) return '""';
  const [from, to] = [valueOf(first), valueOf(second)];
  const reckoned = 'difference' in formula ? `ROUND(${from}-${to},4)` : `IF(${to}=0,"",ROUND(${from}/${to}*100,4))`;
  return `IF(${countOf([first, second])}<2,"",${reckoned})`;
}

/** How many of the cells are filled in; a yes or a no counts as 1 or 0. */
const countOf = (parts: readonly Placed[]): string =>
  parts
    .map((part) =>
      part.indicator.type === 'yes_no'
        ? `${saying(part, yesNoWords.yes)}+${saying(part, yesNoWords.no)}`
        : `COUNT(${part.cell})`,
    )
    .join('+');

const valueOf = (part: Placed): string => (part.indicator.type === 'yes_no' ? saying(part, yesNoWords.yes) : part.cell);

const saying = ({ cell }: Placed, word: string): string => `COUNTIF(${cell},"${word}")`;
