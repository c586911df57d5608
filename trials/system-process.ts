import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../dondoc.ts', import.meta.url));

export interface SystemProcess {
  url: string;
  /** The one-time link of the first administrator; undefined when there is one. */
  firstAdminLink: string | undefined;
  pid: number;
  /** Settles when the process has ended, however. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  stop(): Promise<void>;
}

/** Starts `dondoc start` as a process of its own, as `npm start` does, and waits until it says that it is ready; what it says goes to a file. */
export async function startSystemProcess(env: Record<string, string>, logFile: string): Promise<SystemProcess> {
  const child = spawn(process.execPath, [program, 'start'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const said = await readUntilReady(child, ended);
  return {
    url: /is ready \([^)]*\): (\S+)/.exec(said)?.[1] ?? '',
    firstAdminLink: /password \(once\): (\S+)/.exec(said)?.[1],
    pid: child.pid ?? 0,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function readUntilReady(child: ChildProcess, ended: Promise<unknown>): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (text: Buffer): void => {
      said += text.toString();
      if (said.includes('Ctrl-C stops it')) resolve(said);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    void ended.then(() => reject(new Error(`the system ended before it was ready: ${said}`)));
  });
}
