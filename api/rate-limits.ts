import type { RateLimitOptions } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { tokenHash } from '../office/secret-token.ts';
import { bearerOf } from './identity.ts';

/** For a route's `config.rateLimit`. Limits count in the machine's own time, on whatever clock the office runs. */
type Limit = Pick<RateLimitOptions, 'max' | 'timeWindow' | 'keyGenerator' | 'groupId'>;

/** Signing in, and setting a password: guesses from one address. */
export const signInLimit = { max: 10, timeWindow: '1 minute', groupId: 'sign-in' } satisfies Limit;

/** A submission link in use: typing saves a draft every few seconds, and many offices share one address. */
export const linkLimit = {
  max: 300,
  timeWindow: '1 minute',
  keyGenerator: (request: FastifyRequest) => `${request.ip} ${tokenHash(linkOf(request))}`,
} satisfies Limit;

/** Codes before submitting, beside the office's own limit: mails that somebody has sent to an agency. */
export const codeLimit = { ...linkLimit, max: 10, groupId: 'submission-codes' } satisfies Limit;

/** Links that are none: guesses from one address. */
export const unknownLinkLimit = { max: 30, timeWindow: '1 minute' } satisfies Limit;

/** The public page of a receipt: every look counts, hit or miss, so that codes cannot be found by trying. */
export const verificationLimit = { max: 30, timeWindow: '1 minute', groupId: 'receipt' } satisfies Limit;

/** A mail system that posts what came back: a wave to all agencies at once, and some for their second tries. */
export const hookLimit = { max: 600, timeWindow: '1 minute', groupId: 'bounce-hook' } satisfies Limit;

/** The link's token: the API's bearer, or the last part of the page's path. */
function linkOf(request: FastifyRequest): string {
  const { token } = (request.params ?? {}) as { token?: string };
  return bearerOf(request) ?? token ?? '';
}
