import { Refusal } from './refusal.ts';
import type { Problem } from './refusal.ts';

/** The most letters of what people type, whichever way it comes. An address: RFC 5321, 4.5.3.1.3. */
export const longest = {
  address: 254,
  name: 200,
  title: 500,
  reason: 5000,
  shortReason: 2000,
  obstacle: 20_000,
  documentNumber: 100,
  receiver: 300,
  delivery: 200,
  voidReason: 1000,
  source: 500,
  note: 1000,
  paragraph: 20_000,
  task: 40,
} as const;

type Limited = Readonly<Record<string, readonly [text: string | undefined, most: number]>>;

/** Of some texts, by their fields, those that are longer than they may be, each with a sentence that says how long. */
export const tooLong = (texts: Limited): Problem[] =>
  Object.entries(texts).flatMap(([field, [text = '', most]]) =>
    text.length > most ? [{ field, message: tooLongWords(most) }] : [],
  );

export const tooLongWords = (most: number): string =>
  `Dài quá ${most.toLocaleString('vi-VN')} ký tự; đề nghị viết gọn hơn.`;

/** Refuses `request.invalid` with every text that is longer than it may be. */
export function refuseTooLong(texts: Limited): void {
  const problems = tooLong(texts);
  if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
}
