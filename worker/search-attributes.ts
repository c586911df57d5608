import type { Connection } from '@temporalio/client';
import { SearchAttributeType, defineSearchAttributeKey } from '@temporalio/common';

/** What Temporal's own page shows of a matter: kind, regime and cycle; never a person. */
export const attributeKeys = {
  kind: defineSearchAttributeKey('DondocKind', SearchAttributeType.KEYWORD),
  regime: defineSearchAttributeKey('DondocRegime', SearchAttributeType.KEYWORD),
  cycle: defineSearchAttributeKey('DondocCycle', SearchAttributeType.KEYWORD),
};

/** Registers the search attributes with the engine, once: those that are there stay. */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.values(attributeKeys).filter(({ name }) => !(name in (customAttributes ?? {})));
  if (missing.length === 0) return;
  const keyword = 2; // temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map(({ name }) => [name, keyword])),
  });
}
