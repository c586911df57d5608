import { createHash, randomBytes } from 'node:crypto';

/** A token that is shown once and stored only as its hash. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** How a token is stored: its sha256, hexadecimal; 256 random bits need no salt. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
