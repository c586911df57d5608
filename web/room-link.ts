import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Deps } from '../api/deps.ts';
import { agencyOf } from '../api/identity.ts';
import type { AgencyActor } from '../api/identity.ts';
import { unknownLinkLimit } from '../api/rate-limits.ts';
import { Refusal } from '../domain/refusal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The draft's version after the room's form was kept; undefined when it was not. */
    keptVersion: number | undefined;
    /** Why a link that we made opens nothing any more. */
    endedLink: Refusal | undefined;
  }
}

const tokenOf = ({ params }: FastifyRequest): string => (params as { token: string }).token;

/** The address of the room that a request belongs to. */
export const roomPath = (request: FastifyRequest): string => `/room/${tokenOf(request)}`;

/**
 * Reads the link before anything of the body is, so that a stranger's upload is not. Tokens that are none are counted by
 * address, so that nobody tries them by the thousand. What comes with a link that has ended is read all the same: it is
 * shown again, so that nothing typed is lost.
 */
export function takeRoomLinks(app: FastifyInstance, deps: Deps): void {
  const countGuess = app.createRateLimit(unknownLinkLimit);
  app.decorateRequest('agency', undefined);
  app.decorateRequest('endedLink', undefined);
  // After `onRequest`, where the limit of a link in use is counted.
  app.addHook('preParsing', async (request) => {
    request.agency = await agencyOf(deps, tokenOf(request)).catch(async (error: unknown) => {
      if (error instanceof Refusal && error.code === 'link.expired') {
        request.endedLink = error;
        return undefined;
      }
      const guess = await countGuess(request);
      throw !guess.isAllowed && guess.isExceeded ? new Refusal('rate.exceeded') : error;
    });
  });
}

/** The agency whose room it is. Refuses: `link.unknown`, `link.expired`. */
export function agencyIn({ agency, endedLink }: FastifyRequest): AgencyActor {
  if (!agency) throw endedLink ?? new Refusal('link.unknown');
  return agency;
}
