import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerSession } from 'smtp-server';
import { readArrival } from './arrival.ts';
import type { Arrival } from './arrival.ts';
import { seeded } from '../demo/seeded.ts';

/** How the mail server misbehaves, for as long as it is told to. */
export type Mischief =
  | 'refuse' // nobody listens
  | 'busy' // 4xx to an address or to the message
  | 'reject' // 5xx to an address or to the message
  | 'hang' // never answers the message
  | 'drop-unstored' // takes the whole message and cuts the line, having kept nothing
  | 'drop-stored'; // keeps the whole message and cuts the line before 250

/** An address that was refused for good, and when; or a whole message, with the letters that it carried. */
export type Refused = { address: string; at: Temporal.Instant } | { messageId: string; slots: readonly string[] };

/** A mail server that takes letters as it is told to behave, and remembers what it kept and what it refused. */
export interface BadMailServer {
  port: number;
  arrivals: readonly Arrival[];
  refused: readonly Refused[];
  behave(mischief: Mischief | undefined): void;
  close(): Promise<void>;
}

/** Starts it on a free port; `now` is the trial's clock, `log` a file of one line for each arrival. */
export async function startBadMailServer(
  seed: string,
  now: () => Temporal.Instant,
  log: string,
): Promise<BadMailServer> {
  const arrivals: Arrival[] = [];
  const refused: Refused[] = [];
  const chance = seeded(`${seed}/mail`);
  let mischief: Mischief | undefined;

  const server = new SMTPServer({
    name: 'chaos-sink',
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 50,
    onRcptTo({ address }, _session, done) {
      if (mischief === 'busy' && chance() < 0.4) return done(reply(450, 'mailbox busy'));
      if (mischief === 'reject' && chance() < 0.3) {
        refused.push({ address, at: now() });
        return done(reply(550, 'no such user'));
      }
      done();
    },
    onData(stream, session, done) {
      const dataAt = now();
      const manner = mischief;
      const taken = async (): Promise<void> => {
        take(await readArrival(await buffer(stream), addressesOf(session), dataAt), manner, session, done);
      };
      // A client that goes away in the middle of its message ends the stream with an error: then nothing was taken.
      taken().catch(() => undefined);
    },
  });

  const take = (
    arrival: Arrival,
    manner: Mischief | undefined,
    session: SMTPServerSession,
    done: (error?: Error | null, message?: string) => void,
  ): void => {
    if (manner === 'hang') return;
    if (manner === 'busy' && chance() < 0.4) return done(reply(451, 'try again later'));
    if (manner === 'reject' && chance() < 0.2) {
      refused.push({ messageId: arrival.messageId, slots: arrival.slots });
      return done(reply(554, 'message refused'));
    }
    if (manner === 'drop-unstored') return cut(server, session);
    arrivals.push(arrival);
    appendFileSync(log, `${JSON.stringify({ ...arrival, text: undefined, manner })}\n`);
    if (manner === 'drop-stored') return cut(server, session);
    done(null, 'kept');
  };

  // A client that goes away in mid-session is reported here.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    arrivals,
    refused,
    behave(next) {
      if (next === 'refuse') hangUp(server);
      else if (!server.server.listening) server.server.listen(port, '127.0.0.1');
      // What hangs is let go when the mischief is over: its client has given up, or is told by the broken line.
      if (mischief === 'hang') cutAll(server);
      mischief = next;
    },
    close: () =>
      new Promise((closed) => {
        cutAll(server);
        server.close(() => closed());
      }),
  };
}

const reply = (responseCode: number, words: string): Error => Object.assign(new Error(words), { responseCode });

const addressesOf = ({ envelope }: SMTPServerSession): string[] => envelope.rcptTo.map(({ address }) => address);

interface Line {
  id: string;
  ['_socket']: { destroy(): void };
}

/** The open lines. */
function linesOf({ connections }: SMTPServer): Line[] {
  const lines: ReadonlySet<Line> = connections;
  return [...lines];
}

function cut(server: SMTPServer, { id }: SMTPServerSession): void {
  for (const line of linesOf(server)) if (line.id === id) line['_socket'].destroy();
}

function cutAll(server: SMTPServer): void {
  for (const line of linesOf(server)) line['_socket'].destroy();
}

function hangUp(server: SMTPServer): void {
  server.server.close();
  cutAll(server);
}
