import type { FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';

/**
 * Refuses a change that another site's page sends with our cookie: browsers say where a request comes from, and pages
 * cannot alter that. A program says nothing, and carries a key of its own. Refuses: `form.expired`.
 */
export async function refuseForgery({ method, headers, host }: FastifyRequest): Promise<void> {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return;
  const site = headers['sec-fetch-site'];
  const { origin } = headers;
  const ours = site ? site === 'same-origin' || site === 'none' : !origin || URL.parse(origin)?.host === host;
  if (!ours) throw new Refusal('form.expired');
}
