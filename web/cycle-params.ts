import type { FastifyRequest } from 'fastify';
import { cycleId } from '../domain/matter.ts';
import { Refusal } from '../domain/refusal.ts';

/** The cycle that an address names. Refuses: `cycle.not_found` for a year that is none. */
export function cycleOf({ params }: FastifyRequest): string {
  const { regime = '', year = '' } = params as { regime?: string; year?: string };
  if (!/^\d{4}$/.test(year)) throw new Refusal('cycle.not_found');
  return cycleId(regime, Number(year));
}
