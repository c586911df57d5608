import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import { findTemporal } from '../scripts/setup.js';
import { freePort } from './free-port.ts';
import { commandOf } from './process-command.ts';
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
 * given one). When it dies it is started again. A server that a killed process left behind is ended first: two would
 * share one file. A history that cannot be opened any more is set aside: the facts rebuild all timers.
 */
export async function startEngineServer(folder: string, log: Logger, onPort?: number): Promise<EngineServer> {
  const binary = findTemporal();
  if (!binary) throw new Error('the Temporal CLI is missing: run "node scripts/setup.js"');
  mkdirSync(folder, { recursive: true });
  const file = resolve(folder, 'temporal.db');
  const pidFile = join(folder, 'temporal.pid');
  endOrphan(pidFile, file);
  for (let attempt = 1; ; attempt += 1) {
    const [port, uiPort] = [onPort ?? (await freePort()), await freePort()];
    const engine = launchEngine(binary, { file, pidFile, port, uiPort }, log);
    try {
      await Promise.race([answering(engine.address), engine.gaveUp]);
      engine.answers();
      return engine;
    } catch (error) {
      await engine.stop();
      if (attempt === 3) throw error;
      log.warn({ err: error }, 'the engine did not start; trying again');
      // The first time somebody may have taken a port in between; the second time the history itself is at fault.
      if (attempt === 2 && existsSync(file)) renameSync(file, `${file}.broken`);
    }
  }
}

interface Launch {
  file: string;
  pidFile: string;
  port: number;
  uiPort: number;
}

/** Starts the child and starts it again when it dies, until stopped. */
function launchEngine(binary: string, { file, pidFile, port, uiPort }: Launch, log: Logger) {
  let child: ChildProcess | undefined;
  let stopped = false;
  let answered = false;
  const gaveUp = Promise.withResolvers<never>();
  gaveUp.promise.catch(() => undefined);

  const launch = (): void => {
    const engine = spawn(binary, argumentsFor(file, port, uiPort), {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    let said = '';
    engine.stderr.on('data', (text: Buffer) => {
      said = `${said}${text.toString()}`.slice(-2000);
    });
    if (engine.pid) writeFileSync(pidFile, String(engine.pid));
    engine.once('error', (error) => gaveUp.reject(error));
    engine.once('exit', (code, signal) => {
      if (stopped) return;
      if (!answered) return gaveUp.reject(new Error(`the engine ended with ${code ?? signal}: ${said.trim()}`));
      log.warn({ code, signal, said: said.trim() }, 'the engine ended; starting it again');
      setTimeout(launch, 1000).unref();
    });
    child = engine;
  };
  launch();
  return {
    address: `127.0.0.1:${port}`,
    port,
    uiUrl: `http://127.0.0.1:${uiPort}`,
    pid: () => child?.pid,
    /** Fails when the child ends before it has ever answered. */
    gaveUp: gaveUp.promise,
    answers: () => {
      answered = true;
    },
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
  // The history can be rebuilt from the facts: it need not be forced to disk at every commit, only be whole after a crash.
  ...['--db-filename', file, '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
  // A short timer would otherwise wait a second: harmless in an office, hours on a scaled clock.
  ...['--dynamic-config-value', 'history.timerProcessorMaxTimeShift="20ms"'],
  ...['--log-level', 'never'],
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
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  if (commandOf(pid).includes(file)) process.kill(pid, 'SIGKILL');
}
