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
