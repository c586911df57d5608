import { Agent, request } from 'node:http';
import type { OutgoingHttpHeaders } from 'node:http';
import { setTimeout as later } from 'node:timers/promises';
import { text } from 'node:stream/consumers';

/** One request of the load: where it goes is the load's question. */
export interface Shot {
  method: 'PUT' | 'POST';
  path: string;
  headers: Record<string, string>;
  body: Buffer;
  /** Looks at the answer; what it says is wrong counts as an error. */
  check: (status: number, answer: string) => string | undefined;
}

/** The requests of one agency, one after the other. */
export type Errand = readonly Shot[];

export interface LoadFigures {
  requests: number;
  seconds: number;
  perSecond: number;
  /** Milliseconds of every request, the least first. */
  times: number[];
  /** What was wrong, in words; none is allowed. */
  errors: string[];
}

/** Runs errands against some ports with so many in the air at once, as fast as they are answered. */
export async function pressOn(ports: readonly number[], errands: readonly Errand[], atOnce: number) {
  const load = openLoad(ports, atOnce);
  let next = 0;
  const work = async (): Promise<void> => {
    for (;;) {
      const turn = next;
      const errand = errands[turn];
      if (!errand) return;
      next += 1;
      for (const shot of errand) await load.fire(shot, turn);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return load.close();
}

/** Starts errands at an even rate, however long the answers take; a late answer delays no later start. */
export async function pressEvenly(ports: readonly number[], errands: readonly Errand[], errandsPerSecond: number) {
  const load = openLoad(ports, 512);
  const began = performance.now();
  const running: Promise<void>[] = [];
  for (const [turn, errand] of errands.entries()) {
    const due = began + (turn * 1000) / errandsPerSecond;
    if (due > performance.now()) await later(due - performance.now());
    const run = async (): Promise<void> => {
      for (const shot of errand) await load.fire(shot, turn);
    };
    running.push(run());
  }
  await Promise.all(running);
  return load.close();
}

function openLoad(ports: readonly number[], connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const [times, errors]: [number[], string[]] = [[], []];
  const began = performance.now();
  return {
    fire: async (shot: Shot, turn: number): Promise<void> => {
      const sent = performance.now();
      const port = ports[turn % ports.length] ?? 0;
      try {
        const { status, answer } = await send(agent, port, shot);
        times.push(performance.now() - sent);
        const wrong = shot.check(status, answer);
        if (wrong !== undefined) errors.push(wrong);
      } catch (error) {
        errors.push(`${shot.method} ${shot.path}: ${String(error)}`);
      }
    },
    close: (): LoadFigures => {
      const seconds = (performance.now() - began) / 1000;
      agent.destroy();
      const sorted = times.toSorted((a, b) => a - b);
      return { requests: times.length, seconds, perSecond: times.length / seconds, times: sorted, errors };
    },
  };
}

async function send(agent: Agent, port: number, { method, path, headers, body }: Shot) {
  const all: OutgoingHttpHeaders = { ...headers, 'content-type': 'application/json', 'content-length': body.length };
  const outgoing = request({ agent, host: '127.0.0.1', port, method, path, headers: all });
  const answered = new Promise<{ status: number; answer: string }>((resolve, reject) => {
    outgoing.once('error', reject);
    outgoing.once('response', (incoming) => {
      text(incoming).then((answer) => resolve({ status: incoming.statusCode ?? 0, answer }), reject);
    });
  });
  outgoing.end(body);
  return answered;
}

/** What several loads come to, one after the other. */
export function together(loads: readonly LoadFigures[]): LoadFigures {
  const times = loads.flatMap((load) => load.times).toSorted((a, b) => a - b);
  const seconds = loads.reduce((sum, load) => sum + load.seconds, 0);
  const errors = loads.flatMap((load) => load.errors);
  return { requests: times.length, seconds, perSecond: times.length / seconds, times, errors };
}

/** The time that a share of the requests stayed under. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
