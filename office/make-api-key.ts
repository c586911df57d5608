import { demand } from '../domain/actor.ts';
import type { Actor } from '../domain/actor.ts';
import { longest, refuseTooLong } from '../domain/text-limits.ts';
import { record } from '../store/audits.ts';
import type { Db } from '../store/connection.ts';
import { newToken, tokenHash } from './secret-token.ts';

/** Makes an API key that acts as its maker; answers it once, only its hash is stored. Refuses: `actor.not_allowed`, `request.invalid`. */
export function makeApiKey(
  db: Db,
  { name, actor, at }: { name: string; actor: Actor; at: Temporal.Instant },
): Promise<string> {
  demand(actor, 'review');
  refuseTooLong({ key: [name, longest.name] });
  const key = newToken();
  return db.transaction().execute(async (tx) => {
    const account = actor.kind === 'staff' ? actor.account : '';
    await tx
      .insertInto('api_key')
      .values({ token_sha256: tokenHash(key), account_id: account, name, made_at: at, withdrawn_at: null })
      .execute();
    await record(tx, { actor, at, verb: 'make-api-key', subject: `account/${account}` });
    return key;
  });
}
