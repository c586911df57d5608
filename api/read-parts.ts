import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';

/**
 * Reads the parts of a multipart request one after the other, to their end: a second file is refused by the parser's limits,
 * not left out in silence. After a refusal nothing more of the request is kept.
 * Refuses: as `broken` says, what breaks off or is no multipart at all; and as `take` does.
 */
export async function readParts(
  request: FastifyRequest,
  take: (part: Multipart) => Promise<void>,
  broken: () => Refusal,
): Promise<void> {
  try {
    for await (const part of request.parts()) await take(part);
  } catch (error) {
    // The parser would go on and keep what it reads; the bytes on their way must be taken off the line all the same.
    request.raw.unpipe().resume();
    if (error instanceof Refusal) throw error;
    // Limits are told by their status; the parser throws plain errors for what breaks off or is no multipart at all.
    if (error instanceof Error && 'statusCode' in error) throw error;
    throw broken();
  }
}
