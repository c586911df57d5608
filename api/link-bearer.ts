import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';
import type { Deps } from './deps.ts';
import { agencyOf, bearerOf } from './identity.ts';
import type { AgencyActor } from './identity.ts';
import { unknownLinkLimit } from './rate-limits.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The agency whose link's token the request bears; only on the agencies' routes. */
    agency: AgencyActor | undefined;
  }
}

/**
 * Takes a submission link's token as bearer, before anything of the body is read. Tokens that are none are counted by
 * address, so that nobody tries them by the thousand.
 */
export function takeLinks(app: FastifyInstance, deps: Deps): void {
  const countGuess = app.createRateLimit(unknownLinkLimit);
  app.decorateRequest('agency', undefined);
  // After `onRequest`, where the limit of a link in use is counted.
  app.addHook('preParsing', async (request) => {
    request.agency = await agencyOf(deps, bearerOf(request)).catch(async (error: unknown) => {
      const guess = await countGuess(request);
      throw !guess.isAllowed && guess.isExceeded ? new Refusal('rate.exceeded') : error;
    });
  });
}

/** The agency that asks. Refuses: `link.unknown`. */
export function onlyAgency({ agency }: FastifyRequest): AgencyActor {
  if (!agency) throw new Refusal('link.unknown');
  return agency;
}
