import type { Span } from './diary.ts';
import type { Observed } from './observed.ts';
import { dateIn, isWave, momentOfRung } from './policy.ts';
import type { StatedRung } from './policy.ts';
import { isBefore } from './wall-calendar.ts';

/**
 * What should have been sent, worked out from the regime's data and from what people noted. It shares no code with the
 * program: a rule that is wrong in `domain/` is not wrong here in the same way.
 */
export interface Demand {
  slot: string;
  /** The addresses that it should have reached. */
  to: readonly string[];
  /** For a letter of a wave: its moment, and until when the agency surely owed the report by this date. */
  wave?: {
    rung: string;
    at: Temporal.Instant;
    owedUntil: Temporal.Instant | undefined;
    step: string;
  };
}

/** A stretch in which an agency owed a report by one date. */
interface Stretch {
  due: Temporal.PlainDate;
  kind: 'due' | 'extended' | 'correction';
  revision: number;
  since: Span | undefined;
  /** When it ended: by a report, an excuse or another date. */
  until: Temporal.Instant | undefined;
}

/** Every letter that the year demands. */
export function demandsOf(seen: Observed): Demand[] {
  return [
    ...seen.agencies.flatMap((agency) => waveDemands(seen, agency)),
    ...seen.agencies.flatMap((agency) => answerDemands(seen, agency)),
    ...staffDemands(seen),
  ];
}

export const cycleOf = ({ policy, year }: Pick<Observed, 'policy' | 'year'>): string => `${policy.id}/${year}`;

function waveDemands(seen: Observed, agency: string): Demand[] {
  const { policy, calendar, year } = seen;
  return stretchesOf(seen, agency).flatMap((stretch) =>
    policy.ladder
      .filter((rung) => isWave(rung) && climbs(stretch.kind, rung))
      .flatMap((rung) => {
        const at = momentOfRung(rung, stretch.due, year, calendar);
        // A date that came to hold about that moment may or may not have had this rung.
        if (stretch.since && isBefore(at, stretch.since.to)) return [];
        if (stretch.until && !isBefore(at, stretch.until)) return [];
        const revision = stretch.revision > 0 ? [stretch.revision] : [];
        const demand: Demand = {
          slot: [cycleOf(seen), agency, rung.rung, ...revision].join('/'),
          to: rung.to.flatMap((role) => seen.addresses.get(`${agency}/${role}`) ?? seen.addresses.get(role) ?? []),
          wave: {
            rung: rung.rung,
            at,
            owedUntil: stretch.until,
            step: `${rung.rung}@${stretch.due.toString()}`,
          },
        };
        return [demand];
      }),
  );
}

const climbs = (kind: Stretch['kind'], rung: StatedRung): boolean =>
  rung.kind === 'request' ? kind === 'due' : (kind === 'correction') === (rung.follows === 'correction');

/** What an agency owed, and by which date, from its own receipts and from what it was told. */
function stretchesOf({ policy, calendar, year, diary }: Observed, agency: string): Stretch[] {
  const due = dateIn(policy.due, year, calendar);
  const moves = [
    ...diary
      .of('decided', agency)
      .flatMap(({ span, until }) =>
        until ? [{ span, due: Temporal.PlainDate.from(until), kind: 'extended' as const }] : [],
      ),
    ...diary
      .of('review', agency)
      .flatMap(({ span, correctionDue }) =>
        correctionDue ? [{ span, due: Temporal.PlainDate.from(correctionDue), kind: 'correction' as const }] : [],
      ),
  ].toSorted((a, b) => Temporal.Instant.compare(a.span.from, b.span.from));
  const ends = [
    ...diary.of('receipt', agency).map(({ receivedAt }) => receivedAt),
    ...diary.of('excused', agency).map(({ span }) => span.from),
  ].toSorted((a, b) => Temporal.Instant.compare(a, b));
  // A date given to who has a report to correct is another date for the correction.
  const firstReturn = moves.findIndex(({ kind }) => kind === 'correction');
  const named = moves.map((move, place) => ({
    ...move,
    kind: firstReturn >= 0 && place > firstReturn ? ('correction' as const) : move.kind,
  }));
  const starts = [{ span: undefined, due, kind: 'due' as const }, ...named];
  return starts.map(({ span, due: date, kind }, revision) => {
    const ended = ends.find((end) => !span || isBefore(span.from, end));
    const move = starts[revision + 1]?.span?.from;
    const moved = move !== undefined && (ended === undefined || isBefore(move, ended));
    return { due: date, kind, revision, since: span, until: moved ? move : ended };
  });
}

/** Answers to what people did: each has one letter. */
function answerDemands(seen: Observed, agency: string): Demand[] {
  const { diary, addresses } = seen;
  const own = ['focal', 'head'].flatMap((role) => addresses.get(`${agency}/${role}`) ?? []);
  const focal = addresses.get(`${agency}/focal`) ?? [];
  const officer = addresses.get('officer') ?? [];
  const slot = (rest: string): string => `${cycleOf(seen)}/${agency}/${rest}`;
  return [
    ...diary.of('receipt', agency).map(({ version }) => ({ slot: slot(`receipt/${version}`), to: own })),
    ...diary.of('review', agency).map(({ verdict, code }) => ({ slot: slot(`${verdict}/${code}`), to: own })),
    ...diary.of('asked', agency).map(({ id }) => ({ slot: slot(`extension-requested/${id}`), to: officer })),
    ...diary.of('decided', agency).map(({ id }) => ({ slot: slot(`extension-decided/${id}`), to: own })),
    ...diary.of('excused', agency).map(() => ({ slot: slot('excused'), to: own })),
    ...diary.of('obstacle', agency).flatMap(({ id }) => [
      { slot: slot(`obstacle/${id}/acknowledged`), to: focal },
      { slot: slot(`obstacle/${id}/raised`), to: officer },
    ]),
  ];
}

/** The focal agency's people are told of each step that is theirs, and of each compiled report. */
function staffDemands(seen: Observed): Demand[] {
  const { policy, addresses } = seen;
  const to = (roles: readonly string[]) => roles.flatMap((role) => addresses.get(role) ?? []);
  const told = policy.ladder.filter(({ kind }) => kind === 'flag' || kind === 'escalate');
  const compiles = policy.ladder.filter(({ kind }) => kind === 'compile');
  return [
    ...told.map((rung) => ({ slot: `${cycleOf(seen)}/${rung.rung}`, to: to(rung.to) })),
    ...compiles.map((rung, place) => ({ slot: `${cycleOf(seen)}/compiled/${place + 1}`, to: to(rung.to) })),
  ];
}
