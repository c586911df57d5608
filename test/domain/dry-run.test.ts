import { expect, test } from 'vitest';
import { dryLetter } from '../../domain/dry-run-letter.ts';
import { dryRun, dryYear, termsOf } from '../../domain/dry-run.ts';
import { totalsByAgency, totalsByMonth } from '../../domain/dry-run-totals.ts';
import type { DryAgency, DryRunFacts } from '../../domain/dry-run.ts';
import type { AgencyKind, ContactRole } from '../../domain/agency.ts';
import { playCycle } from '../../domain/play/play-cycle.ts';
import type { Regime, StatedDate } from '../../domain/regime.ts';
import { stampWords } from '../../domain/words.ts';
import { calendar, day, regime, vn } from './given-calendar.ts';

const agency = (
  code: string,
  kind: AgencyKind = 'department',
  contacts: ContactRole[] = ['focal', 'head', 'mailbox'],
): DryAgency => ({
  code,
  name: `Cơ quan ${code}`,
  kind,
  contacts,
  validFrom: day('2020-01-01'),
  validTo: undefined,
  successors: [],
});

const given = (more: Partial<DryRunFacts> = {}): DryRunFacts => ({
  regime,
  form: 'Đề cương',
  calendar,
  window: { from: '07:00', to: '17:30' },
  agencies: [agency('A'), agency('B'), agency('C', 'ward')],
  staff: ['officer', 'leader'],
  ...more,
});

const stated = (dayOfMonth: number): StatedDate => ({
  day: dayOfMonth,
  monthsAfter: 0,
  wording: 'by',
  roll: 'forward',
  basis: '',
});
const monthly: Regime = {
  ...regime,
  frequency: 'month',
  cutOff: stated(14),
  due: stated(17),
  sendUp: stated(25),
  extensionLimit: stated(22),
  ladder: regime.ladder.map((rung) => ('workingDays' in rung.when ? rung : { ...rung, when: { workingDays: 5 } })),
};

test('a year in which nobody reports: six letters to each agency, and every other step, in their order', () => {
  const { terms, beyond } = dryYear(given(), 2026);
  expect(beyond).toEqual([]);
  const ladder = terms[0]?.steps.filter(({ sending, lying }) => !sending && !lying);
  const steps = ladder?.map(({ key, at, letters }) => `${stampWords(at)} ${key} ${letters.length}`);
  expect(steps?.slice(0, 6)).toEqual([
    '18/11/2026 08:00 request@2026-12-17 3',
    '03/12/2026 08:00 remind-10@2026-12-17 3',
    '14/12/2026 08:00 remind-3@2026-12-17 3',
    '16/12/2026 08:00 remind-1@2026-12-17 3',
    '18/12/2026 08:00 urge-1@2026-12-17 3',
    '18/12/2026 08:00 flag-missing 0',
  ]);
  expect(totalsByAgency(terms)).toMatchObject([
    { agency: { code: 'A' }, request: 1, remind: 3, urge: 2 },
    { agency: { code: 'B' }, request: 1, remind: 3, urge: 2 },
    { agency: { code: 'C' }, request: 1, remind: 3, urge: 2 },
  ]);
  expect(totalsByMonth(terms)).toEqual([
    { month: '2026-11', letters: 3 },
    { month: '2026-12', letters: 15 },
  ]);
});

test('agencies that fare alike are played once, and what comes out is what playing each of them gives', () => {
  const agencies = [agency('A'), agency('B'), agency('C', 'ward'), agency('D', 'ward'), agency('E', 'unit', ['focal'])];
  const dueOf = { ward: { ...regime.due, monthDay: '12-10' } as StatedDate };
  const facts = given({ agencies, regime: { ...regime, dueOf } });
  const { steps } = dryRun(facts, { year: 2026 });
  const each = { term: { year: 2026 }, acts: [], outages: [], mailTroubles: [], messageIdOf: (slot: string) => slot };
  const { lines } = playCycle({ ...facts, ...each });
  const dry = steps.flatMap(({ rung, letters, leavesAt }) =>
    letters.map(
      (letter) => `${rung} ${letter.agency.code} ${letter.state} ${String(leavesAt)} ${letter.recipients.join()}`,
    ),
  );
  const played = lines
    .filter((line) => line.agency)
    .map((line) => `${line.rung} ${line.agency} ${line.state} ${String(line.claimedAt)} ${line.recipients.join()}`);
  const unsent = (words: string) => words.replace(/failed \S+/, 'failed');
  expect(dry.map(unsent).toSorted()).toEqual(played.map(unsent).toSorted());
});

