import { describe, expect, test } from 'vitest';
import type { Arrival } from '../../trials/chaos/arrival.ts';
import { Diary } from '../../trials/chaos/diary.ts';
import { judge } from '../../trials/chaos/judge.ts';
import type { Verdict } from '../../trials/chaos/judge.ts';
import { demandsOf } from '../../trials/chaos/model.ts';
import type { LedgerLine, Observed } from '../../trials/chaos/observed.ts';
import { planFaults } from '../../trials/chaos/faults.ts';
import { readPolicy } from '../../trials/chaos/policy.ts';
import { readWallCalendar } from '../../trials/chaos/wall-calendar.ts';
import { vn } from '../given/clock.ts';

const hash = 'a'.repeat(64);
const content = { sections: { I: 'Đã triển khai.' }, tasks: {} };

interface GivenYear extends Observed {
  arrivals: Arrival[];
  ledger: LedgerLine[];
  reports: Observed['reports'][number][];
  refused: Observed['refused'][number][];
  steps: Map<string, Temporal.Instant>;
}

/** A faultless year of two agencies: SNV never reports; STC reports on 10/12 and is accepted on 11/12. */
function givenYear(): GivenYear {
  const diary = new Diary();
  const received = {
    code: 'STC-2026-1-AAAAAA',
    submission: 'report-1',
    sha256: hash,
    receivedAt: vn('2026-12-10 09:00'),
  };
  diary.add({ kind: 'receipt', agency: 'STC', version: 1, content, ...received });
  const span = { from: vn('2026-12-11 09:00'), to: vn('2026-12-11 09:05') };
  diary.add({ kind: 'review', agency: 'STC', code: received.code, verdict: 'accepted', span });
  const roles = ['STC', 'SNV'].flatMap((agency) => ['focal', 'head', 'mailbox'].map((role) => `${agency}/${role}`));
  const year: GivenYear = {
    ...{ policy: readPolicy(), calendar: readWallCalendar(), year: 2026, agencies: ['STC', 'SNV'], diary },
    addresses: new Map(
      [...roles, 'officer', 'leader'].map((place) => [place, [`${place.replace('/', '.')}@x.example`]]),
    ),
    ...{ arrivals: [], ledger: [], steps: new Map(), refused: [], compiled: [1, 2] },
    reports: [{ ...received, content, storedAt: vn('2026-12-10 09:01') }],
  };
  for (const { slot, to, wave } of demandsOf(year)) {
    const at = wave?.at ?? vn('2026-12-11 10:00');
    year.arrivals.push({
      messageId: `<${slot}@x.example>`,
      slots: [slot],
      to,
      claimedAt: at,
      dataAt: at,
      text: '',
      link: undefined,
    });
    year.ledger.push({ slot, state: 'sent', reason: null, claimedAt: at, settledAt: at, unacknowledged: 0 });
  }
  const receipt = letter(year, 'STC/receipt/1');
  Object.assign(receipt, { text: `Mã tiếp nhận: ${received.code}\nMã kiểm tra nội dung (SHA-256): ${hash}` });
  return year;
}

const letter = ({ arrivals }: GivenYear, end: string): Arrival => {
  const found = arrivals.find(({ slots }) => slots[0] === `kl69-nam/2026/${end}`);
  if (!found) throw new Error(`no letter ${end}`);
  return found;
};

const line = ({ ledger }: GivenYear, end: string): LedgerLine => {
  const found = ledger.find(({ slot }) => slot === `kl69-nam/2026/${end}`);
  if (!found) throw new Error(`no line ${end}`);
  return found;
};

const drop = (year: GivenYear, end: string): void =>
  void year.arrivals.splice(year.arrivals.indexOf(letter(year, end)), 1);

const counts = ({ lost, duplicated, afterSubmission, receiptsWithoutReport, untimely }: Verdict) => ({
  ...{ lost: lost.length, duplicated: duplicated.length, after: afterSubmission.length },
  ...{ receipts: receiptsWithoutReport.length, untimely: untimely.length },
});
const none = { lost: 0, duplicated: 0, after: 0, receipts: 0, untimely: 0 };

