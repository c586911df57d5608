import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { freePort } from '../worker/free-port.ts';

const binary = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'].find(existsSync);

/** Why there is no Dovecot at hand, with what to do; undefined when there is one. */
export const withoutDovecot = dovecotTrouble();

function dovecotTrouble(): string | undefined {
  if (!binary) return 'no Dovecot: apt-get install --no-install-recommends dovecot-imapd';
  const version = execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim();
  return version.startsWith('2.3.') ? undefined : `Dovecot ${version}: the test's configuration is written for 2.3`;
}

const user = 'dondoc-bounce';
const password = 'p@ss:word/for-tests';

/** A Dovecot that runs. */
export interface Dovecot {
  /** `imap://…@127.0.0.1:port/INBOX` */
  url: string;
  /** The same mailbox with a wrong password. */
  wrongUrl: string;
  /** Puts a message into the inbox, as a delivery does. */
  deliver(message: Buffer): void;
  /** The files of a folder with their flags: `INBOX`, `Da-xu-ly`. */
  files(folder: string): string[];
  /** Ends every process of it at once, as a crash would. */
  kill(): Promise<void>;
  /** Ends it and takes its mailbox away. */
  stop(): Promise<void>;
}

/** A real Dovecot with an empty mailbox, on a free port of this machine, with a folder and a configuration of its own. */
export async function startDovecot(): Promise<Dovecot> {
  if (withoutDovecot) throw new Error(withoutDovecot);
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-dovecot-'));
  const owner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : { uid: userInfo().uid, gid: userInfo().gid };
  const mail = join(folder, 'mail');
  for (const each of ['new', 'cur', 'tmp']) mkdirSync(join(mail, each), { recursive: true });
  for (const each of [folder, mail, ...['new', 'cur', 'tmp'].map((name) => join(mail, name))]) {
    chownSync(each, owner.uid, owner.gid);
  }
  const port = await freePort();
  writeFileSync(join(folder, 'dovecot.conf'), configuration(folder, mail, port, owner));
  const server = spawn(binary ?? '', ['-F', '-c', join(folder, 'dovecot.conf')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // A group of its own, so that all its processes can be ended at once.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await onceAnswering(port);
  const address = (secret: string) => `imap://${user}:${encodeURIComponent(secret)}@127.0.0.1:${port}/INBOX`;
  let count = 0;
  return {
    url: address(password),
    wrongUrl: address('wrong'),
    deliver(message) {
      const file = join(mail, 'new', `${1_797_210_000 + count++}.test.dondoc`);
      writeFileSync(file, message);
      chownSync(file, owner.uid, owner.gid);
    },
    files(name) {
      const place = name === 'INBOX' ? mail : join(mail, `.${name}`);
      return ['new', 'cur'].flatMap((each) => (existsSync(join(place, each)) ? readdirSync(join(place, each)) : []));
    },
    kill: async () => {
      process.kill(-(server.pid ?? 0), 'SIGKILL');
      await ended;
    },
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Its programs run under the machine's own mail users when started by root, else all under one's own name. */
function configuration(folder: string, mail: string, port: number, { uid, gid }: { uid: number; gid: number }): string {
  const mine = process.getuid?.() !== 0;
  const name = userInfo().username;
  const users = `default_internal_user = ${name}\ndefault_internal_group = ${gid}\ndefault_login_user = ${name}`;
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
${mine ? users : ''}
mail_location = maildir:${mail}
mail_uid = ${uid}
mail_gid = ${gid}
first_valid_uid = ${uid}
first_valid_gid = ${gid}
auth_mechanisms = plain
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;
}

/** Waits until something greets on the port; gives up after ten seconds. */
async function onceAnswering(port: number): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (
      await answers(port).then(
        () => true,
        () => false,
      )
    )
      return;
    await later(20);
  }
  throw new Error(`Dovecot does not answer on port ${port}`);
}

/** Resolves when something greets on the port. */
function answers(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}
