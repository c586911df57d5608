import type { Journal } from './journal.ts';
import type { Mail } from './mail-reader.ts';

/**
 * What the year should have brought, worked out from the regulation and from what the demo's people did and saw, without
 * the program's own rules: the dates of 2026 stand here as an office would write them on a wall.
 */
const zone = 'Asia/Ho_Chi_Minh';
const holiday = '2026-11-24';

/** When each step of the cycle falls. */
export const expectedSteps: Readonly<Record<string, string>> = {
  'request@2026-12-17': '2026-11-18T08:00',
  'remind-10@2026-12-17': '2026-12-03T08:00',
  'remind-3@2026-12-17': '2026-12-14T08:00',
  'remind-1@2026-12-17': '2026-12-16T08:00',
  'urge-1@2026-12-17': '2026-12-18T08:00',
  'flag-missing': '2026-12-18T08:00',
  'compile-draft': '2026-12-18T17:00',
  'urge-2@2026-12-17': '2026-12-21T08:00',
  escalate: '2026-12-22T08:00',
  'compile-final': '2026-12-23T15:00',
  'send-up': '2026-12-24T08:00',
  close: '2026-12-31T17:00',
};

/** The ladder of a date, in working days from it. */
const ladder = [
  ['remind-10', -10],
  ['remind-3', -3],
  ['remind-1', -1],
  ['urge-1', 1],
  ['urge-2', 2],
] as const;

/** Around the moment of a step, a report may come just before or just after its letter is claimed. */
const margin = { hours: 20 };

export interface Findings {
  lost: string[];
  duplicated: string[];
  afterSubmission: string[];
  outsideHours: string[];
  unacknowledgedRetries: number;
}

/** A line of the program's ledger, as the API gives it. */
export interface LedgerLine {
  slot: string;
  state: string;
  reason?: string;
  settledAt?: string;
  unacknowledged: number;
}

/** Compares the letters that arrived with what should have come. */
export function compare(
  agencies: readonly string[],
  mails: readonly Mail[],
  journal: Journal,
  ledger: readonly LedgerLine[],
): Findings {
  const slots = Map.groupBy(mails, ({ slot }) => slot);
  // Each of the focal agency's people has a line of their own.
  const named = new Set(mails.map(({ slot }) => slot.replace(/\/to-[0-9a-f]{8}$/, '')));
  const repeats = [...slots].filter(([, copies]) => copies.length > 1);
  const known = new Map(ledger.map((line) => [line.slot, line]));
  const acknowledged = repeats.filter(
    ([slot, copies]) =>
      new Set(copies.map(({ messageId }) => messageId)).size === 1 &&
      (known.get(slot)?.unacknowledged ?? 0) >= copies.length - 1,
  );
  const identifiers = Map.groupBy(mails, ({ messageId }) => messageId);
  // Letters that came in one e-mail share its Message-ID; two e-mails that share one hold the same letters.
  const shared = [...identifiers].filter(([, enclosed]) => {
    const files = [...Map.groupBy(enclosed, ({ file }) => file).values()];
    return (
      new Set(
        files.map((some) =>
          some
            .map(({ slot }) => slot)
            .toSorted()
            .join(' '),
        ),
      ).size > 1
    );
  });
  return {
    lost: [
      ...agencies.flatMap((agency) => expectedWaves(agency, journal)),
      ...expectedCorrections(journal),
      ...expectedAnswers(journal),
      ...expectedFlags,
    ]
      .filter((slot) => !named.has(slot))
      .filter((slot) => !isNeedless(known.get(slot), slots, journal)),
    duplicated: [
      ...repeats.filter((repeat) => !acknowledged.includes(repeat)).map(([slot]) => slot),
      ...shared.map(([messageId]) => messageId),
    ],
    afterSubmission: mails.filter((mail) => isAfterSubmission(mail, journal)).map(({ slot }) => slot),
    outsideHours: mails
      .filter((mail) => !askedFor.has(mail.kind) && !isOfficeTime(mail.claimedAt))
      .map(({ slot }) => slot),
    unacknowledgedRetries: acknowledged.reduce((sum, [, copies]) => sum + copies.length - 1, 0),
  };
}

/**
 * Whether a letter that did not arrive was rightly held back: the ledger says when and why, and the demo's own journal
 * agrees that the agency owed nothing at that moment, or had a later due date, or the letter that came in its place did arrive.
 */
function isNeedless(line: LedgerLine | undefined, slots: ReadonlyMap<string, unknown>, journal: Journal): boolean {
  if (!line?.settledAt) return false;
  const [regime = '', year = '', agency = '', , revision] = line.slot.split('/');
  if (line.state === 'cancelled') {
    const at = Temporal.Instant.from(line.settledAt);
    // A letter of the first due date that still waited when the agency was given a later one would say a false date.
    return !owes(agency, at, journal) || (!revision && hasLaterDue(agency, at, journal));
  }
  const instead = [regime, year, agency, line.reason, ...(revision ? [revision] : [])].join('/');
  return line.state === 'overtaken' && slots.has(instead);
}

const askedFor = new Set(['receipt', 'obstacle-acknowledged']);
const expectedFlags = ['flag-missing', 'escalate', 'compiled/1', 'compiled/2', 'compiled/3', 'send-up'].map(
  (flag) => `kl69-nam/2026/${flag}`,
);

