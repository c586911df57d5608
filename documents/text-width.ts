/** Widths of Times New Roman's bold letters in thousandths of the type's size, by width; others count as `usual`. */
const widths: readonly [width: number, letters: string][] = [
  [250, ' .,'],
  [278, 'il/'],
  [333, 'jft-\u2011:;()'],
  [389, 'Is'],
  [444, 'cerz'],
  [500, 'aogvxyJ0123456789'],
  [556, 'bdđhknpquS'],
  [611, 'FP'],
  [667, 'BELTZ'],
  [722, 'wACDĐNRUVXY'],
  [778, 'GHKOQ'],
  [833, 'm'],
  [944, 'M'],
  [1000, 'W'],
];
const usual = 556;

const widthOf = new Map(
  widths.flatMap(([width, letters]) => Array.from(letters, (letter) => [letter, width] as const)),
);

/** About how wide a bold text is on one line, in twips; marks above and below letters add nothing. */
export function textTwips(text: string, points: number): number {
  const letters = Array.from(text.normalize('NFD').replaceAll(/\p{M}/gu, ''));
  const thousandths = letters.reduce((sum, letter) => sum + (widthOf.get(letter) ?? usual), 0);
  return (thousandths / 1000) * points * 20;
}
