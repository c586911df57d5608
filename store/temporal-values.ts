import { OperationNodeTransformer } from 'kysely';
import type { KyselyPlugin, PrimitiveValueListNode, RootOperationNode, ValueNode } from 'kysely';

/** Writes `Temporal` values as ISO texts, in both drivers alike; they come back through the drivers' type parsers. */
export const temporalValues: KyselyPlugin = {
  transformQuery: ({ node }): RootOperationNode => transformer.transformNode(node),
  transformResult: ({ result }) => Promise.resolve(result),
};

class TemporalTransformer extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return { ...super.transformValue(node), value: plain(node.value) };
  }
  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    return { ...super.transformPrimitiveValueList(node), values: node.values.map(plain) };
  }
}

const transformer = new TemporalTransformer();

const plain = (value: unknown): unknown =>
  value instanceof Temporal.Instant || value instanceof Temporal.PlainDate ? value.toString() : value;
