import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { bundleWorkflows } from '../../worker/workflow-bundle.ts';

test('the bundle of the workflows holds our own files and the SDK with what the SDK needs, nothing else', async () => {
  const bundle = await bundleWorkflows();
  const code = await readFile('codePath' in bundle ? bundle.codePath : '', 'utf8');
  const packages = code.matchAll(/"\.\/node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//g);
  const sdk = ['@temporalio/common', '@temporalio/workflow', 'long', 'ms', 'nexus-rpc'];
  const found = new Set([...packages].map(([, name = '']) => name));
  expect([...found].filter((name) => !sdk.includes(name))).toEqual([]);
  expect(found).toContain('@temporalio/workflow');
  expect(code).toContain('./workflows/timeline.ts');
});
