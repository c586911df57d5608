import { Migrator } from 'kysely/migration';
import type { Db } from './connection.ts';
import * as facts from './migrations/001-facts.ts';
import * as terms from './migrations/002-terms-and-post-offices.ts';
import * as calendarVersions from './migrations/003-calendar-versions.ts';
import * as regimes from './migrations/004-regime-versions.ts';
import * as inTime from './migrations/005-in-time.ts';
import * as bounces from './migrations/006-bounces.ts';
import * as formVersions from './migrations/007-form-versions.ts';
import * as uploads from './migrations/008-uploads.ts';
import * as roomPeople from './migrations/009-room-people.ts';
import * as receipts from './migrations/010-receipts.ts';
import * as rests from './migrations/011-rests.ts';
import * as drafts from './migrations/012-drafts.ts';
import * as review from './migrations/013-review.ts';
import * as quietWakes from './migrations/014-quiet-wakes.ts';
import * as compilationSteps from './migrations/015-compilation-steps.ts';
import * as synthesis from './migrations/016-synthesis.ts';
import * as letterRegister from './migrations/017-letter-register.ts';
import * as upward from './migrations/018-upward.ts';
import * as lettersInTurn from './migrations/019-letters-in-turn.ts';
import * as draftHash from './migrations/020-draft-hash.ts';
import * as movesAndTries from './migrations/021-moves-and-tries.ts';

/** In the order in which they run. */
const migrations = {
  '001-facts': facts,
  '002-terms-and-post-offices': terms,
  '003-calendar-versions': calendarVersions,
  '004-regime-versions': regimes,
  '005-in-time': inTime,
  '006-bounces': bounces,
  '007-form-versions': formVersions,
  '008-uploads': uploads,
  '009-room-people': roomPeople,
  '010-receipts': receipts,
  '011-rests': rests,
  '012-drafts': drafts,
  '013-review': review,
  '014-quiet-wakes': quietWakes,
  '015-compilation-steps': compilationSteps,
  '016-synthesis': synthesis,
  '017-letter-register': letterRegister,
  '018-upward': upward,
  '019-letters-in-turn': lettersInTurn,
  '020-draft-hash': draftHash,
  '021-moves-and-tries': movesAndTries,
};

/**
 * Brings the tables up to date, forward only, under the migrator's lock: several processes may start at once.
 * Out: the names of the migrations that ran. A failure ends the process: it is thrown.
 */
export async function migrate(db: Db): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? []).filter((each) => each.status === 'Success').map((each) => each.migrationName);
}
