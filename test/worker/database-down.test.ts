import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { scaledClock } from '../../clock.ts';
import { createLanes } from '../../mail/lanes.ts';
import { createTransport } from '../../mail/transport.ts';
import { createLinks } from '../../office/link.ts';
import { loadSample } from '../../office/load-sample.ts';
import { openServer } from '../../store/connection.ts';
import { migrate } from '../../store/migrate.ts';
import { startPostgres } from '../../trials/postgres-server.ts';
import { startEngineServer } from '../../worker/engine-server.ts';
import { runWorker } from '../../worker/run-worker.ts';
import { bundleWorkflows } from '../../worker/workflow-bundle.ts';
import { publicUrl, secret } from '../given/people.ts';

test('a worker that starts while the database is down waits for it, and then opens the cycle', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-down-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const log = pino({ level: 'silent' });
  const engine = await startEngineServer(folder, log);
  onTestFinished(() => engine.stop());
  const postgres = await startPostgres();
  onTestFinished(() => postgres.remove());
  const store = openServer(await postgres.createDatabase('dondoc'));
  onTestFinished(() => store.close());
  const start = Temporal.Instant.from('2026-12-14T09:00+07:00');
  await migrate(store.db);
  await loadSample(store.db, start);
  await postgres.crash('immediate');
  const cycles = () => store.db.selectFrom('cycle').select('id').execute();

  const outside = {
    ...{
      db: store.db,
      log,
      publicUrl,
      lanes: createLanes({ connections: 8, perDomain: 8, perMinute: 0 }),
      links: createLinks(secret, publicUrl),
    },
    clock: scaledClock({ start, speed: 1, origin: Temporal.Now.instant() }),
    mailer: createTransport('smtp://127.0.0.1:1'),
    mailFrom: { name: 'Sở Khoa học và Công nghệ', address: 'dondoc@skhcn.example' },
    sender: {
      office: 'Sở Khoa học và Công nghệ',
      contact: { name: 'Đầu mối', phone: '0255', email: 'a@skhcn.example' },
    },
  };
  const address = { address: engine.address, namespace: 'default', apiKey: undefined, tls: false };
  const worker = runWorker(address, store, outside, bundleWorkflows());
  onTestFinished(() => worker.stop());
  await expect(cycles()).rejects.toThrow();
  await postgres.start();
  await worker.ready;
  await vi.waitFor(async () => expect(await cycles()).toEqual([{ id: 'kl69-nam/2026' }]), {
    timeout: 40_000,
    interval: 50,
  });
});
