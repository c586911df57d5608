import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** Where clamd listens. */
export type Clamd = { host: string; port: number } | { path: string };

/** What a scan says: the name of what was found, or nothing. */
export interface Scan {
  infection?: string;
}

/** Looks for malicious software in a file. Rejects when it could not be looked at. */
export type Scanner = (content: Uint8Array) => Promise<Scan>;

interface Patience {
  /** How long clamd may be silent, in milliseconds of the machine. */
  silence: number;
}

/** A scan is read to its end in pieces of this size. */
const pieceBytes = 256 * 1024;
/** An answer is a line; what goes on beyond this is no clamd. */
const longestAnswer = 4096;

/**
 * Scans by a clamd: `INSTREAM` of its protocol, one connection for each file.
 * Source: clamd(8), "zINSTREAM"; the file in pieces with their length before them, an empty one at the end.
 */
export function createScanner(clamd: Clamd, { silence }: Patience = { silence: 30_000 }): Scanner {
  return async (content) => {
    const socket = connect(clamd);
    try {
      return scanFrom(await exchange(socket, content, silence));
    } finally {
      socket.destroy();
    }
  };
}

/** Sends the file and answers clamd's line. What clamd says before the end (its own limit) is the answer as well. */
function exchange(socket: Socket, content: Uint8Array, silence: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let answer = '';
  socket.setTimeout(silence, () => reject(new Error(`clamd was silent for ${silence} ms`)));
  socket.setEncoding('utf8');
  socket.on('error', reject);
  socket.on('data', (text: string) => {
    answer += text;
    if (answer.includes('\0')) resolve(answer.slice(0, answer.indexOf('\0')));
    else if (answer.length > longestAnswer) reject(new Error('not an answer of clamd'));
  });
  socket.on('end', () => reject(new Error('clamd closed the connection without an answer')));
  socket.on('connect', () => void send(socket, content).catch(reject));
  return promise;
}

async function send(socket: Socket, content: Uint8Array): Promise<void> {
  socket.write('zINSTREAM\0');
  for (let from = 0; from < content.length; from += pieceBytes) {
    const piece = content.subarray(from, from + pieceBytes);
    socket.write(lengthOf(piece));
    if (!socket.write(piece)) await drained(socket);
  }
  socket.write(lengthOf(new Uint8Array()));
}

/** Until what was written has left, or the connection is over: its own listeners say why. */
const drained = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    socket.once('drain', resolve);
    socket.once('close', () => resolve());
  });

function lengthOf({ length }: Uint8Array): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}

/** `stream: OK`, `stream: Eicar-Signature FOUND`; anything else is an error of clamd's. */
function scanFrom(answer: string): Scan {
  if (answer === 'stream: OK') return {};
  const infection = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  if (!infection) throw new Error(`clamd answered: ${answer.slice(0, 200)}`);
  return { infection: infection.replaceAll(/[^\w.:-]/g, '').slice(0, 100) };
}
