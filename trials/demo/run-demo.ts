import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { createBackground } from '../background.ts';
import { scaledClock } from '../../clock.ts';
import type { ScaledClock } from '../../clock.ts';
import type { Stoppable } from '../../commands/until-stopped.ts';
import { freePort } from '../../worker/free-port.ts';
import { commandOf } from '../../worker/process-command.ts';
import { startSystemProcess } from '../system-process.ts';
import type { SystemProcess } from '../system-process.ts';
import { createAgency } from './agency-player.ts';
import type { Action } from './agency-player.ts';
import { rolesOf } from './agency-roles.ts';
import type { Call } from './api-client.ts';
import { Journal } from './journal.ts';
import { createLeader } from './leader-player.ts';
import { createMailReader } from './mail-reader.ts';
import type { Mail } from './mail-reader.ts';
import { createOfficer } from './officer-player.ts';
import { hireStaff } from './staff.ts';
import { summarise } from './summary.ts';

const folder = join(process.env['DEMO_DIR'] ?? 'var/demo');
const seed = process.env['DEMO_SEED'] ?? 'kl69-2026';
/** In office hours; nights and weekends, when nobody works, pass four times as fast. */
const [speed, rest] = [13_000, 4];
/** What starting the system and hiring its people may take, in seconds of the machine. */
const startSeconds = 9;
const begins = Temporal.Instant.from('2026-11-15T07:00+07:00');
const ends = Temporal.Instant.from('2026-12-31T23:59+07:00');

/**
 * Plays the sample's year 2026 on a scaled clock against the system that `npm start` runs, and checks it. With `resume`
 * a killed demo goes on where its clock stopped. Ends the process with status 1 when the check finds anything.
 */
export async function runDemo({
  resume = false,
  keepOpen = false,
}: {
  resume?: boolean;
  keepOpen?: boolean;
}): Promise<Stoppable | void> {
  await endLeftover();
  if (!resume) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const journal = new Journal(join(folder, 'journal.jsonl'));
  const began = performance.now();
  const { system, clock } = await openSystem();
  try {
    return await playOn(system, clock, journal, began, keepOpen);
  } catch (error) {
    await system.stop();
    throw error;
  }
}

async function playOn(
  system: SystemProcess,
  clock: ScaledClock,
  journal: Journal,
  began: number,
  keepOpen: boolean,
): Promise<Stoppable | void> {
  const staff = await hireStaff(system.url, system.firstAdminLink, journal, newPassword);
  console.log(`Theo dõi trực tiếp: ${system.url} (${staff.email} / ${staff.password})`);
  const played = await play(system, clock, staff.officer, staff.leader, journal);
  const found = await summarise({ folder, call: staff.officer, mails: played.mails, journal, clock, began });
  console.log(found.table);
  console.log(found.closingLine);
  process.exitCode = found.passed ? 0 : 1;
  if (keepOpen) return { stop: () => system.stop() };
  await system.stop();
  process.exit();
}

/** The system on the demo's clock: a fresh one from the first day, a resumed one from the instant noted last. */
async function openSystem(): Promise<{ system: SystemProcess; clock: ScaledClock }> {
  const noted = join(folder, 'clock');
  // A killed system may have been a little ahead of the last note.
  const start = existsSync(noted) ? Temporal.Instant.from(readFileSync(noted, 'utf8')).add({ hours: 1 }) : begins;
  // The clock stands still while the system starts and its people are hired.
  const origin = Temporal.Now.instant().add({ seconds: startSeconds });
  const port = Number(process.env['PORT'] ?? (await freePort()));
  const clock = scaledClock({ start, speed, rest, origin });
  const system = await startSystemProcess(
    {
      DATA_DIR: folder,
      CLOCK: [start, `${speed}x${rest}`, origin].join('@'),
      PORT: String(port),
      PUBLIC_URL: `http://localhost:${port}`,
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
    },
    join(folder, 'system.log'),
  );
  return { system, clock };
}

async function play(
  system: SystemProcess,
  clock: ScaledClock,
  officerCall: Call,
  leaderCall: Call,
  journal: Journal,
): Promise<{ mails: Mail[] }> {
  const cast = await castAgencies(system.url, officerCall, journal);
  const officer = createOfficer(officerCall, cast.roles, journal);
  const readNew = createMailReader(join(folder, 'mail'));
  const mails: Mail[] = [];
  const waiting: Action[] = officeActions(officer, createLeader(leaderCall));
  let gone = false;
  void system.ended.finally(() => {
    gone = true;
  });

  const people = createBackground();
  let nextRound = begins;
  while (Temporal.Instant.compare(clock.now(), ends) < 0) {
    if (gone) throw new Error('the system has ended; go on with: npm run demo -- --resume');
    people.check();
    note(clock.now());
    for (const mail of await readNew()) {
      mails.push(mail);
      const agency = cast.agencyOf(mail);
      if (agency) waiting.push(...agency.receive(mail));
    }
    for (const action of takeDue(waiting, clock.now())) people.start(() => act(action, clock, journal));
    if (
      isOfficeHour(clock.now()) &&
      people.isIdle('officer') &&
      Temporal.Instant.compare(clock.now(), nextRound) >= 0
    ) {
      nextRound = clock.now().add({ hours: 4 });
      people.start(() => officer.work(clock.now()), 'officer');
    }
    await later(10);
  }
  await people.ended();
  await whenClosed(officerCall);
  mails.push(...(await readNew()));
  return { mails };
}

