import { expect, test } from 'vitest';
import { zipPieces } from '../../documents/zip-pieces.ts';
import { openDocument } from './open-document.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

test('pieces of text make one file of the zip file, beside those that were whole, in their order', () => {
  const long = Array.from({ length: 3000 }, (_, index) => `đoạn thứ ${index}, dài hơn một lần nén; `);
  const { parts, entryTimes } = openDocument(
    zipPieces([
      { path: 'b.xml', content: utf8('<trước/>') },
      { path: 'a.xml', content: long.values() },
      { path: 'c.xml', content: [] },
    ]),
  );
  expect([...parts]).toEqual([
    ['b.xml', '<trước/>'],
    ['a.xml', long.join('')],
    ['c.xml', ''],
  ]);
  expect(new Set(entryTimes)).toEqual(new Set([0x00210000]));
});

test('pieces are made only while the file is packed, one after the other', () => {
  const made: number[] = [];
  const pieces = Iterator.from([1, 2, 3]).map((each) => `${made.push(each)}`);
  expect(made).toEqual([]);
  zipPieces([{ path: 'a.xml', content: pieces }]);
  expect(made).toEqual([1, 2, 3]);
});
