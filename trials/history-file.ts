import proto from '@temporalio/proto';
import type { temporal } from '@temporalio/proto';

const { History } = proto.temporal.api.history.v1;

/**
 * A history as plain JSON, with names for enums and text for long numbers and bytes. The SDK's own `historyToJSON` is not
 * used: it refuses types that come from another copy of protobufjs than its own, as npm may install it.
 */
export const plainHistory = (history: temporal.api.history.v1.IHistory): unknown =>
  History.toObject(History.fromObject(history), { longs: String, enums: String, bytes: String });

/** The history of a kept file, to be replayed. */
export const historyFrom = (plain: unknown): temporal.api.history.v1.History =>
  History.fromObject(plain as Record<string, unknown>);

/** Fields of a history's events that name a machine, a process or a connection, and what stands in their place. */
const named: Readonly<Record<string, string>> = { identity: 'worker', requestId: 'request', binaryChecksum: 'bundle' };

/**
 * Takes out of a workflow's history (as JSON) what names the machine that made it: identities, request ids, and the name
 * of a worker's own (sticky) queue. Replaying looks at none of it.
 */
export function scrubHistory(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(scrubHistory);
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).map(
    ([key, field]) => [key, key in named ? named[key] : scrubHistory(field)] as const,
  );
  const scrubbed = Object.fromEntries(fields);
  return scrubbed['kind'] === 'TASK_QUEUE_KIND_STICKY' ? { ...scrubbed, name: 'sticky' } : scrubbed;
}
