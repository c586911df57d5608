import { onTestFinished } from 'vitest';
import { startDovecot } from '../../trials/dovecot-server.ts';
import type { Dovecot } from '../../trials/dovecot-server.ts';

export { withoutDovecot } from '../../trials/dovecot-server.ts';

/** A real Dovecot with an empty mailbox, ended with the test. */
export async function givenDovecot(): Promise<Dovecot> {
  const dovecot = await startDovecot();
  onTestFinished(() => dovecot.stop());
  return dovecot;
}
