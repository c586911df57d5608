import { PostgresDialect } from 'kysely';
import { TemporalCompiler } from './temporal-values.ts';

/** Kysely's dialect for a PostgreSQL server. */
export class ServerDialect extends PostgresDialect {
  override createQueryCompiler(): TemporalCompiler {
    return new TemporalCompiler();
  }
}
