import type { FastifyRequest } from 'fastify';
import type { Deps } from '../api/deps.ts';
import { readPolicy } from '../api/read-policy.ts';
import type { Problem } from '../domain/refusal.ts';
import type { Regime } from '../domain/regime.ts';
import { nextTermOf, readOutlook } from '../office/read-regimes.ts';
import type { RegimeOutlook } from '../office/read-regimes.ts';
import type { Db } from '../store/connection.ts';
import { listChoices } from '../store/regime-choices.ts';
import { findRegime, getRegime } from '../store/regimes.ts';
import type { Typed } from './forms.ts';
import { fieldsOf, policyOf } from './regime-fields.ts';
import { regimeTemplate } from './regime-template.ts';

/** A policy as typed: how it falls in its next term, or what keeps it from being read. */
export interface Look {
  policy: Regime | undefined;
  outlook: RegimeOutlook | undefined;
  problems: readonly Problem[];
}

/** Looks at what was typed into a regime's form; it writes nothing. */
export async function lookAtRegime({ db, clock }: Deps, request: FastifyRequest, fields: Typed): Promise<Look> {
  const data = policyOf(fields) as Regime;
  // An id that is still to be chosen keeps no date from being reckoned.
  const { policy, problems } = readPolicy(request, { ...data, id: data.id || 'chua-dat-ma' });
  if (!policy) return { outlook: undefined, problems, policy };
  const known = await findRegime(db, data.id);
  const term = await nextTermOf(db, { id: data.id, policy, activatedAt: known?.activatedAt }, clock.now());
  return { outlook: term && (await readOutlook(db, policy, term)), problems, policy };
}

/** What a new regime's form begins with: a short yearly ladder, or another regime's policy. */
export async function newFields(db: Db, from: unknown): Promise<Typed> {
  if (typeof from === 'string') return fieldsOf({ ...(await getRegime(db, from)).policy, id: '' });
  const { plans, forms, agencies, focal } = await listChoices(db);
  const named = { plan: plans[0]?.[0] ?? '', form: forms[0]?.[0] ?? '' };
  return fieldsOf({ ...regimeTemplate, ...named, focalAgency: focal ?? agencies[0]?.[0] ?? '' });
}