test('the model demands of the regime’s data and of the diary what an office would write on its wall', () => {
  const year = givenYear();
  const waves = demandsOf(year).flatMap(({ slot, wave }) => (wave ? [`${slot} ${wave.at.toString()}`] : []));
  expect(waves).toEqual([
    'kl69-nam/2026/STC/request 2026-11-18T01:00:00Z',
    'kl69-nam/2026/STC/remind-10 2026-12-03T01:00:00Z',
    'kl69-nam/2026/SNV/request 2026-11-18T01:00:00Z',
    'kl69-nam/2026/SNV/remind-10 2026-12-03T01:00:00Z',
    'kl69-nam/2026/SNV/remind-3 2026-12-14T01:00:00Z',
    'kl69-nam/2026/SNV/remind-1 2026-12-16T01:00:00Z',
    'kl69-nam/2026/SNV/urge-1 2026-12-18T01:00:00Z',
    'kl69-nam/2026/SNV/urge-2 2026-12-21T01:00:00Z',
  ]);
});

test('an extension and a returned report have ladders of their own', () => {
  const { diary, ...year } = givenYear();
  diary.add({
    kind: 'decided',
    agency: 'SNV',
    id: 'x',
    until: '2026-12-21',
    span: { from: vn('2026-12-15 09:00'), to: vn('2026-12-15 09:01') },
  });
  const returned = diary.of('review')[0];
  Object.assign(returned ?? {}, { verdict: 'returned', correctionDue: '2026-12-15' });
  const slots = demandsOf({ ...year, diary }).map(({ slot }) => slot.replace('kl69-nam/2026/', ''));
  expect(slots.filter((slot) => slot.startsWith('SNV/'))).toEqual([
    ...[
      'SNV/request',
      'SNV/remind-10',
      'SNV/remind-3',
      'SNV/remind-3/1',
      'SNV/remind-1/1',
      'SNV/urge-1/1',
      'SNV/urge-2/1',
    ],
    'SNV/extension-decided/x',
  ]);
  expect(slots).toEqual(
    expect.arrayContaining(['STC/correct-remind/1', 'STC/correct-urge/1', 'STC/returned/STC-2026-1-AAAAAA']),
  );
});

test('a faultless year has no defect', () => {
  expect(counts(judge(givenYear()))).toEqual(none);
});

test.each([
  { takenAt: '2026-12-15 08:00', lost: [] },
  { takenAt: '2026-12-15 07:59', lost: ['kl69-nam/2026/SNV/remind-3 did not arrive'] },
])(
  'a wave taken at $takenAt without a line for who had another date at 8:00: $lost.length lost',
  ({ takenAt, lost }) => {
    const year = givenYear();
    drop(year, 'SNV/remind-3');
    year.ledger.splice(year.ledger.indexOf(line(year, 'SNV/remind-3')), 1);
    const span = { from: vn('2026-12-15 08:00'), to: vn('2026-12-15 08:01') };
    year.diary.add({ kind: 'decided', agency: 'SNV', id: 'x', until: '2026-12-21', span });
    year.steps.set('remind-3@2026-12-17', vn(takenAt));
    expect(judge(year).lost.filter((each) => each.includes('SNV/remind-3 '))).toEqual(lost);
  },
);

test('letters that leave together in one e-mail, and one line for each person of the office, are the same year', () => {
  const year = givenYear();
  const [first, second] = [letter(year, 'SNV/remind-3'), letter(year, 'SNV/remind-1')];
  drop(year, 'SNV/remind-1');
  Object.assign(first, { slots: [...first.slots, ...second.slots], claimedAt: second.claimedAt });
  const flag = letter(year, 'flag-missing');
  const [officer = '', leader = ''] = flag.to;
  const [slot = ''] = flag.slots;
  Object.assign(flag, { slots: [`${slot}/to-0a1b2c3d`], to: [officer] });
  year.arrivals.push({ ...flag, messageId: '<leader@x.example>', slots: [`${slot}/to-4e5f6a7b`], to: [leader] });
  expect(counts(judge(year))).toEqual(none);
});

