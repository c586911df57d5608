import type { ContactRole } from '../domain/agency.ts';
import { comingLetters, dueOf, lookOf } from '../domain/obligation.ts';
import type { ComingLetter, ObligationLook } from '../domain/obligation.ts';
import type { Db } from '../store/connection.ts';
import { readCycleRules } from '../store/cycles.ts';
import type { Cycle } from '../store/cycles.ts';
import { listBouncesOf } from '../store/bounces.ts';
import { listKnownContacts } from '../store/contacts.ts';
import { listAttachments } from '../store/attachments.ts';
import { listIncomingAbout } from '../store/incoming-letters.ts';
import { listLettersAbout } from '../store/letters.ts';
import { getObligationOf } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { listSubmissions } from '../store/submissions.ts';

/** Reads an agency's thread in a cycle: everything that happened, in order, and the letters to come. Refuses: `obligation.not_found`. */
export async function readThread(db: Db, cycleId: string, agency: string, now: Temporal.Instant) {
  const { cycle, regime, calendar } = await readCycleRules(db, cycleId);
  const obligation = await getObligationOf(db, cycleId, agency);
  const submissions = await listSubmissions(db, obligation.id);
  const notifications = await db
    .selectFrom('notification')
    .selectAll()
    .where('obligation_id', '=', obligation.id)
    .orderBy('planned_at')
    .orderBy('slot')
    .execute();
  const thread = {
    cycle,
    obligation,
    due: dueOf(obligation),
    look: lookOf(obligation, submissions.at(-1)?.on_time, now, { calendar, graceHours: regime.graceHours }),
    contacts: (await listKnownContacts(db, [agency])).toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role)),
    submissions,
    attachments: await listAttachments(db, obligation.id),
    draft: await db
      .selectFrom('draft')
      .select(['version', 'saved_at'])
      .where('obligation_id', '=', obligation.id)
      .executeTakeFirst(),
    notifications,
    bounces: await listBouncesOf(
      db,
      notifications.map(({ slot }) => slot),
    ),
    extensions: await db
      .selectFrom('extension')
      .selectAll()
      .where('obligation_id', '=', obligation.id)
      .orderBy('requested_at')
      .execute(),
    obstacles: await db
      .selectFrom('obstacle')
      .selectAll()
      .where('agency_code', '=', agency)
      .where('cycle_id', '=', cycleId)
      .orderBy('raised_at')
      .execute(),
    letters: await listLettersAbout(db, cycleId, { code: agency, name: obligation.agencyName }),
    incoming: await listIncomingAbout(db, cycleId, agency),
    coming: comingLetters(obligation, now, regime, cycle.term, calendar).map((letter) => ({
      ...letter,
      basis: regime.ladder.find((rung) => rung.rung === letter.rung)?.basis ?? '',
    })),
  };
  return thread satisfies ThreadShape;
}

const roles: readonly ContactRole[] = ['head', 'focal', 'mailbox'];

export type Thread = Awaited<ReturnType<typeof readThread>>;

interface ThreadShape {
  cycle: Cycle;
  obligation: OwedReport;
  look: ObligationLook;
  coming: (ComingLetter & { basis: string })[];
}
