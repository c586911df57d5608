import { createHmac, timingSafeEqual } from 'node:crypto';

/** How old a call may be, either way: what is overheard cannot be sent again later. */
const window = { minutes: 5 };

export interface SignedCall {
  /** Seconds since 1970, as the caller wrote them. */
  timestamp: string;
  /** `sha256=` and 64 hex digits. */
  signature: string;
  body: Buffer;
}

/** The signature of a call: HMAC-SHA256 over its timestamp, a full stop and its body, byte for byte. */
export const signCall = (secret: string, { timestamp, body }: Omit<SignedCall, 'signature'>): string =>
  `sha256=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`;

/** Whether a call was signed with the secret, within five minutes of now. */
export function isSigned(secret: string, call: SignedCall, now: Temporal.Instant): boolean {
  if (!/^\d{1,12}$/.test(call.timestamp)) return false;
  const [expected, given] = [Buffer.from(signCall(secret, call)), Buffer.from(call.signature)];
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return false;
  const sentAt = Temporal.Instant.fromEpochMilliseconds(Number(call.timestamp) * 1000);
  const age = sentAt.until(now).abs();
  return Temporal.Duration.compare(age, window) <= 0;
}
