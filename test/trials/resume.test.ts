import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandOf } from '../../worker/process-command.ts';
import { expect, onTestFinished, test, vi } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'dondoc-demo-'));

/** Runs the demo as its own process; answers what it printed and its exit status. */
function demo(...options: string[]) {
  const child = spawn(process.execPath, ['dondoc.ts', 'demo', ...options], {
    env: { ...process.env, DEMO_DIR: folder },
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, ended, said: () => said };
}

/** A failed test leaves nothing running: what the killed system had started is ended by its process id. */
function cleanUp(): void {
  for (const file of ['running.pid', 'temporal.pid'].map((name) => join(folder, name)).filter(existsSync)) {
    const pid = Number(readFileSync(file, 'utf8'));
    if (commandOf(pid)) process.kill(pid, 'SIGKILL');
  }
  rmSync(folder, { recursive: true, force: true });
}

const letters = (): number => readdirSync(join(folder, 'mail')).filter((name) => name.endsWith('.eml')).length;

test(
  'a year whose whole system is killed in the middle goes on with --resume: nothing lost, nothing twice',
  { timeout: 900_000 },
  async () => {
    onTestFinished(cleanUp);
    const first = demo();
    // In the thick of it: reminders, reports and receipts at the same time.
    await vi.waitFor(() => expect(letters()).toBeGreaterThan(300), { timeout: 300_000, interval: 20 });
    const system = Number(readFileSync(join(folder, 'running.pid'), 'utf8'));
    process.kill(system, 'SIGKILL');
    first.child.kill('SIGKILL');
    await first.ended;

    const second = demo('--resume');
    const status = await second.ended;
    expect(second.said()).toContain('lost=0 duplicated=0 after_submission=0 compiled=3');
    expect(status, second.said()).toBe(0);
  },
);
