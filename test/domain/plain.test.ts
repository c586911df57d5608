import { expect, test } from 'vitest';
import { plain, revive } from '../../domain/plain.ts';
import { day, vn } from './given-calendar.ts';

test('days and instants come back from JSON as they were, wherever they stand', () => {
  const value = {
    due: day('2026-12-17'),
    list: [{ at: vn('2026-12-16 08:00:00.123') }],
    words: '2026-12-17',
    none: null,
    n: 3,
  };
  const back = revive<typeof value>(JSON.parse(JSON.stringify(plain(value))));
  expect(back.due.equals(value.due)).toBe(true);
  expect(back.list[0]?.at.equals(vn('2026-12-16 08:00:00.123'))).toBe(true);
  expect([back.words, back.none, back.n]).toEqual(['2026-12-17', null, 3]);
});
