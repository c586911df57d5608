import type { FastifyRequest } from 'fastify';
import type { Problem } from '../domain/refusal.ts';
import type { Regime } from '../domain/regime.ts';
import { regimeProblems } from '../domain/regime-problems.ts';
import { RegimePolicy } from './bodies/regime.ts';
import { validationProblems } from './validation-problems.ts';

/**
 * A regime's policy from data of any shape, such as a form's, checked as the API checks its bodies; with every problem
 * by field when it is none.
 */
export function readPolicy(
  request: FastifyRequest,
  value: unknown,
): { policy: Regime | undefined; problems: readonly Problem[] } {
  const fits = request.compileValidationSchema(RegimePolicy);
  if (!fits(value)) return { policy: undefined, problems: validationProblems(fits.errors ?? []) };
  const policy = value as Regime;
  const problems = regimeProblems(policy);
  return { policy: problems.length > 0 ? undefined : policy, problems };
}
