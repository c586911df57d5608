import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { setTimeout as later } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../dondoc.ts', import.meta.url));

/** A process of the service, kept alive as a container's restart policy would. */
export interface Service {
  name: string;
  /** `kill -9`; it stays down until it is started again. */
  kill(): void;
  start(): void;
  /** SIGSTOP: it holds its connections and does nothing. */
  sleep(): void;
  wake(): void;
  pid(): number;
  stop(): Promise<void>;
}

/** Starts `dondoc <command>` as a process of its own; what it says goes to a file, and an end of its own is told. */
export function startService(
  name: string,
  command: string,
  env: Record<string, string>,
  logFile: string,
  endedByItself: (how: string) => void,
): Service {
  const log = createWriteStream(logFile, { flags: 'a' });
  let child: ChildProcess | undefined;
  let wanted = true;
  /** What was ended on purpose. */
  let struck: ChildProcess | undefined;

  const start = (): void => {
    wanted = true;
    if (child) return;
    const launched = spawn(process.execPath, [program, command], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    launched.stdout.pipe(log, { end: false });
    launched.stderr.pipe(log, { end: false });
    launched.once('exit', (code, signal) => {
      child = undefined;
      if (launched !== struck) endedByItself(String(code ?? signal));
      if (wanted) void later(500).then(() => wanted && start());
    });
    child = launched;
  };
  const signal = (sign: NodeJS.Signals): void => void child?.kill(sign);
  start();
  return {
    name,
    start,
    pid: () => child?.pid ?? 0,
    sleep: () => signal('SIGSTOP'),
    wake: () => signal('SIGCONT'),
    kill: () => {
      wanted = false;
      struck = child;
      signal('SIGKILL');
    },
    stop: async () => {
      wanted = false;
      struck = child;
      signal('SIGCONT');
      signal('SIGTERM');
      for (let waited = 0; child && waited < 20_000; waited += 50) await later(50);
      signal('SIGKILL');
      while (child) await later(20);
      log.end();
    },
  };
}

/** Runs `dondoc <command>` to its end and answers what it printed; throws when it fails. */
export async function runCommand(args: readonly string[], env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const code = await new Promise<number | null>((ended) => child.once('close', ended));
  if (code !== 0) throw new Error(`dondoc ${args.join(' ')}: ${said}`);
  return said;
}
