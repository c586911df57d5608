import type { FastifyInstance } from 'fastify';
import type { Deps } from './deps.ts';

/** The JSON API, version 1. */
export function v1(_app: FastifyInstance, _deps: Deps, done: () => void): void {
  done();
}
