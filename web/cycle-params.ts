import type { FastifyRequest } from 'fastify';
import { cycleId } from '../domain/matter.ts';
import { termOf } from '../domain/term.ts';
import { Refusal } from '../domain/refusal.ts';

/** The cycle that an address names. Refuses: `cycle.not_found` for a term that is none. */
export function cycleOf({ params }: FastifyRequest): string {
  const { regime = '', term = '' } = params as { regime?: string; term?: string };
  const named = termOf(term);
  if (!named) throw new Refusal('cycle.not_found');
  return cycleId(regime, named);
}
