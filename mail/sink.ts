import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { openMailbox } from './mailbox.ts';
import type { Mailbox } from './mailbox.ts';

export { countMail, listMail, readMail } from './mailbox.ts';
export type { StoredMail } from './mailbox.ts';

export interface SinkOptions {
  /** Where the messages go, one `.eml` file each; made when it is not there. */
  folder: string;
  /** A free port when absent. */
  port?: number;
  host?: string;
  /** Whether a message is on the disk before it is acknowledged, so that power loss cannot take it. */
  durable?: boolean;
}

export interface Sink {
  /** `smtp://127.0.0.1:2525` */
  url: string;
  port: number;
  /** Resolves when the messages in hand are stored and the port is free. */
  close(): Promise<void>;
}

/** A local mail server that delivers nothing: it stores each message as a file before it says 250. */
export async function startSink({ folder, port = 0, host = '127.0.0.1', durable = true }: SinkOptions): Promise<Sink> {
  const inHand = new Set<Promise<unknown>>();
  const server = serverFor(await openMailbox(folder, durable), inHand);
  await listen(server, port, host);
  const { port: taken } = server.server.address() as AddressInfo;
  return {
    url: `smtp://${host}:${taken}`,
    port: taken,
    async close() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all(inHand);
    },
  };
}

function serverFor(mailbox: Mailbox, inHand: Set<Promise<unknown>>): SMTPServer {
  const server = new SMTPServer({
    name: 'don-doc-sink',
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 50,
    onData(stream, _session, answer) {
      const kept = buffer(stream)
        .then((content) => mailbox.keep(content))
        .then(
          (id) => answer(null, `stored as ${id}`),
          (error: Error) => answer(Object.assign(error, { responseCode: 451 })),
        )
        .finally(() => inHand.delete(kept));
      inHand.add(kept);
    },
  });
  // A client that goes away in mid-session is reported here; its message was not acknowledged, so nothing is lost.
  server.on('error', () => undefined);
  return server;
}

function listen(server: SMTPServer, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => {
      server.server.off('error', reject);
      resolve();
    });
  });
}
