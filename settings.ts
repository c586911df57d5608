import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clockFrom } from './clock.ts';
import type { Clock } from './clock.ts';
import type { LaneLimits } from './mail/lanes.ts';
import { readPostSettings } from './post-settings.ts';
import type { PostSettings } from './post-settings.ts';
import { readUploadSettings } from './upload-settings.ts';
import type { UploadSettings } from './upload-settings.ts';

/** What the environment decides; read and checked once, at start. A wrong setting is named and ends the process. */
export interface Settings {
  /** Where the embedded parts keep what must stay. */
  folder: string;
  /** Absent: the embedded Postgres. */
  databaseUrl: string | undefined;
  /** Absent: the Temporal CLI's dev server, started as a child. */
  temporal: { address: string; namespace: string; apiKey: string | undefined; tls: boolean } | undefined;
  /** Absent: the local mailbox. */
  smtpUrl: string | undefined;
  /** How many letters are on their way to the mail server at once. */
  lanes: LaneLimits;
  mailFrom: { name: string; address: string };
  /** How letters say where they come back to, where answers go, and whose they are; how bounces are learnt of. */
  post: PostSettings;
  /** How files are looked at before they are taken. */
  uploads: UploadSettings;
  /** LibreOffice's program, for PDF files; without it there are none. */
  officeProgram: string;
  contact: { name: string; phone: string; email: string };
  publicUrl: string;
  secret: string;
  /** The proxies whose word on the caller's address is taken. */
  trustProxy: string;
  host: string;
  port: number;
  logLevel: string;
  clock: Clock;
}

/** Reads the settings; throws an Error that names the first wrong one. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const folder = env['DATA_DIR'] ?? 'var';
  const port = portOf(env['PORT'] ?? '8069');
  const clock = clockFrom(env['CLOCK']);
  const smtpUrl = urlOf('SMTP_URL', env['SMTP_URL'], ['smtp:', 'smtps:']);
  if (smtpUrl && clock.speed !== 1 && !isLoopback(smtpUrl))
    throw new Error('CLOCK: a scaled clock is refused while SMTP_URL is set: letters could leave this machine');
  const databaseUrl = urlOf('DATABASE_URL', env['DATABASE_URL'], ['postgres:', 'postgresql:']);
  return {
    folder,
    databaseUrl,
    temporal: temporalOf(env),
    smtpUrl,
    lanes: lanesOf(env),
    mailFrom: mailboxOf('MAIL_FROM', env['MAIL_FROM'] ?? 'Sở Khoa học và Công nghệ <dondoc@skhcn.example>'),
    post: readPostSettings(env, { urlOf, mailboxOf }),
    uploads: readUploadSettings(env),
    officeProgram: env['OFFICE_PROGRAM'] ?? 'soffice',
    contact: {
      name: env['CONTACT_NAME'] ?? 'Bộ phận đầu mối Đôn Đốc, Sở Khoa học và Công nghệ',
      phone: env['CONTACT_PHONE'] ?? '(0255) 000 0000',
      email: env['CONTACT_EMAIL'] ?? 'dondoc@skhcn.example',
    },
    publicUrl: (urlOf('PUBLIC_URL', env['PUBLIC_URL'], ['http:', 'https:']) ?? `http://localhost:${port}`).replace(
      /\/$/,
      '',
    ),
    secret: secretOf(env['SECRET'], databaseUrl !== undefined, folder),
    trustProxy: env['TRUST_PROXY'] ?? 'loopback',
    host: env['HOST'] ?? '127.0.0.1',
    port,
    logLevel: env['LOG_LEVEL'] ?? 'info',
    clock,
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT: expected 0 to 65535, got "${text}"`);
  return port;
}

function lanesOf(env: NodeJS.ProcessEnv): LaneLimits {
  const connections = countOf('SMTP_CONNECTIONS', env, { least: 1, otherwise: 8 });
  return {
    connections,
    perDomain: countOf('SMTP_DOMAIN_CONNECTIONS', env, { least: 1, otherwise: connections }),
    perMinute: countOf('SMTP_DOMAIN_PER_MINUTE', env, { least: 0, otherwise: 0 }),
  };
}

function countOf(
  name: string,
  env: NodeJS.ProcessEnv,
  { least, otherwise }: { least: number; otherwise: number },
): number {
  const text = env[name];
  if (!text) return otherwise;
  const count = Number(text);
  if (!Number.isInteger(count) || count < least)
    throw new Error(`${name}: expected a whole number from ${least}, got "${text}"`);
  return count;
}

function urlOf(name: string, text: string | undefined, protocols: readonly string[]): string | undefined {
  if (!text) return undefined;
  if (!protocols.includes(URL.parse(text)?.protocol ?? '')) {
    throw new Error(`${name}: expected a URL starting with ${protocols.join(' or ')}`);
  }
  return text;
}

/** A mail server of this machine's own loopback: a trial's, from which nothing leaves. */
const isLoopback = (url: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(URL.parse(url)?.hostname ?? '');

function mailboxOf(name: string, text: string): Settings['mailFrom'] {
  const [, person = '', address = text] = /^(.*?)\s*<([^<>]+)>$/.exec(text) ?? [];
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(address)) throw new Error(`${name}: expected "Name <address>", got "${text}"`);
  return { name: person, address };
}

function temporalOf(env: NodeJS.ProcessEnv): Settings['temporal'] {
  const address = env['TEMPORAL_ADDRESS'];
  if (!address) return undefined;
  const apiKey = env['TEMPORAL_API_KEY'];
  const tls = env['TEMPORAL_TLS'] === 'true' || apiKey !== undefined;
  return { address, namespace: env['TEMPORAL_NAMESPACE'] ?? 'default', apiKey, tls };
}

/** A service must bring its secret; the embedded system makes one and keeps it beside its data. */
function secretOf(secret: string | undefined, service: boolean, folder: string): string {
  if (secret) {
    if (secret.length < 32) throw new Error('SECRET: expected at least 32 characters');
    return secret;
  }
  if (service) throw new Error('SECRET: missing; links in letters are signed with it (at least 32 characters)');
  const file = join(folder, 'secret');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    mkdirSync(folder, { recursive: true });
    const made = randomBytes(32).toString('base64url');
    writeFileSync(file, made, { mode: 0o600, flag: 'wx' });
    return made;
  }
}
