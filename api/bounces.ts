import type { FastifyPluginAsyncTypebox, Static } from '@fastify/type-provider-typebox';
import { createHash } from 'node:crypto';
import { Refusal } from '../domain/refusal.ts';
import { isSigned } from '../office/hook-signature.ts';
import { recordBounce } from '../office/record-bounce.ts';
import { recordReturnedMail } from '../office/record-returned-mail.ts';
import { BounceEvent, BounceOutcome, ReturnedMessage, SignedHeaders } from './bodies/bounce.ts';
import { refusals } from './bodies/problem.ts';
import type { Deps } from './deps.ts';
import { hookLimit } from './rate-limits.ts';

/** A report with the head of the letter fits many times over; a whole letter with its attachment does not matter. */
const largestBytes = 1024 * 1024;

/** What came back, posted by a mail system: signed, not signed in. There only when a secret is configured for it. */
export const bounces: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock, bounceHook }) => {
  // The signature is over the bytes as they came: they are kept until it has been looked at.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(['application/json', 'message/rfc822'], { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  app.addHook('onRequest', async () => {
    if (!bounceHook) throw new Refusal('page.not_found');
  });

  app.post(
    '/bounces',
    {
      bodyLimit: largestBytes,
      config: { rateLimit: hookLimit },
      schema: {
        operationId: 'recordBounce',
        summary: 'Hệ thống thư báo một thư bị trả về: nguyên văn thư trả về, hoặc tóm tắt dạng JSON',
        tags: ['notifications'],
        security: [{ signature: [] }],
        headers: SignedHeaders,
        body: {
          content: {
            'application/json': { schema: BounceEvent },
            'message/rfc822': { schema: ReturnedMessage },
          },
        },
        response: { 200: BounceOutcome, ...refusals },
      },
      preValidation: async (request) => {
        const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const head = request.headers as Record<string, string | undefined>;
        const { 'x-dondoc-timestamp': timestamp = '', 'x-dondoc-signature': signature = '' } = head;
        const call = { timestamp, signature, body: raw };
        if (!isSigned(bounceHook?.secret ?? '', call, clock.now())) throw new Refusal('signature.wrong');
        // A mail's bytes as letters, one each: so they can be checked like text, and given back as they were.
        request.body = isJson(request.headers['content-type']) ? jsonOf(raw) : raw.toString('latin1');
      },
    },
    async (request) => {
      const body = request.body as string | Static<typeof BounceEvent>;
      if (!bounceHook) throw new Refusal('page.not_found');
      const at = clock.now();
      if (typeof body !== 'string') return recordEvent(body, at);
      const source = Buffer.from(body, 'latin1');
      const { read, returnPaths } = bounceHook;
      return recordReturnedMail(db, { source, mail: await read(source), returnPaths, at });
    },
  );

  const recordEvent = (
    { address, messageId, kind, final, status = '', diagnostic = '' }: Static<typeof BounceEvent>,
    at: Temporal.Instant,
  ) => {
    const given = final !== undefined && { final };
    const bounce = { address: address.toLowerCase(), kind, status, diagnostic, ...given };
    const id = createHash('sha256')
      .update(JSON.stringify([messageId, bounce]))
      .digest('hex');
    const names = { messageIds: [`<${messageId.replace(/^<|>$/g, '')}>`], envelope: undefined };
    return recordBounce(db, { id, bounces: [bounce], ...names, at });
  };
};

const isJson = (type: string | undefined): boolean => (type ?? '').toLowerCase().startsWith('application/json');

function jsonOf(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    const message = 'Nội dung gửi lên không phải JSON.';
    throw new Refusal('request.invalid', { count: '1' }, [{ field: 'body', message }]);
  }
}