/** Takes the actions whose moment has come out of those that wait. */
function takeDue(waiting: Action[], now: Temporal.Instant): Action[] {
  const due = waiting.filter(({ at }) => Temporal.Instant.compare(at, now) <= 0);
  for (const action of due) waiting.splice(waiting.indexOf(action), 1);
  return due;
}

/** What a killed run has done is not done again. */
async function act(action: Action, clock: ScaledClock, journal: Journal): Promise<void> {
  if (journal.isDone(action.id)) return;
  await action.run();
  journal.add({ kind: 'done', action: action.id, at: clock.now().toString() });
}

/** What the focal agency does on its own days. */
function officeActions(officer: ReturnType<typeof createOfficer>, leader: ReturnType<typeof createLeader>): Action[] {
  const on = (local: string, id: string, run: () => Promise<void>): Action => ({
    id,
    at: Temporal.Instant.from(`${local}+07:00`),
    run,
  });
  return [
    on('2026-12-02T09:00', 'office/excuse', () => officer.excuse(Temporal.Instant.from('2026-12-02T09:00+07:00'))),
    on('2026-12-22T10:00', 'office/compile', () => officer.compile()),
    on('2026-12-18T14:00', 'office/urge', () =>
      leader.issue({ kind: 'urging', issuedOn: '2026-12-18', delivery: 'at_once' }),
    ),
    on('2026-12-22T14:00', 'office/issue', () =>
      leader.issue({ kind: 'escalation', issuedOn: '2026-12-22', delivery: 'by_hand', number: '1561/BC-SKHCN' }),
    ),
    on('2026-12-24T10:00', 'office/send-up', async () => {
      while (!(await officer.sendUp())) await later(100);
    }),
  ];
}

async function castAgencies(url: string, call: Call, journal: Journal) {
  const obligations = await whenOpen(call);
  const codes = obligations.map(({ agency }) => agency.code);
  const roles = rolesOf(codes, seed);
  const players = new Map(
    codes.map((code) => [code, createAgency(url, code, roles.get(code) ?? 'early', seed, journal)]),
  );
  const byMailbox = new Map(codes.map((code) => [code.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'), code]));
  return {
    roles,
    /** An agency reads what comes to its own addresses. */
    agencyOf(mail: Mail) {
      const local = /\.([a-z0-9-]+)@quangngai\.example$/.exec(mail.to[0] ?? '')?.[1] ?? '';
      return players.get(byMailbox.get(local) ?? '');
    },
  };
}

/** The cycle opens by itself as soon as the worker has started. */
async function whenOpen(call: Call): Promise<{ agency: { code: string } }[]> {
  const until = performance.now() + 20_000;
  for (;;) {
    const cycles = await call<unknown[]>('GET', '/cycles');
    if (cycles.length > 0) return call('GET', '/cycles/kl69-nam/2026/obligations');
    if (performance.now() > until) throw new Error('the cycle of 2026 did not open');
    await later(20);
  }
}

/** The last step may be as late as any other. */
async function whenClosed(call: Call): Promise<void> {
  const until = performance.now() + 3000;
  for (;;) {
    const { cycle } = await call<{ cycle: { closedAt?: string } }>('GET', '/cycles/kl69-nam/2026');
    if (cycle.closedAt || performance.now() > until) return;
    await later(50);
  }
}

function isOfficeHour(at: Temporal.Instant): boolean {
  const { hour, dayOfWeek } = at.toZonedDateTimeISO('Asia/Ho_Chi_Minh');
  return dayOfWeek <= 5 && hour >= 7 && hour < 17;
}

const newPassword = (): string => randomBytes(12).toString('base64url');

/** Notes the clock, whole or not at all, so that a killed demo knows where it stopped. */
function note(now: Temporal.Instant): void {
  writeFileSync(join(folder, 'clock.new'), now.toString());
  renameSync(join(folder, 'clock.new'), join(folder, 'clock'));
}

/** A killed demo may leave its system running: it is ended before another one opens the same folder. */
async function endLeftover(): Promise<void> {
  const file = join(folder, 'running.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8'));
  while (commandOf(pid).includes('dondoc')) {
    process.kill(pid, 'SIGKILL');
    await later(50);
  }
}
