import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Argon2Parameters } from 'node:crypto';
import { promisify } from 'node:util';
import { Refusal } from '../domain/refusal.ts';

const derive = promisify(argon2) as (algorithm: 'argon2id', parameters: Argon2Parameters) => Promise<Buffer>;

/** OWASP's recommendation for argon2id: 19 MiB, two passes, one lane. */
const cost = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 };

/** The stored form of a password: `argon2id$<salt>$<tag>`, base64. Refuses: `password.weak` under 12 characters. */
export async function sealPassword(password: string): Promise<string> {
  if (password.length < 12) throw new Refusal('password.weak');
  const salt = randomBytes(16);
  return `argon2id$${salt.toString('base64')}$${(await tagOf(password, salt)).toString('base64')}`;
}

/** Whether a password is the sealed one. Without a sealed one the work is done all the same, so that time tells nothing. */
export async function opensWith(password: string, sealed: string | null): Promise<boolean> {
  const [, salt = '', tag = ''] = (sealed ?? '').split('$');
  const expected = Buffer.from(tag, 'base64');
  const given = await tagOf(password, sealed ? Buffer.from(salt, 'base64') : Buffer.alloc(16));
  return expected.length === given.length && timingSafeEqual(expected, given);
}

const tagOf = (password: string, nonce: Buffer): Promise<Buffer> =>
  derive('argon2id', { message: password.normalize('NFKC'), nonce, ...cost });
