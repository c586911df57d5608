import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { startEngineServer } from '../../worker/engine-server.ts';
import { bundleWorkflows } from '../../worker/workflow-bundle.ts';
import { compilation } from '../../workflows/compilation.ts';
import { wake } from '../../workflows/timeline.ts';

/** The real engine with the workflows, and a planning that tells of itself. */
async function givenEngine(planCompilation: () => Promise<{ done: true }>) {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-timeline-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const engine = await startEngineServer(folder, pino({ level: 'silent' }));
  onTestFinished(() => engine.stop());
  const connection = await NativeConnection.connect({ address: engine.address });
  onTestFinished(() => connection.close());
  const worker = await Worker.create({
    ...{ connection, taskQueue: 'timeline', workflowBundle: await bundleWorkflows() },
    activities: { planCompilation },
  });
  const access = await Connection.connect({ address: engine.address });
  onTestFinished(() => access.close());
  return { worker, client: new Client({ connection: access }) };
}

test('a wake that comes while the last answer is on its way is not lost: the matter is planned once more', async () => {
  let plans = 0;
  const { worker, client } = await givenEngine(async () => {
    plans += 1;
    // The facts change after they were read, and before the workflow has the answer.
    if (plans === 1) await client.workflow.getHandle('compilation/one').signal(wake);
    return { done: true };
  });
  await worker.runUntil(
    client.workflow.execute(compilation, { taskQueue: 'timeline', workflowId: 'compilation/one', args: ['one'] }),
  );
  expect(plans).toBe(2);
});
