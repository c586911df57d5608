import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayDo } from '../domain/actor.ts';
import type { Actor, Power } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import { createLinks } from '../office/link.ts';
import { findKeyHolder, findSession } from '../office/sign-in.ts';
import type { Staff } from '../office/sign-in.ts';
import { notePersonLink, openByCommonLink } from '../office/note-link-use.ts';
import { getObligation } from '../store/obligations.ts';
import type { OwedReport } from '../store/obligations.ts';
import { findRoomLink } from '../store/room-links.ts';
import type { Deps } from './deps.ts';

export type AgencyActor = Extract<Actor, { kind: 'agency' }>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in, or holds the API key; undefined for everybody else. */
    staff: Staff | undefined;
  }
}

/** A session lasts a working day of a person's own time. */
export const sessionMilliseconds = 12 * 60 * 60 * 1000;
const cookieName = 'dondoc_session';

/** Finds the person behind a request: by the session cookie, or by an API key as bearer. */
export async function findStaff(
  { db, clock, secret, publicUrl }: Deps,
  request: FastifyRequest,
): Promise<Staff | undefined> {
  const token = request.cookies[cookieName];
  if (token) return findSession(db, token, clock.now());
  const key = bearerOf(request);
  // An agency's link is no staff key; in the deadline hour that saves a look for each request.
  return key && !createLinks(secret, publicUrl).read(key) ? findKeyHolder(db, key) : undefined;
}

/** Puts the session's token into its cookie: not readable by scripts, sent to this site only. */
export function setSession(reply: FastifyReply, token: string, { publicUrl }: Deps): void {
  void reply.setCookie(cookieName, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https:'),
    maxAge: sessionMilliseconds / 1000,
  });
}

/** Takes the session's cookie away and answers its token. */
export function clearSession(request: FastifyRequest, reply: FastifyReply): string | undefined {
  void reply.clearCookie(cookieName, { path: '/' });
  return request.cookies[cookieName];
}

/** The signed-in person, when they may do that. Refuses: `session.missing`, `actor.not_allowed`. */
export function onlyStaff({ staff }: FastifyRequest, power: Power = 'read'): Staff {
  if (!staff) throw new Refusal('session.missing');
  if (!mayDo(staff.role, power)) throw new Refusal('actor.not_allowed', { power });
  return staff;
}

/**
 * The agency behind a submission link's token, and the person when it is a link of their own. When a link was used last is noted,
 * at most once a minute. Refuses: `link.unknown`, `link.expired` when it was revoked.
 */
export async function agencyOf(
  { db, clock, secret, publicUrl }: Deps,
  token: string | undefined,
): Promise<AgencyActor> {
  const links = createLinks(secret, publicUrl);
  const link = token ? links.read(token) : undefined;
  if (!link) return personOf({ db, clock }, token ? links.readPerson(token) : undefined);
  const owed = await openByCommonLink(db, link, clock.now());
  if (!owed) throw new Refusal('link.unknown');
  if (!owed.holds) throw new Refusal('link.expired');
  return { kind: 'agency', obligation: link.obligation, cycle: owed.cycle, agency: owed.agency };
}

/** A person of an agency behind a link of their own. */
async function personOf({ db, clock }: Pick<Deps, 'db' | 'clock'>, id: string | undefined): Promise<AgencyActor> {
  const link = id ? await findRoomLink(db, id) : undefined;
  if (!link) throw new Refusal('link.unknown');
  if (link.revokedAt) throw new Refusal('link.expired');
  const owed = await known(getObligation(db, link.obligation));
  await notePersonLink(db, link.id, link.lastUsedAt, clock.now());
  const person = { link: link.id, name: link.name, role: link.role };
  return { kind: 'agency', obligation: owed.id, cycle: owed.cycle, agency: owed.agency, person };
}

const known = (owed: Promise<OwedReport>): Promise<OwedReport> =>
  owed.catch((error: unknown) => {
    if (error instanceof Refusal) throw new Refusal('link.unknown');
    throw error;
  });

/** The bearer token of a request's Authorization header. */
export const bearerOf = ({ headers }: FastifyRequest): string | undefined =>
  /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