test('a step that holidays move says from when: the request of 2026 would be of 19/11 without the holiday of 24/11', () => {
  const [request, remind] = dryRun(given(), { year: 2026 }).steps;
  expect(request?.movedFrom && stampWords(request.movedFrom)).toBe('19/11/2026 08:00');
  expect(remind?.movedFrom).toBeUndefined();
});

test('steps of a year whose holidays are only supposed say so', () => {
  expect(dryRun(given(), { year: 2027 }).steps.every(({ provisional }) => provisional)).toBe(true);
  expect(dryRun(given(), { year: 2026 }).steps.some(({ provisional }) => provisional)).toBe(false);
});

test('an agency without a contact is shown as one that cannot be written to, and the others get their letters', () => {
  const { terms } = dryYear(given({ agencies: [agency('A', 'department', []), agency('B')] }), 2026);
  const request = terms[0]?.steps[0];
  expect(request?.letters.map(({ agency: { code }, state, reason }) => [code, state, reason])).toEqual([
    ['A', 'failed', 'no_contact'],
    ['B', 'sent', undefined],
  ]);
});

test('a contact whose address came back is passed over, and the next one written to in its place, as the engine does', () => {
  const reached = (struck: ContactRole[]) => {
    const { steps } = dryRun(given({ agencies: [{ ...agency('A'), struck }] }), { year: 2026 });
    return steps.find(({ rung }) => rung === 'remind-3')?.letters.map(({ recipients }) => recipients.join('+'));
  };
  expect(reached([])).toEqual(['focal+head']);
  expect(reached(['focal'])).toEqual(['head']);
  expect(reached(['focal', 'head'])).toEqual(['mailbox']);
  expect(reached(['focal', 'head', 'mailbox'])).toEqual(['focal+head']);
});

test('a letter planned outside the send window is shown with the moment at which it leaves', () => {
  const ladder = regime.ladder.map((rung) => (rung.rung === 'remind-3' ? { ...rung, time: '19:00' } : rung));
  const step = dryRun(given({ regime: { ...regime, ladder } }), { year: 2026 }).steps.find(
    ({ rung }) => rung === 'remind-3',
  );
  expect([step?.at, step?.leavesAt].map((at) => at && stampWords(at))).toEqual([
    '14/12/2026 19:00',
    '15/12/2026 07:00',
  ]);
});

test('each letter is shown with the figures of the moment at which it leaves', () => {
  const facts = given();
  const dry = dryRun(facts, { year: 2026 });
  const letter = (rung: string) => {
    const step = dry.steps.find((each) => each.rung === rung);
    return step && dryLetter(facts, dry, step, facts.agencies[0]);
  };
  expect(letter('remind-3')).toMatchObject({ kind: 'remind', agency: 'Cơ quan A', workingDaysLeft: 3 });
  expect(letter('urge-2')).toMatchObject({ kind: 'urge', ordinal: 2, workingDaysLate: 2 });
  expect(letter('flag-missing')).toMatchObject({ kind: 'missing-list', total: 3, missing: [{ urged: 0 }, {}, {}] });
  expect(letter('escalate')).toMatchObject({ kind: 'escalation-drafted', missing: [{ urged: 2 }, {}, {}] });
  expect(letter('compile-final')).toMatchObject({ kind: 'compiled', final: true, number: 2, missing: 3 });
  expect(letter('close')).toBeUndefined();
});

test.each([
  { frequency: 'year', parts: undefined, expected: 1 },
  { frequency: 'half', parts: undefined, expected: 2 },
  { frequency: 'quarter', parts: [1, 2, 3], expected: 3 },
  { frequency: 'month', parts: undefined, expected: 12 },
] as const)(
  'a regime of each $frequency with the parts $parts has $expected terms',
  ({ frequency, parts, expected }) => {
    expect(termsOf({ ...regime, frequency, ...(parts && { parts }) }, 2026)).toHaveLength(expected);
  },
);

