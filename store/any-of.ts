import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

/**
 * Whether a column holds one of many texts (`= any`): one value to bind, and the same statement however many there are.
 * Each is found by the column's index where it has one.
 */
export const anyOf = (column: string, texts: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} = any(${texts}::text[])`;

/** As `anyOf`, of a column of uuids. */
export const anyOfIds = (column: string, ids: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`;
