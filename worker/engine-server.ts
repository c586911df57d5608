import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import { findTemporal } from '../scripts/setup.js';
import { freePort } from './free-port.ts';
import { attributeKeys } from './search-attributes.ts';

export interface EngineServer {
  address: string;
  port: number;
  /** Temporal's own page. */
  uiUrl: string;
  pid(): number | undefined;
  stop(): Promise<void>;
}

/**
 * Starts the Temporal CLI's dev server as a child, with its history in a file, on free ports of the loopback (or a
 * given one). When it
 * dies it is started again. A server that a killed process left behind is ended first: two would share one file.
 */
export async function startEngineServer(folder: string, log: Logger, onPort?: number): Promise<EngineServer> {
  const binary = findTemporal();
  if (!binary) throw new Error('the Temporal CLI is missing: run "node scripts/setup.js"');
  mkdirSync(folder, { recursive: true });
  const file = resolve(folder, 'temporal.db');
  const pidFile = join(folder, 'temporal.pid');
  endOrphan(pidFile, file);
  const [port, uiPort] = [onPort ?? (await freePort()), await freePort()];
  let child: ChildProcess | undefined;
  let stopped = false;

  const launch = (): void => {
    child = spawn(binary, argumentsFor(file, port, uiPort), { stdio: 'ignore', detached: true });
    if (child.pid) writeFileSync(pidFile, String(child.pid));
    child.once('error', (error) => log.error({ err: error }, 'the engine could not be started'));
    child.once('exit', (code, signal) => {
      if (stopped) return;
      log.warn({ code, signal }, 'the engine ended; starting it again');
      setTimeout(launch, 1000).unref();
    });
  };
  launch();
  const address = `127.0.0.1:${port}`;
  await answering(address);
  return {
    address,
    port,
    uiUrl: `http://127.0.0.1:${uiPort}`,
    pid: () => child?.pid,
    stop: async () => {
      stopped = true;
      await ended(child);
      rmSync(pidFile, { force: true });
    },
  };
}

const argumentsFor = (file: string, port: number, uiPort: number): string[] => [
  'server',
  'start-dev',
  ...['--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)],
  ...['--db-filename', file, '--log-level', 'never'],
  ...Object.values(attributeKeys).flatMap(({ name }) => ['--search-attribute', `${name}=Keyword`]),
];

async function answering(address: string): Promise<void> {
  const until = performance.now() + 30_000;
  for (;;) {
    try {
      const connection = await Connection.connect({ address, connectTimeout: '1s' });
      await connection.close();
      return;
    } catch (error) {
      if (performance.now() > until) throw new Error('the engine does not answer', { cause: error });
      await later(50);
    }
  }
}

async function ended(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolved) => child.once('exit', resolved));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 5000);
  await exit;
  clearTimeout(force);
}

function endOrphan(pidFile: string, file: string): void {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8'));
    const command = execFileSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' });
    if (command.includes(file)) process.kill(pid, 'SIGKILL');
  } catch {
    // No file or no such process: nothing was left behind.
  }
}