/** The waves that an agency surely should have got: it owed its report well before and well after each. */
function expectedWaves(agency: string, journal: Journal): string[] {
  const granted = journal.of('extension').find((entry) => entry.agency === agency && entry.decision === 'granted');
  const firstDue = Temporal.PlainDate.from('2026-12-17');
  const movedAt = granted && Temporal.Instant.from(granted.at);
  const waves = [{ slot: 'request', at: vn('2026-11-18T08:00') }];
  for (const [rung, days] of ladder) waves.push({ slot: rung, at: stepAt(firstDue, days) });
  const first = waves.filter(({ at }) => !movedAt || isBefore(at.add(margin), movedAt));
  const second = ladder
    .map(([rung, days]) => ({
      slot: `${rung}/1`,
      at: stepAt(Temporal.PlainDate.from(granted?.until ?? '2026-12-17'), days),
    }))
    .filter(({ at }) => movedAt && isBefore(movedAt.add(margin), at));
  return [...first, ...second]
    .filter(({ at }) => hasNotReported(agency, at.add(margin), journal))
    .map(({ slot }) => `kl69-nam/2026/${agency}/${slot}`);
}

/** The small ladder of a returned report, when the correction surely had not come yet. */
function expectedCorrections(journal: Journal): string[] {
  return journal.of('reviewed').flatMap(({ agency, verdict, at, correctionDue }) => {
    if (verdict !== 'returned' || !correctionDue) return [];
    const returnedAt = Temporal.Instant.from(at);
    const due = Temporal.PlainDate.from(correctionDue);
    const rungs = [
      { slot: 'correct-remind/1', at: stepAt(due, -1) },
      { slot: 'correct-urge/1', at: stepAt(due, 1) },
    ];
    return rungs
      .filter((rung) => isBefore(returnedAt.add(margin), rung.at) && owes(agency, rung.at.add(margin), journal))
      .map(({ slot }) => `kl69-nam/2026/${agency}/${slot}`);
  });
}

/** Whether an agency had sent nothing at all and was not excused. */
function hasNotReported(agency: string, at: Temporal.Instant, journal: Journal): boolean {
  const reported = journal
    .of('receipt')
    .some((entry) => entry.agency === agency && isBefore(Temporal.Instant.from(entry.receivedAt), at));
  return !reported && owes(agency, at, journal);
}

/** Answers to what agencies did: a receipt for each version, an outcome for each review and decision, an acknowledgement. */
function expectedAnswers(journal: Journal): string[] {
  const of = (agency: string, rest: string): string => `kl69-nam/2026/${agency}/${rest}`;
  const codes = new Map(journal.of('receipt').map(({ submission, code }) => [submission, code]));
  const reviews = new Map(journal.of('reviewed').map((entry) => [entry.submission, entry]));
  return [
    ...new Set(journal.of('receipt').map(({ agency, version }) => of(agency, `receipt/${version}`))),
    ...[...reviews.values()].map(({ agency, submission, verdict }) =>
      of(agency, `${verdict}/${codes.get(submission) ?? ''}`),
    ),
    ...journal.of('excused').map(({ agency }) => of(agency, 'excused')),
    ...journal.of('obstacle').map(({ agency, id }) => of(agency, `obstacle/${id}/acknowledged`)),
  ];
}

/** Whether an agency had been given a later due date by an instant. */
const hasLaterDue = (agency: string, at: Temporal.Instant, journal: Journal): boolean =>
  journal
    .of('extension')
    .some(
      (entry) =>
        entry.agency === agency && entry.decision === 'granted' && !isBefore(at, Temporal.Instant.from(entry.at)),
    );

/** Whether an agency owed a report at an instant, by its own receipts and what it was told. */
function owes(agency: string, at: Temporal.Instant, journal: Journal): boolean {
  if (journal.of('excused').some((entry) => entry.agency === agency && isBefore(Temporal.Instant.from(entry.at), at)))
    return false;
  const receipts = journal
    .of('receipt')
    .filter((entry) => entry.agency === agency && !isBefore(at, Temporal.Instant.from(entry.receivedAt)));
  const newest = receipts.toSorted((a, b) => a.version - b.version).at(-1);
  if (!newest) return true;
  const review = journal.of('reviewed').find((entry) => entry.submission === newest.submission);
  return review?.verdict === 'returned' && isBefore(Temporal.Instant.from(review.at), at);
}

const waveKinds = new Set(['request', 'remind', 'urge']);

function isAfterSubmission(mail: Mail, journal: Journal): boolean {
  const agency = mail.slot.split('/')[2] ?? '';
  return waveKinds.has(mail.kind) && !owes(agency, mail.claimedAt, journal);
}

const vn = (local: string): Temporal.Instant => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant();

const isBefore = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) < 0;

const isWorked = (day: Temporal.PlainDate): boolean => day.dayOfWeek <= 5 && day.toString() !== holiday;

function stepAt(due: Temporal.PlainDate, days: number): Temporal.Instant {
  let day = due;
  for (let left = Math.abs(days); left > 0;) {
    day = day.add({ days: Math.sign(days) });
    if (isWorked(day)) left -= 1;
  }
  return vn(`${day.toString()}T08:00`);
}

function isOfficeTime(at: Temporal.Instant): boolean {
  const local = at.toZonedDateTimeISO(zone);
  const minutes = local.hour * 60 + local.minute;
  return isWorked(local.toPlainDate()) && minutes >= 7 * 60 && minutes < 17 * 60 + 30;
}
