import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/**
 * A mail server in a process of its own, for the bench: it takes every message, keeps the first few to be sent again by
 * the bare loop, and tells its parent how many it took, over how many connections at most, and when it said the last 250.
 */
const samples = 115;
const kept: string[] = [];
let count = 0;
let connections = 0;
let most = 0;
let lastAt = 0;

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onConnect(_session, done) {
    connections += 1;
    most = Math.max(most, connections);
    done();
  },
  onClose() {
    connections -= 1;
  },
  onData(stream, _session, done) {
    const taken = async (): Promise<void> => {
      const content = await buffer(stream);
      if (kept.length < samples) kept.push(content.toString('utf8'));
      count += 1;
      done(null, 'taken');
      lastAt = Temporal.Now.instant().epochMilliseconds;
    };
    taken().catch(() => undefined);
  },
});
server.on('error', () => undefined);
server.listen(0, '127.0.0.1');
await once(server.server, 'listening');
process.send?.({ port: (server.server.address() as AddressInfo).port });

process.on('message', (question: 'count' | 'samples' | 'reset') => {
  if (question === 'reset') [count, most, lastAt] = [0, connections, 0];
  process.send?.(question === 'samples' ? { kept } : { count, most, lastAt });
});
process.on('disconnect', () => process.exit());
