import { randomUUID } from 'node:crypto';
import { demand, engine } from '../domain/actor.ts';
import type { Actor, StaffRole } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import { longest, tooLong } from '../domain/text-limits.ts';
import { findAccount } from '../store/accounts.ts';
import { record } from '../store/audits.ts';
import type { Db, Tx } from '../store/connection.ts';
import { sealPassword } from './password.ts';
import { isAddress } from './person-problems.ts';
import { newToken, tokenHash } from './secret-token.ts';

export interface InviteStaff {
  email: string;
  name: string;
  title: string;
  role: StaffRole;
  actor: Actor;
  at: Temporal.Instant;
  expiresAt: Temporal.Instant;
}

/**
 * Makes an account without a password and answers the one-time token with which its person sets one.
 * Refuses: `actor.not_allowed`, `account.exists`, `request.invalid`.
 */
export function inviteStaff(db: Db, { email, name, title, role, actor, at, expiresAt }: InviteStaff): Promise<string> {
  demand(actor, 'administer');
  return db.transaction().execute(async (tx) => {
    if (await findAccount(tx, email)) throw new Refusal('account.exists');
    const problems = [
      ...(isAddress(email.trim()) ? [] : [{ field: 'email', message: 'Địa chỉ thư điện tử chưa đúng.' }]),
      ...(name.trim() ? [] : [{ field: 'name', message: 'Cần ghi họ tên.' }]),
      ...tooLong({ name: [name, longest.name], title: [title, longest.name] }),
    ];
    if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
    const account = await insertAccount(tx, { email, name, title, role, at });
    await record(tx, { actor, at, verb: 'invite', subject: `account/${account}`, facts: { role } });
    return insertInvitation(tx, account, at, expiresAt);
  });
}

/** Makes a new one-time link for a person who has lost the first one or the password. Refuses: `actor.not_allowed`, `actor.unknown`. */
export function inviteAgain(
  db: Db,
  {
    account,
    actor,
    at,
    expiresAt,
  }: { account: string; actor: Actor; at: Temporal.Instant; expiresAt: Temporal.Instant },
): Promise<string> {
  demand(actor, 'administer');
  return db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('account').select('id').where('id', '=', account).executeTakeFirst();
    if (!row) throw new Refusal('actor.unknown');
    await record(tx, { actor, at, verb: 'invite-again', subject: `account/${account}` });
    return insertInvitation(tx, account, at, expiresAt);
  });
}

/**
 * The one-time token of an installation's first administrator: undefined as soon as any account has a password.
 * Each call makes a new token; the ones before end.
 */
export function inviteFirstAdmin(
  db: Db,
  at: Temporal.Instant,
  expiresAt: Temporal.Instant,
): Promise<string | undefined> {
  return db.transaction().execute(async (tx) => {
    const accounts = await tx.selectFrom('account').selectAll().execute();
    if (accounts.some((account) => account.password)) return undefined;
    const first = accounts.find((account) => account.role === 'admin');
    const person = { email: 'quantri@skhcn.example', name: 'Quản trị hệ thống', title: '', role: 'admin' as const, at };
    const account = first?.id ?? (await insertAccount(tx, person));
    await record(tx, { actor: engine, at, verb: 'invite', subject: `account/${account}`, facts: { role: 'admin' } });
    return insertInvitation(tx, account, at, expiresAt);
  });
}

/** Whom an invitation is for, while it can be used. Refuses: `invitation.expired`. */
export async function getInvited(db: Db, token: string, at: Temporal.Instant) {
  const row = await db
    .selectFrom('invitation')
    .innerJoin('account', 'account.id', 'invitation.account_id')
    .select(['account.id', 'account.email', 'account.name', 'account.role'])
    .where('token_sha256', '=', tokenHash(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst();
  if (!row) throw new Refusal('invitation.expired');
  return row;
}

/** Sets a password with a one-time token, which ends with it, as do the person's sessions. Refuses: `invitation.expired`, `password.weak`. */
export async function setPassword(
  db: Db,
  { token, password, at }: { token: string; password: string; at: Temporal.Instant },
) {
  const { id, name, role } = await getInvited(db, token, at);
  const sealed = await sealPassword(password);
  await db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('invitation')
      .set({ used_at: at })
      .where('token_sha256', '=', tokenHash(token))
      .where('used_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new Refusal('invitation.expired');
    await tx.updateTable('account').set({ password: sealed }).where('id', '=', id).execute();
    await tx
      .updateTable('session')
      .set({ signed_out_at: at })
      .where('account_id', '=', id)
      .where('signed_out_at', 'is', null)
      .execute();
    await record(tx, {
      actor: { kind: 'staff', account: id, name, role },
      at,
      verb: 'set-password',
      subject: `account/${id}`,
    });
  });
}

async function insertAccount(
  tx: Tx,
  { email, name, title, role, at }: Pick<InviteStaff, 'email' | 'name' | 'title' | 'role' | 'at'>,
): Promise<string> {
  const id = randomUUID();
  const row = { id, email: email.trim().toLowerCase(), name: name.trim(), title: title.trim(), role, password: null };
  await tx
    .insertInto('account')
    .values({ ...row, created_at: at, withdrawn_at: null })
    .execute();
  return id;
}

async function insertInvitation(
  tx: Tx,
  account: string,
  at: Temporal.Instant,
  expiresAt: Temporal.Instant,
): Promise<string> {
  const token = newToken();
  await tx
    .updateTable('invitation')
    .set({ expires_at: at })
    .where('account_id', '=', account)
    .where('expires_at', '>', at)
    .execute();
  await tx
    .insertInto('invitation')
    .values({ token_sha256: tokenHash(token), account_id: account, made_at: at, expires_at: expiresAt, used_at: null })
    .execute();
  return token;
}
