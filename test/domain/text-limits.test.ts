import { expect, test } from 'vitest';
import { longest, refuseTooLong, tooLong } from '../../domain/text-limits.ts';

test('texts of the most letters are taken; one letter more is named with its field and the limit', () => {
  const texts = (reason: number, name: number) => ({
    reason: ['x'.repeat(reason), longest.reason] as const,
    name: ['x'.repeat(name), longest.name] as const,
    none: [undefined, 1] as const,
  });
  expect(tooLong(texts(5000, 200))).toEqual([]);
  expect(() => refuseTooLong(texts(5000, 200))).not.toThrow();
  const problem = { field: 'reason', message: 'Dài quá 5.000 ký tự; đề nghị viết gọn hơn.' };
  expect(tooLong(texts(5001, 200))).toEqual([problem]);
  expect(() => refuseTooLong(texts(5001, 201))).toThrow('request.invalid {"count":"2"}');
});
