import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { Deps } from './deps.ts';
import { answerProblem } from './errors.ts';
import { health } from './health.ts';
import { findStaff } from './identity.ts';
import { describeApi } from './describe-api.ts';
import { v1 } from './v1.ts';

/** The most that a request brings beside files; a report in JSON is no larger. */
export const largestBodyBytes = 2 * 1024 * 1024;

/**
 * Makes the app: identity, security headers, errors, health and the JSON API under /api/v1. It never listens.
 * The pages register themselves on it (`web/build-site.ts`).
 */
export async function buildApp(deps: Deps): Promise<FastifyInstance> {
  const app = fastify({
    ...(deps.logger ? { loggerInstance: deps.logger } : { logger: false }),
    trustProxy: deps.trustProxy ?? 'loopback',
    bodyLimit: largestBodyBytes,
    routerOptions: { maxParamLength: 200 },
    // An address that cannot be read never reaches a route; without this it would be answered in Fastify's own words.
    frameworkErrors: answerProblem,
    // Fastify's default coerces `null` to 0 and drops unknown fields in silence: a report must do neither.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: true } },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.decorateRequest('staff', undefined);
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler((request, reply) => answerProblem({ statusCode: 404 }, request, reply));
  await app.register(cookie);
  await app.register(helmet, { contentSecurityPolicy: strictPolicy, crossOriginEmbedderPolicy: false });
  await app.register(rateLimit, { global: false });
  app.addHook('onRequest', async (request) => {
    request.staff = await findStaff(deps, request);
  });
  await describeApi(app);
  await app.register(health, deps);
  await app.register((scope) => v1(scope, deps), { prefix: '/api/v1' });
  return app;
}

/** Nothing but our own files: no inline script, no inline style, no frame around us. */
const strictPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
};