describe('a planted defect is found', () => {
  const defects: { name: string; plant: (year: GivenYear) => void; found: Partial<typeof none> }[] = [
    { name: 'a reminder that vanished', plant: (year) => drop(year, 'SNV/remind-3'), found: { lost: 1 } },
    {
      name: 'an answer that vanished',
      plant: (year) => drop(year, 'STC/accepted/STC-2026-1-AAAAAA'),
      found: { lost: 1 },
    },
    { name: 'a list for the office that vanished', plant: (year) => drop(year, 'escalate'), found: { lost: 1 } },
    {
      name: 'a letter that reached the head but not the mailbox',
      plant: (year) => Object.assign(letter(year, 'SNV/urge-1'), { to: ['SNV.head@x.example'] }),
      found: { lost: 1 },
    },
    {
      name: 'a reminder called cancelled while the agency owed',
      plant: (year) => {
        drop(year, 'SNV/remind-3');
        Object.assign(line(year, 'SNV/remind-3'), { state: 'cancelled', reason: 'submitted' });
      },
      found: { lost: 1 },
    },
    {
      name: 'an urging called needless for a closing that had not come',
      plant: (year) => {
        drop(year, 'SNV/urge-2');
        const settledAt = vn('2026-12-30 09:00');
        Object.assign(line(year, 'SNV/urge-2'), { state: 'cancelled', reason: 'closed', settledAt });
      },
      found: { lost: 1 },
    },
    {
      name: 'a reminder called overtaken by one that did not arrive',
      plant: (year) => {
        for (const rung of ['remind-3', 'remind-1']) drop(year, `SNV/${rung}`);
        const settledAt = vn('2026-12-16 09:00');
        Object.assign(line(year, 'SNV/remind-3'), { state: 'overtaken', reason: 'remind-1', settledAt });
      },
      found: { lost: 2 },
    },
    {
      name: 'a letter called refused that the mail server never refused',
      plant: (year) => {
        drop(year, 'SNV/urge-2');
        Object.assign(line(year, 'SNV/urge-2'), { state: 'failed', reason: 'refused' });
      },
      found: { lost: 1 },
    },
    {
      name: 'a letter called refused whose addresses were refused on another day',
      plant: (year) => {
        const { to, slots } = letter(year, 'SNV/urge-2');
        drop(year, 'SNV/urge-2');
        year.refused.push(...to.map((address) => ({ address, at: vn('2026-12-18 08:00') })));
        Object.assign(line(year, 'SNV/urge-2'), { state: 'failed', reason: 'refused' });
        year.ledger.push({ ...line(year, 'SNV/urge-1'), slot: `${slots[0]}/refused` });
      },
      found: { lost: 1 },
    },
    {
      name: 'a letter called refused when the text of another one was',
      plant: (year) => {
        const { slots } = letter(year, 'SNV/urge-2');
        drop(year, 'SNV/urge-2');
        year.refused.push({ messageId: '<other@x.example>', slots: ['kl69-nam/2026/STC/request'] });
        Object.assign(line(year, 'SNV/urge-2'), { state: 'failed', reason: 'refused' });
        year.ledger.push({ ...line(year, 'SNV/urge-1'), slot: `${slots[0]}/refused` });
      },
      found: { lost: 1 },
    },
    {
      name: 'a letter that did not reach an address which was refused on another day only',
      plant: (year) => {
        const sent = letter(year, 'SNV/urge-2');
        const [address = '', ...others] = sent.to;
        Object.assign(sent, { to: others });
        year.refused.push({ address, at: vn('2026-12-18 08:00') });
      },
      found: { lost: 1 },
    },
    {
      name: 'a letter that never came to rest',
      plant: (year) => Object.assign(line(year, 'SNV/urge-2'), { state: 'claimed' }),
      found: { lost: 1 },
    },
    {
      name: 'a letter twice with different Message-IDs',
      plant: (year) => year.arrivals.push({ ...letter(year, 'SNV/urge-1'), messageId: '<other@x.example>' }),
      found: { duplicated: 1 },
    },
    {
      name: 'a letter twice that the ledger does not count',
      plant: (year) => year.arrivals.push({ ...letter(year, 'SNV/urge-1') }),
      found: { duplicated: 1 },
    },
    {
      name: 'one Message-ID for two letters',
      plant: (year) => Object.assign(letter(year, 'SNV/urge-1'), { messageId: letter(year, 'SNV/urge-2').messageId }),
      found: { duplicated: 1 },
    },
    {
      name: 'a reminder to who had reported',
      plant: (year) => {
        const at = vn('2026-12-14 08:00');
        const wrong = {
          slots: ['kl69-nam/2026/STC/remind-3'],
          messageId: '<wrong@x.example>',
          claimedAt: at,
          dataAt: at,
        };
        year.arrivals.push({ ...letter(year, 'SNV/remind-3'), ...wrong });
      },
      found: { after: 1 },
    },
    { name: 'a receipt whose report is not stored', plant: (year) => year.reports.splice(0), found: { receipts: 2 } },
    {
      name: 'a report stored otherwise than it was sent',
      plant: (year) => Object.assign(year.reports[0] ?? {}, { content: { sections: {}, tasks: {} } }),
      found: { receipts: 1 },
    },
    {
      name: 'a letter on a Sunday',
      plant: (year) => Object.assign(letter(year, 'SNV/urge-2'), { claimedAt: vn('2026-12-27 09:00') }),
      found: { untimely: 1 },
    },
    {
      name: 'a reminder before its day',
      plant: (year) => Object.assign(letter(year, 'SNV/remind-3'), { claimedAt: vn('2026-12-11 09:00') }),
      found: { untimely: 1 },
    },
  ];
  test.each(defects)('$name', ({ plant, found }) => {
    const year = givenYear();
    plant(year);
    expect(counts(judge(year))).toEqual({ ...none, ...found });
  });
});

