import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from '@temporalio/worker';
import { describe, expect, test } from 'vitest';
import { historyFrom } from '../../trials/history-file.ts';
import * as workflows from '../../workflows/index.ts';
import { bundleWorkflows } from '../../worker/workflow-bundle.ts';

const folder = fileURLToPath(new URL('../histories/', import.meta.url));
const days = readdirSync(folder).toSorted();

interface Kept {
  workflowId: string;
  history: unknown;
}

const read = (day: string, file: string): Kept => JSON.parse(readFileSync(join(folder, day, file), 'utf8')) as Kept;

test('the newest of them are of every workflow type that there is', () => {
  const types = Object.keys(workflows).map((type) => `${type}.json`);
  expect(readdirSync(join(folder, days.at(-1) ?? '')).toSorted()).toEqual(types.toSorted());
});

describe.each(days)('the histories kept on %s', (day) => {
  const files = readdirSync(join(folder, day));

  test('each is of a workflow type that there is, and none names the machine that made it', () => {
    // A type that came later has no history in an older folder.
    expect(Object.keys(workflows).map((type) => `${type}.json`)).toEqual(expect.arrayContaining(files));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const text = readFileSync(join(folder, day, file), 'utf8');
      expect(text).not.toMatch(/\d+@/);
      expect(text).not.toMatch(/"identity": "(?!worker")|"name": "[^"]*-[0-9a-f]{32}"/);
    }
  });

  test('today’s workflows replay them: a year that runs on them goes on (docs/decisions/0005)', async () => {
    const histories = files.map((file) => {
      const { workflowId, history } = read(day, file);
      return { workflowId, history: historyFrom(history) };
    });
    const options = { workflowBundle: await bundleWorkflows(), replayName: day };
    const failures: string[] = [];
    for await (const { workflowId, error } of Worker.runReplayHistories(options, histories)) {
      if (error) failures.push(`${workflowId}: ${error.message}`);
    }
    expect(failures).toEqual([]);
  });
});
