import { execFileSync } from 'node:child_process';

/** The command line of a running process; empty for one that has ended, also when nobody has collected it yet. */
export function commandOf(pid: number): string {
  try {
    const command = execFileSync('ps', ['-p', String(pid), '-o', 'args='], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return command.includes('<defunct>') ? '' : command;
  } catch {
    return '';
  }
}
