import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What is converted into what, by which LibreOffice, and how long that may take. */
export interface Conversion {
  /** The extension of the file given, and what LibreOffice is asked for: `pdf`, or a filter with its options. */
  from: string;
  to: string;
  /** The program: a path, or a name that is looked for as the shell does. */
  program: string;
  /** In milliseconds of the machine. */
  patience: number;
}

/**
 * A file converted by LibreOffice, in a folder and with a profile of its own that are removed afterwards. Undefined where
 * the program is not installed, does not finish in time or makes nothing of the file. It is killed with all its children.
 */
export async function convertByOffice(content: Uint8Array, conversion: Conversion): Promise<Uint8Array | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-office-'));
  try {
    const given = join(folder, `given.${conversion.from}`);
    const made = join(folder, 'made');
    await writeFile(given, content);
    if (!(await run(conversion, { folder, given, made }))) return undefined;
    const [name] = await readdir(made).catch(() => []);
    return name === undefined ? undefined : await readFile(join(made, name));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Whether the program came to its end by itself, and said that it went well. */
function run(
  { to, program, patience }: Conversion,
  { folder, given, made }: { folder: string; given: string; made: string },
): Promise<boolean> {
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  const wishes = [profile, '--headless', '--norestore', '--convert-to', to, '--outdir', made, given];
  return new Promise((resolve) => {
    // a group of its own: the program is a script, and what works is its child
    const office = spawn(program, wishes, { detached: true, stdio: 'ignore', cwd: folder });
    const timer = setTimeout(() => killGroup(office.pid), patience);
    const end = (well: boolean): void => {
      clearTimeout(timer);
      resolve(well);
    };
    office.once('error', () => end(false));
    office.once('exit', (code) => end(code === 0));
  });
}

function killGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // it has ended meanwhile
  }
}
