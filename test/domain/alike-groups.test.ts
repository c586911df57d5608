import { expect, test } from 'vitest';
import { alikeGroups } from '../../domain/alike-groups.ts';
import { writtenParagraphs } from '../../domain/written-paragraphs.ts';

const groupsOf = (...texts: string[]) =>
  alikeGroups(
    writtenParagraphs(
      texts.map((text, place) => ({
        agency: `A${place}`,
        name: '',
        receipt: `A${place}`,
        role: 'lead' as const,
        text,
      })),
    ),
  ).map((group) => group.map(({ text }) => text));

const trained = (figure: number) => `Đã tổ chức ${figure} lớp tập huấn về chuyển đổi số cho cán bộ, công chức của xã.`;

test('paragraphs that differ in a figure only are proposed together, across others', () => {
  expect(groupsOf(trained(2), 'Ban hành kế hoạch của ngành y tế.', trained(3), trained(15))).toEqual([
    [trained(2), trained(3), trained(15)],
  ]);
});

test('what a chain of likenesses joins is one group, in the order of the paragraphs', () => {
  const chain = ['a b c d e f g h i k', 'l a b c d e f g h i k', 'l a b c d e f g h i k m'];
  expect(groupsOf(chain[0] ?? '', chain[2] ?? '', chain[1] ?? '')).toEqual([[chain[0], chain[2], chain[1]]]);
});

test('paragraphs on the same matter in other words, and very short ones, are left alone', () => {
  expect(groupsOf(trained(2), 'Mở hai lớp bồi dưỡng kỹ năng số cho cán bộ xã.', 'Không có.', 'Không có gì.')).toEqual(
    [],
  );
});

test('the same paragraph of two agencies is one paragraph and no group', () => {
  expect(groupsOf(trained(2), `- ${trained(2)}`)).toEqual([]);
});

test('500 paragraphs are compared in less than a second', () => {
  const texts = Array.from(
    { length: 500 },
    (_, n) => `Xã ${n} ${'đã triển khai các nội dung của kế hoạch '.repeat(1 + (n % 7))}`,
  );
  const before = performance.now();
  groupsOf(...texts);
  expect(performance.now() - before).toBeLessThan(1000);
});
