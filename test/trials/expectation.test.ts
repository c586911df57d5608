import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { compare } from '../../trials/demo/expectation.ts';
import type { LedgerLine } from '../../trials/demo/expectation.ts';
import { Journal } from '../../trials/demo/journal.ts';
import { vn } from '../given/clock.ts';

/** The demo's people, of whom one office asked for a later due date and was granted it on 4 December at 9:00. */
function givenJournal(): Journal {
  const journal = new Journal(join(tmpdir(), `dondoc-journal-${randomUUID()}`));
  const at = vn('2026-12-04 09:00').toString();
  journal.entries.push({ kind: 'extension', agency: 'SNV', decision: 'granted', until: '2026-12-22', at });
  return journal;
}

const slot = 'kl69-nam/2026/SNV/remind-10';
const cancelledAt = (settled: string): LedgerLine => ({
  ...{ slot, state: 'cancelled', reason: 'due-moved', unacknowledged: 0 },
  settledAt: vn(settled).toString(),
});
const lostBy = (ledger: LedgerLine[]) =>
  compare(['SNV'], [], givenJournal(), ledger).lost.filter((each) => each === slot);

test('a reminder that did not arrive is lost', () => {
  expect(lostBy([])).toEqual([slot]);
});

test('one that still waited when its agency was given a later due date is rightly held back', () => {
  expect(lostBy([cancelledAt('2026-12-04 09:14')])).toEqual([]);
});

test('one that was held back before the later due date was given is lost', () => {
  expect(lostBy([cancelledAt('2026-12-04 08:59')])).toEqual([slot]);
});
