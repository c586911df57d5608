import { randomUUID } from 'node:crypto';
import type { Actor, StaffRole } from '../../domain/actor.ts';
import type { CycleId } from '../../domain/matter.ts';
import { createLinks } from '../../office/link.ts';
import { newToken, tokenHash } from '../../office/secret-token.ts';
import { getObligationOf } from '../../store/obligations.ts';
import type { Db } from '../../store/connection.ts';
import { vn } from './clock.ts';

/** The installation's secret and address in tests. */
export const secret = 'a secret that is only used in tests, 32+';
export const publicUrl = 'http://dondoc.example';

export interface GivenStaff {
  account: string;
  email: string;
  actor: Extract<Actor, { kind: 'staff' }>;
  /** The session's token, for the cookie `dondoc_session`. */
  session: string;
  /** The headers of a signed-in browser. */
  headers: { cookie: string };
}

/**
 * A person of the focal agency, signed in, without a password: a test of signing in sets one with `setPassword`.
 * The session lasts from 2020 to 2100, whatever the test's clock shows.
 */
export async function givenStaff(db: Db, role: StaffRole, name = `Người dùng ${role}`): Promise<GivenStaff> {
  const account = randomUUID();
  const email = `${role}.${account.slice(0, 8)}@skhcn.example`;
  const session = newToken();
  const since = vn('2020-01-01 00:00');
  await db
    .insertInto('account')
    .values({ id: account, email, name, role, password: null, created_at: since, withdrawn_at: null })
    .execute();
  await db
    .insertInto('session')
    .values({
      token_sha256: tokenHash(session),
      account_id: account,
      signed_in_at: since,
      expires_at: vn('2100-01-01 00:00'),
      signed_out_at: null,
    })
    .execute();
  const headers = { cookie: `dondoc_session=${session}` };
  return { account, email, actor: { kind: 'staff', account, name, role }, session, headers };
}

export interface GivenAgency {
  obligation: string;
  actor: Extract<Actor, { kind: 'agency' }>;
  /** The submission link's token: the last part of `/room/<token>`, and the bearer of the API. */
  token: string;
  /** The headers of a program that acts for the agency. */
  headers: { authorization: string };
}

/** An agency's obligation in an open cycle with its submission link; `STC` is Sở Tài chính. */
export async function givenAgency(db: Db, cycle: CycleId, agency = 'STC'): Promise<GivenAgency> {
  const { id: obligation, linkVersion } = await getObligationOf(db, cycle, agency);
  const token = createLinks(secret, publicUrl).token({ obligation, linkVersion });
  const actor = { kind: 'agency' as const, obligation, cycle, agency };
  return { obligation, actor, token, headers: { authorization: `Bearer ${token}` } };
}