describe('what was rightly held back is no defect', () => {
  const reasons: { name: string; plant: (year: GivenYear) => void }[] = [
    {
      name: 'cancelled after the agency had reported: the wave was caught up late',
      plant: (year) => {
        drop(year, 'STC/remind-10');
        Object.assign(line(year, 'STC/remind-10'), { state: 'cancelled', settledAt: vn('2026-12-10 10:00') });
      },
    },
    {
      name: 'cancelled once the cycle had closed: nothing is received any more',
      plant: (year) => {
        drop(year, 'SNV/urge-2');
        const settledAt = vn('2027-01-04 09:00');
        Object.assign(line(year, 'SNV/urge-2'), { state: 'cancelled', reason: 'closed', settledAt });
      },
    },
    {
      name: 'overtaken by a newer rung that arrived',
      plant: (year) => {
        drop(year, 'SNV/remind-3');
        const settledAt = vn('2026-12-16 09:00');
        Object.assign(line(year, 'SNV/remind-3'), { state: 'overtaken', reason: 'remind-1', settledAt });
      },
    },
    {
      name: 'refused by the mail server for good, and flagged',
      plant: (year) => {
        const { to, slots } = letter(year, 'SNV/urge-2');
        drop(year, 'SNV/urge-2');
        year.refused.push(...to.map((address) => ({ address, at: vn('2026-12-21 08:00') })));
        Object.assign(line(year, 'SNV/urge-2'), { state: 'failed', reason: 'refused' });
        year.ledger.push({ ...line(year, 'SNV/urge-1'), slot: `${slots[0]}/refused` });
      },
    },
    {
      name: 'refused by the mail server for its text, and flagged',
      plant: (year) => {
        const { slots } = letter(year, 'SNV/urge-2');
        drop(year, 'SNV/urge-2');
        year.refused.push({ messageId: '<x@x.example>', slots });
        Object.assign(line(year, 'SNV/urge-2'), { state: 'failed', reason: 'refused' });
        year.ledger.push({ ...line(year, 'SNV/urge-1'), slot: `${slots[0]}/refused` });
      },
    },
    {
      name: 'arrived twice after an unacknowledged attempt that the ledger counts',
      plant: (year) => {
        year.arrivals.push({ ...letter(year, 'SNV/urge-1') });
        Object.assign(line(year, 'SNV/urge-1'), { unacknowledged: 1 });
      },
    },
    {
      name: 'claimed before the commit of a report that counts as received a moment earlier',
      plant: (year) => {
        const at = vn('2026-12-10 09:00:30');
        const crossing = {
          slots: ['kl69-nam/2026/STC/remind-3'],
          messageId: '<crossing@x.example>',
          claimedAt: at,
          dataAt: at,
        };
        year.arrivals.push({ ...letter(year, 'SNV/remind-3'), ...crossing });
      },
    },
  ];
  test.each(reasons)('$name', ({ plant }) => {
    const year = givenYear();
    plant(year);
    expect(counts(judge(year))).toEqual(none);
  });
});

test('the same seed plans the same faults, another seed others', () => {
  const plan = (seed: string) =>
    planFaults(seed, 12, [vn('2026-12-14 08:00')], vn('2026-11-18 07:00'), vn('2026-12-28 12:00')).map(
      ({ kind, at, until }) => `${kind} ${at.toString()} ${until.toString()}`,
    );
  expect(plan('a')).toEqual(plan('a'));
  expect(plan('a')).not.toEqual(plan('b'));
});
