import type { FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';

/**
 * Refuses a change that another site's page sends with our cookie: browsers say where a request comes from, and pages
 * cannot alter that. A program says nothing, and carries a key of its own. Refuses: `form.expired`.
 */
export const refuseForgery =
  (publicUrl: string) =>
  async ({ method, headers, host }: FastifyRequest): Promise<void> => {
    if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return;
    const site = headers['sec-fetch-site'];
    const from = headers.origin === undefined ? host : URL.parse(headers.origin)?.host;
    const ours = site
      ? site === 'same-origin' || site === 'none'
      : from === host || from === URL.parse(publicUrl)?.host;
    if (!ours) throw new Refusal('form.expired');
  };
