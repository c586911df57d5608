import type { Anatomy } from './anatomy.ts';
import { defect, looks, unless } from './defect.ts';
import type { LayoutDefect } from './defect.ts';
import type { LaidParagraph } from './read-layout.ts';

/** Who receives copies, and who signs. */
export function endingDefects({ signature }: Anatomy): readonly LayoutDefect[] {
  if (!signature) return [defect('copies.missing'), defect('signature.missing')];
  return [...copyDefects(signature.copies), ...signerDefects(signature.signer)];
}

function copyDefects(copies: readonly LaidParagraph[]): readonly LayoutDefect[] {
  const [head, ...list] = copies.filter(({ text }) => text !== '');
  const kept = list.at(-1)?.text ?? '';
  if (!head || !/^- Lưu: ?VT/.test(kept)) return [defect('copies.missing', kept)];
  const marked = list.every(
    ({ text }, place) => text.startsWith('- ') && text.endsWith(place === list.length - 1 ? '.' : ';'),
  );
  const typed =
    looks(head, { size: [12, 12], bold: true, italics: true }) && list.every((line) => looks(line, { size: [11, 11] }));
  return [...unless(typed, 'copies.type'), ...unless(marked, 'copies.marks', list.map(({ text }) => text).join(' '))];
}

/** Authority and office in capitals; the signer's name below them, when it is there, is not. */
function signerDefects(signer: readonly LaidParagraph[]): readonly LayoutDefect[] {
  const lines = signer.filter(({ text }) => text.trim() !== '');
  if (lines.length === 0) return [defect('signature.missing')];
  const isName = ({ text }: LaidParagraph, place: number) =>
    place > 0 && place === lines.length - 1 && /\p{Ll}/u.test(text);
  const kept = lines.every((line, place) =>
    looks(line, { size: [13, 14], bold: true, align: 'center', caps: !isName(line, place) }),
  );
  return unless(kept, 'signature.type', lines.map(({ text }) => text).join(' / '));
}
