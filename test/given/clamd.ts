import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface GivenClamd {
  at: { host: string; port: number };
  /** What it says of every file; an empty text hangs up, undefined says nothing. */
  answer: string | undefined;
  /** The files that it was given. */
  received: Buffer[];
  close(): Promise<void>;
}

/** A server that speaks clamd's INSTREAM on a socket of its own, and says what the test wants. */
export async function givenClamd(): Promise<GivenClamd> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let bytes = Buffer.alloc(0);
    socket.on('data', (more: Buffer) => {
      bytes = Buffer.concat([bytes, more]);
      const file = fileOf(bytes);
      if (!file) return;
      clamd.received.push(file);
      if (clamd.answer !== undefined) socket.end(clamd.answer && `${clamd.answer}\0`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const clamd: GivenClamd = {
    at: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    answer: 'stream: OK',
    received: [],
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  onTestFinished(() => clamd.close());
  return clamd;
}

/** The file of a command that has come whole, by the protocol's letter. */
function fileOf(bytes: Buffer): Buffer | undefined {
  const command = 'zINSTREAM\0';
  if (bytes.length < command.length) return undefined;
  if (bytes.toString('latin1', 0, command.length) !== command) throw new Error('not INSTREAM');
  const pieces: Buffer[] = [];
  for (let from = command.length; from + 4 <= bytes.length;) {
    const length = bytes.readUInt32BE(from);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(bytes.subarray(from + 4, from + 4 + length));
    from += 4 + length;
  }
  return undefined;
}