test('a one-off report has its term in the year of its last day only', () => {
  const once = { ...regime, frequency: 'once' as const, once: { from: '2025-06-01', to: '2026-03-31' } };
  expect([termsOf(once, 2025), termsOf(once, 2026)]).toEqual([[], [{ year: 2026 }]]);
});

test('terms that the calendar does not reach are named, and stop no other', () => {
  const { terms, beyond } = dryYear(given({ regime: monthly }), 2024);
  expect(beyond).toEqual([
    { year: 2024, part: 1 },
    { year: 2024, part: 2 },
  ]);
  expect(terms).toHaveLength(10);
  expect(dryYear(given(), 2028)).toEqual({ terms: [], beyond: [{ year: 2028 }] });
});

test('the year shows the reminders of the letters that its steps draft, as if nobody ever approved one; none where the regime wants none', () => {
  const facts = given();
  const [dry] = dryYear(facts, 2026).terms;
  const reminders = dry?.steps.filter(({ lying }) => lying) ?? [];
  const shown = reminders.map(({ to, leavesAt, lying }) => {
    const named = lying?.letters.map(({ id }) => id.split('@')[0]).join(', ');
    return `${leavesAt && stampWords(leavesAt)} ${to.join('+')}: ${named}`;
  });
  expect(shown).toEqual([
    '19/11/2026 08:00 officer: request',
    '23/11/2026 08:00 officer+leader: request',
    '21/12/2026 08:00 officer: urge-1',
    '22/12/2026 08:00 officer: urge-2',
    '23/12/2026 08:00 officer+leader: urge-1',
    '23/12/2026 08:00 officer: escalate',
    '24/12/2026 08:00 officer+leader: urge-2',
    '25/12/2026 08:00 officer+leader: escalate',
  ]);
  const first = reminders.find(({ lying }) => lying?.letters[0]?.id.startsWith('escalate'));
  if (!dry || !first) throw new Error('the year drafts a report');
  expect(dryLetter(facts, dry, first, undefined)).toMatchObject({
    ...{ kind: 'letter-waiting', workingDays: 1 },
    letters: [{ state: 'draft', since: vn('2026-12-22 08:00') }],
  });
  const unreachable = [agency('A', 'department', [])];
  for (const other of [given({ regime: { ...regime, letters: { press: [] } } }), given({ agencies: [] })]) {
    expect(dryRun(other, { year: 2026 }).steps.filter(({ lying }) => lying)).toEqual([]);
  }
  const nobody = dryRun(given({ agencies: unreachable }), { year: 2026 }).steps.flatMap(({ lying }) => lying ?? []);
  expect(nobody.flatMap(({ letters }) => letters.map(({ id }) => id))).toEqual(['escalate', 'escalate']);
});

test('the year shows each reminder of sending up, for each receiver by its own date, as if nobody ever recorded one', () => {
  const [dry] = dryYear(given(), 2026).terms;
  const reminders = dry?.steps.filter(({ sending }) => sending) ?? [];
  const of = (name: string) =>
    reminders
      .filter(({ sending }) => sending?.receiver.startsWith(name))
      .map(({ at, to }) => `${stampWords(at).slice(0, 5)} ${to.join('+')}`);
  expect(of('Thủ tướng')).toEqual([
    ...['18/12 officer', '23/12 officer', '25/12 officer+leader', '28/12 officer+leader', '29/12 officer+leader'],
    ...['30/12 officer+leader', '31/12 officer+leader'],
  ]);
  expect(of('Bộ').slice(0, 4)).toEqual([
    '14/12 officer',
    '17/12 officer',
    '21/12 officer+leader',
    '22/12 officer+leader',
  ]);
  const [first] = reminders;
  if (!dry || !first) throw new Error('the year reminds of sending up');
  expect(dryLetter(given(), dry, first, undefined)).toEqual({
    ...{ kind: 'sending-waiting', receiver: 'Bộ Khoa học và Công nghệ', due: day('2026-12-21'), workingDays: -5 },
  });
  const [alone] = dryYear(given({ staff: ['leader'] }), 2026).terms;
  expect(alone?.steps.find(({ sending }) => sending)?.leavesAt).toBeUndefined();
});
