/** The grades of state secrecy as they are stamped: in capitals, alone. */
const markings = ['TUYỆT MẬT', 'TỐI MẬT', 'MẬT'] as const;

export type Marking = (typeof markings)[number];

const bare = new Map<string, Marking>(markings.map((marking) => [squeezed(marking), marking]));

/**
 * The marking that a line consists of: `MẬT`, `(TỐI MẬT)`, `M Ậ T`, `ĐỘ MẬT: TUYỆT MẬT`. Undefined for running text,
 * which speaks of `bảo mật` or `BẢO MẬT`, and for anything not in capitals. NFC and NFD alike.
 */
export function markingOf(line: string): Marking | undefined {
  // A stamp is short; a long line need not be looked at.
  if (line.length > 120) return undefined;
  const words = line.normalize('NFC').replace(/^[\s\p{P}]*Độ\s+mật\s*:/iu, '');
  return bare.get(squeezed(words));
}

/** The marking in a file's name, standing as a part of its own: `Báo cáo (MẬT).docx`, `TỐI MẬT - Phụ lục.pdf`. */
export function markingInName(name: string): Marking | undefined {
  const stem = name.normalize('NFC').replace(/\.[a-z]{3,4}$/i, '');
  return stem
    .split(/[()[\]{}_,;.–-]+/u)
    .map(markingOf)
    .find(Boolean);
}

/** A line without spaces, and without the brackets, dashes, stars or frames around it. */
function squeezed(line: string): string {
  return line.replaceAll(/\s+/gu, '').replaceAll(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, '');
}
