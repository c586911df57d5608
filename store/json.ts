import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

/** A value for a jsonb column; dates and instants inside it become ISO texts. */
export const json = (value: unknown): RawBuilder<never> => sql<never>`${JSON.stringify(value)}::jsonb`;
