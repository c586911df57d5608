import { expect, test } from 'vitest';
import { sittings } from '../../domain/sittings.ts';
import { vn } from '../given/clock.ts';

const version = (number: number, time: string, savedBy = 'Mai') => ({
  ...{ version: number, savedAt: vn(`2026-12-11 ${time}`), savedBy },
});

test('of versions saved while typing the last of each person and sitting is kept', () => {
  const versions = [
    version(6, '14:00'),
    version(5, '10:05', 'Hùng'),
    version(4, '09:50'),
    version(3, '09:21'),
    version(2, '08:50'),
    version(1, '08:10'),
  ];
  expect(sittings(versions).map((each) => each.version)).toEqual([6, 5, 4, 2, 1]);
});
