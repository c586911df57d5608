import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../worker/free-port.ts';
import { commandOf } from '../../worker/process-command.ts';
import { readFileSync } from 'node:fs';
import { startSystemProcess } from '../../trials/system-process.ts';

async function givenStart() {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const start = async () => {
    const port = String(await freePort());
    const env = { DATA_DIR: folder, PORT: port, PUBLIC_URL: `http://localhost:${port}` };
    return startSystemProcess(env, join(folder, 'system.log'));
  };
  return { folder, start };
}

test(
  'one command starts everything; a second start finds it; Ctrl-C leaves nothing running',
  { timeout: 120_000 },
  async () => {
    const { folder, start } = await givenStart();
    const first = await start();
    expect(first.firstAdminLink).toMatch(/\/setup\/[\w-]{43}$/);
    expect(await (await fetch(`${first.url}/readyz`)).json()).toEqual({ status: 'ok', down: [] });
    expect((await fetch(first.firstAdminLink ?? '')).status).toBe(200);
    const engine = Number(readFileSync(join(folder, 'temporal.pid'), 'utf8'));
    expect(commandOf(engine)).toContain('temporal.db');

    await expect(start()).rejects.toThrow(`${folder} is in use by process ${first.pid}`);

    await first.stop();
    expect(await first.ended).toMatchObject({ code: 0 });
    expect(commandOf(engine)).toBe('');

    const second = await start();
    // The first link ended with the second start; a page behind the session asks to sign in.
    const page = await fetch(`${second.url}${new URL(first.firstAdminLink ?? '').pathname}`);
    expect(page.status).toBe(410);
    await second.stop();
  },
);
