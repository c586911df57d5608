import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const pack = promisify(gzip);
/** Smaller pages gain nothing. */
const leastBytes = 2000;

/**
 * Packs pages for the wire. The forms' tokens are masked anew in every page, so that the packed length tells nothing
 * of them.
 */
export function packPages(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const html = String(reply.getHeader('content-type') ?? '').startsWith('text/html');
    if (!html || typeof payload !== 'string' || payload.length < leastBytes) return payload;
    void reply.header('vary', 'accept-encoding');
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return payload;
    void reply.header('content-encoding', 'gzip').removeHeader('content-length');
    return pack(payload);
  });
}
