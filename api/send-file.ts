import type { FastifyReply } from 'fastify';

/** Sends a stored file as a download under its name. */
export function sendFile(
  reply: FastifyReply,
  { name, mediaType, content }: { name: string; mediaType: string; content: Buffer },
): FastifyReply {
  const plain = name
    .normalize('NFD')
    .replaceAll(/[^\x20-\x7e]/g, '')
    .replaceAll(/["\\]/g, '');
  return reply
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', 'private, no-store')
    .type(mediaType)
    .send(content);
}
