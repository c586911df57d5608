/** The letters of a Vietnamese list: đ stands, f, j, w and z do not. */
const letters = 'a b c d đ e g h i k l m n o p q r s t u v x y'.split(' ');

const numerals = [
  ['M', 1000],
  ['CM', 900],
  ['D', 500],
  ['CD', 400],
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
] as const;

/** The letter of a point (điểm), from 1: the fifth is đ, the seventh g; after y come aa, ab. */
export function letterOf(ordinal: number): string {
  counted(ordinal);
  const round = Math.floor((ordinal - 1) / letters.length);
  return (round > 0 ? letterOf(round) : '') + letters[(ordinal - 1) % letters.length];
}

/** A part's number in roman numerals: 4 is IV. */
export function romanOf(ordinal: number): string {
  let [rest, roman] = [counted(ordinal), ''];
  for (const [numeral, value] of numerals) {
    roman += numeral.repeat(Math.floor(rest / value));
    rest %= value;
  }
  return roman;
}

function counted(ordinal: number): number {
  if (!Number.isInteger(ordinal) || ordinal < 1) throw new RangeError(`no ${ordinal} in a list: it counts from 1`);
  return ordinal;
}
