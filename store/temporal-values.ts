import { PostgresQueryCompiler } from 'kysely';

/** Writes `Temporal` values as ISO texts, for both drivers alike; they come back through the drivers' type parsers. */
export class TemporalCompiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    super.appendValue(
      value instanceof Temporal.Instant || value instanceof Temporal.PlainDate ? value.toString() : value,
    );
  }
}
