import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { longestReturnLocal } from './office/return-path.ts';

/** How letters travel, beside the relay: settings of their own file, checked at start like all others. */
export interface PostSettings {
  /** Where letters come back to; the sender's address when absent. */
  envelopeFrom: string | undefined;
  /** Whether each letter has a return address of its own: `local+token@host`. */
  verp: boolean;
  replyTo: { name: string; address: string } | undefined;
  dkim: { domain: string; selector: string; privateKey: string } | undefined;
  /** The mailbox in which returned mail arrives: `imaps://user:password@host/INBOX`. */
  bounceImapUrl: string | undefined;
  /** Signs what a mail system posts to `/api/v1/bounces`; without it that address is not there. */
  bounceHookSecret: string | undefined;
}

interface Readers {
  urlOf: (name: string, text: string | undefined, protocols: readonly string[]) => string | undefined;
  mailboxOf: (name: string, text: string) => { name: string; address: string };
}

/** Reads the settings of the post; throws an Error that names the first wrong one. */
export function readPostSettings(env: NodeJS.ProcessEnv, { urlOf, mailboxOf }: Readers): PostSettings {
  const replyTo = env['MAIL_REPLY_TO'];
  const verp = switchOf('MAIL_VERP', env['MAIL_VERP'], true);
  return {
    envelopeFrom: envelopeOf(env['MAIL_ENVELOPE_FROM'], verp),
    verp,
    replyTo: replyTo ? mailboxOf('MAIL_REPLY_TO', replyTo) : undefined,
    dkim: dkimOf(env),
    bounceImapUrl: imapOf(urlOf('BOUNCE_IMAP_URL', env['BOUNCE_IMAP_URL'], ['imap:', 'imaps:'])),
    bounceHookSecret: hookSecretOf(env['BOUNCE_HOOK_SECRET']),
  };
}

function switchOf(name: string, text: string | undefined, standard: boolean): boolean {
  if (!text) return standard;
  if (text !== 'on' && text !== 'off') throw new Error(`${name}: expected on or off, got "${text}"`);
  return text === 'on';
}

/** With a token for each letter its local part must leave room: 64 letters are all that an address may have. */
function envelopeOf(address: string | undefined, verp: boolean): string | undefined {
  if (!address) return undefined;
  if (!/^[^\s@<>+]+@[^\s@<>]+$/.test(address)) {
    throw new Error(`MAIL_ENVELOPE_FROM: expected an address without "+", got "${address}"`);
  }
  if (verp && address.indexOf('@') > longestReturnLocal) {
    throw new Error(`MAIL_ENVELOPE_FROM: at most ${longestReturnLocal} letters before the @, or MAIL_VERP=off`);
  }
  return address;
}

function dkimOf(env: NodeJS.ProcessEnv): PostSettings['dkim'] {
  const [domain, selector, file] = dkimNames.map((name) => env[name] || undefined);
  if (!domain && !selector && !file) return undefined;
  const missing = dkimNames.find((name) => !env[name]);
  if (missing || !domain || !selector || !file)
    throw new Error(`${missing}: missing; DKIM needs ${dkimNames.join(', ')}`);
  for (const [name, value] of [['DKIM_DOMAIN', domain] as const, ['DKIM_SELECTOR', selector] as const]) {
    if (!/^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/i.test(value)) throw new Error(`${name}: expected a name, got "${value}"`);
  }
  return { domain, selector, privateKey: keyOf(file) };
}

const dkimNames = ['DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_KEY_FILE'] as const;

/** The signer knows RSA only (RFC 6376); receivers refuse keys of less than 1024 bits (RFC 8301). */
function keyOf(file: string): string {
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch {
    throw new Error(`DKIM_KEY_FILE: cannot be read: "${file}"`);
  }
  const key = privateKeyOf(pem);
  const bits = key?.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key?.asymmetricKeyType !== 'rsa' || bits < 1024) {
    throw new Error(`DKIM_KEY_FILE: expected an RSA private key in PEM, 1024 bits or more: "${file}"`);
  }
  return pem;
}

function privateKeyOf(pem: string) {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

function imapOf(url: string | undefined): string | undefined {
  if (!url) return undefined;
  const { username, password, hostname } = new URL(url);
  if (!username || !password || !hostname) {
    // The setting holds a password: it is not repeated.
    throw new Error('BOUNCE_IMAP_URL: expected imaps://user:password@host:993/INBOX, with user and password');
  }
  return url;
}

function hookSecretOf(secret: string | undefined): string | undefined {
  if (!secret) return undefined;
  if (secret.length < 32) throw new Error('BOUNCE_HOOK_SECRET: expected at least 32 characters');
  return secret;
}
