import { join } from 'node:path';
import { appendFileSync, writeFileSync } from 'node:fs';
import { setTimeout as later } from 'node:timers/promises';
import { createAgency, drawIntent } from './agency.ts';
import type { Deed } from './agency.ts';
import type { Arrival } from './arrival.ts';
import { createBackground } from '../background.ts';
import { clockReader, comeToRest } from './come-to-rest.ts';
import { Diary } from './diary.ts';
import { createFaultRunner } from './fault-runner.ts';
import { planFaults } from './faults.ts';
import { judge } from './judge.ts';
import type { Verdict } from './judge.ts';
import { readFacts } from './observe.ts';
import { createOfficer } from './officer.ts';
import { createPatientCall } from './patient-call.ts';
import { dateIn, isWave, momentOfRung, readPolicy } from './policy.ts';
import { isBefore, momentOf, readWallCalendar } from './wall-calendar.ts';
import { startWorld } from './world.ts';
import type { World } from './world.ts';

export interface YearOptions {
  seed: string;
  year: number;
  folder: string;
  agencies: number;
  faults: number;
  speed: number;
  rest: number;
  /** Ends the year before its time. */
  stopping: AbortSignal;
}

export interface PlayedYear extends Verdict {
  seed: string;
  year: number;
  faults: number;
  seconds: number;
}

/** Plays one reporting year, from the request to the closing, while it is being broken; and judges it. */
export async function playYear(options: YearOptions): Promise<PlayedYear> {
  const { seed, year, folder } = options;
  const began = performance.now();
  let clock: World['clock'] | undefined;
  const note = (words: string): void =>
    appendFileSync(
      join(folder, 'chaos.log'),
      `${clock?.now().toString({ smallestUnit: 'minute' }) ?? 'before'}  ${words}\n`,
    );
  const [policy, calendar] = [readPolicy(), readWallCalendar()];
  const due = dateIn(policy.due, year, calendar);
  const [start, end] = [
    momentOf(due.subtract({ days: 30 }), '07:00'),
    momentOf(new Temporal.PlainDate(year, 12, 31), '20:00'),
  ];
  const world = await startWorld({ ...options, start, note });
  clock = world.clock;
  try {
    const diary = new Diary(join(folder, 'diary.jsonl'));
    const moments = policy.ladder.filter(isWave).map((rung) => momentOfRung(rung, due, year, calendar));
    const lastFault = momentOf(new Temporal.PlainDate(year, 12, 28), '12:00');
    const plan = planFaults(seed, options.faults, moments, momentOf(due.subtract({ days: 29 }), '07:00'), lastFault);
    const faults = createFaultRunner(world, plan, note);
    await play(world, {
      seed,
      year,
      policy,
      calendar,
      due,
      moments,
      diary,
      end,
      tick: (now) => {
        options.stopping.throwIfAborted();
        faults.tick(now);
      },
    });
    await faults.mendAll();
    await comeToRest(world, `${policy.id}/${year}`, note);
    const onClock = clockReader(world, end);
    const facts = await readFacts(world.database, `${policy.id}/${year}`, onClock);
    const { arrivals, refused } = world.mail;
    const { ledger, steps } = facts;
    writeFileSync(join(folder, 'ledger.json'), JSON.stringify({ ledger, steps: [...steps] }, null, 1));
    const verdict = judge({ policy, calendar, year, diary, arrivals, refused, ...facts });
    return { ...verdict, seed, year, faults: faults.done(), seconds: (performance.now() - began) / 1000 };
  } finally {
    await world.stop();
  }
}

interface Play {
  seed: string;
  year: number;
  policy: ReturnType<typeof readPolicy>;
  calendar: ReturnType<typeof readWallCalendar>;
  due: Temporal.PlainDate;
  moments: readonly Temporal.Instant[];
  diary: Diary;
  end: Temporal.Instant;
  tick: (now: Temporal.Instant) => void;
}

/** The people's year: agencies read their mail and act, an officer works in office hours. */
async function play(world: World, year: Play): Promise<void> {
  const { clock } = world;
  const { end, tick } = year;
  const people = createBackground();
  const { officer, players, cast } = createPeople(world, year);
  const waiting: Deed[] = [];
  let read = 0;
  let nextRound = clock.now();
  while (isBefore(clock.now(), end)) {
    tick(clock.now());
    people.check();
    if (players.size === 0 && people.isIdle('cast')) people.start(cast, 'cast');
    // Mail waits in the mailbox until its agency is known.
    if (players.size > 0) {
      const fresh = world.mail.arrivals.slice(read);
      read += fresh.length;
      waiting.push(...fresh.flatMap((arrival) => players.get(readerOf(arrival))?.receive(arrival) ?? []));
    }
    for (const deed of takeDue(waiting, clock.now())) people.start(() => deed.run());
    if (players.size > 0 && people.isIdle('officer') && isBefore(nextRound, clock.now()) && isOfficeHour(clock.now())) {
      nextRound = clock.now().add({ hours: 4 });
      people.start(() => officer.work(), 'officer');
    }
    await later(5);
  }
  // The year is over for the faults first: who still waits for an answer gets it when everything runs again.
  tick(end.add({ hours: 24 * 30 }));
  await people.ended();
}

/** The officer, and the agencies by their mailboxes once the officer knows them. */
function createPeople(world: World, { seed, year, policy, calendar, due, moments, diary, end }: Play) {
  const { clock, urls } = world;
  // Whoever still waits for an answer long after the year is over gives up.
  const isOver = (): boolean => isBefore(end.add({ hours: 24 * 60 }), clock.now());
  const callWith = (proof: () => Record<string, string>) => createPatientCall(urls, proof, isOver);
  const officer = createOfficer({
    call: callWith(world.officerProof),
    ...{ seed, policy, calendar, year, diary, now: () => clock.now() },
  });
  const players = new Map<string, ReturnType<typeof createAgency>>();
  const cast = async (): Promise<void> => {
    for (const code of await officer.agencies()) {
      const own = `${seed}/${code}`;
      players.set(mailboxOf(code), createAgency(code, own, drawIntent(own, moments, due), callWith, diary));
    }
  };
  return { officer, players, cast };
}

/** The agency's part of the address that an e-mail went to. */
const readerOf = ({ to }: Arrival): string => /\.([a-z0-9-]+)@quangngai\.example$/.exec(to[0] ?? '')?.[1] ?? '';

const mailboxOf = (code: string): string => code.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

function takeDue(waiting: Deed[], now: Temporal.Instant): Deed[] {
  const due = waiting.filter(({ at }) => !isBefore(now, at));
  for (const deed of due) waiting.splice(waiting.indexOf(deed), 1);
  return due;
}

function isOfficeHour(at: Temporal.Instant): boolean {
  const { hour, dayOfWeek } = at.toZonedDateTimeISO('Asia/Ho_Chi_Minh');
  return dayOfWeek <= 5 && hour >= 7 && hour < 17;
}
