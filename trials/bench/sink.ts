import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Tally {
  count: number;
  /** The most connections that were open at once. */
  most: number;
  /** Milliseconds of the machine's clock; 0 before the first. */
  lastAt: number;
}

/** The bench's mail server, in a process of its own. */
export interface Sink {
  port: number;
  tally(): Promise<Tally>;
  reset(): Promise<unknown>;
  /** The first messages, as they came. */
  samples(): Promise<string[]>;
  stop(): void;
}

export async function startSink(): Promise<Sink> {
  const child = fork(fileURLToPath(new URL('sink-process.ts', import.meta.url)));
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    port,
    tally: () => ask<Tally>(child, 'count'),
    reset: () => ask(child, 'reset'),
    samples: async () => (await ask<{ kept: string[] }>(child, 'samples')).kept,
    stop: () => child.disconnect(),
  };
}

async function ask<T>(child: ChildProcess, question: string): Promise<T> {
  const answer = once(child, 'message');
  child.send(question);
  const [said] = (await answer) as [T];
  return said;
}
