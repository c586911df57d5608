import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { WorkflowBundleOption } from '@temporalio/worker';

const root = fileURLToPath(new URL('..', import.meta.url));
const kept = join(root, 'node_modules', '.cache', 'dondoc');

/**
 * The workflows bundled for the sandbox: our own files and the SDK, nothing else. Bundling takes seconds, so the result
 * is kept under the hash of what it was made from, and made again when any of that changes.
 */
export async function bundleWorkflows(): Promise<WorkflowBundleOption> {
  const codePath = join(kept, `workflows-${await sourceHash()}.js`);
  if (existsSync(codePath)) return { codePath };
  const { code } = await bundleWorkflowCode({ workflowsPath: join(root, 'workflows', 'index.ts'), logger: quiet });
  await mkdir(kept, { recursive: true });
  const unfinished = `${codePath}.${process.pid}`;
  await writeFile(unfinished, code);
  await rename(unfinished, codePath);
  return { codePath };
}

/** Covers the workflows, the rules that they may import, and the SDK's version. */
async function sourceHash(): Promise<string> {
  const files = await Promise.all(
    ['workflows', 'domain'].map(async (folder) => {
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    }),
  );
  const hash = createHash('sha256');
  for (const file of [
    ...files.flat().toSorted(),
    join(root, 'node_modules', '@temporalio', 'workflow', 'package.json'),
  ]) {
    hash.update(file.slice(root.length)).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Webpack's report is of no use to anybody who starts the office's system; its errors are thrown. */
const quiet = {
  log: () => undefined,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
