import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import { findAccount } from '../store/accounts.ts';
import { record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { opensWith } from './password.ts';
import { newToken, tokenHash } from './secret-token.ts';

export type Staff = Extract<Actor, { kind: 'staff' }>;

export interface SignIn {
  email: string;
  password: string;
  at: Temporal.Instant;
  expiresAt: Temporal.Instant;
}

/** Signs a person in and answers the session's token. Refuses: `actor.unknown`, whatever of the two was wrong. */
export async function signIn(db: Db, { email, password, at, expiresAt }: SignIn): Promise<string> {
  const account = await findAccount(db, email);
  if (!(await opensWith(password, account?.password ?? null)) || !account) throw new Refusal('actor.unknown');
  const token = newToken();
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('session')
      .values({
        token_sha256: tokenHash(token),
        account_id: account.id,
        signed_in_at: at,
        expires_at: expiresAt,
        signed_out_at: null,
      })
      .execute();
    const actor: Actor = { kind: 'staff', account: account.id, name: account.name, role: account.role };
    await record(tx, { actor, at, verb: 'sign-in', subject: `account/${account.id}` });
  });
  return token;
}

/** Ends a session; one that has ended stays ended. */
export async function signOut(db: Db, token: string, at: Temporal.Instant): Promise<void> {
  await db
    .updateTable('session')
    .set({ signed_out_at: at })
    .where('token_sha256', '=', tokenHash(token))
    .where('signed_out_at', 'is', null)
    .execute();
}

/** The person behind a session's token, or undefined when it is none, ended or expired. */
export async function findSession(db: Db, token: string, at: Temporal.Instant): Promise<Staff | undefined> {
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select(['account.id', 'account.name', 'account.role'])
    .where('token_sha256', '=', tokenHash(token))
    .where('signed_out_at', 'is', null)
    .where('expires_at', '>', at)
    .where('account.withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row && { kind: 'staff', account: row.id, name: row.name, role: row.role };
}

/** The person behind an API key, or undefined when it is none or withdrawn. */
export async function findKeyHolder(db: Db, key: string): Promise<Staff | undefined> {
  const row = await db
    .selectFrom('api_key')
    .innerJoin('account', 'account.id', 'api_key.account_id')
    .select(['account.id', 'account.name', 'account.role'])
    .where('token_sha256', '=', tokenHash(key))
    .where('api_key.withdrawn_at', 'is', null)
    .where('account.withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row && { kind: 'staff', account: row.id, name: row.name, role: row.role };
}
