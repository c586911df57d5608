import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Outside } from '../activities/outside.ts';
import type { Deps } from '../api/deps.ts';
import { createScanner } from '../documents/upload/scan-content.ts';
import { openBounceMailbox } from '../mail/bounces/bounce-mailbox.ts';
import { readReturnedMail } from '../mail/bounces/read-returned-mail.ts';
import { startSink } from '../mail/sink.ts';
import { createLanes } from '../mail/lanes.ts';
import { createTransport } from '../mail/transport.ts';
import { createLinks } from '../office/link.ts';
import { createReturnPaths } from '../office/return-path.ts';
import type { Settings } from '../settings.ts';
import { openStore } from '../store/connection.ts';
import type { ServerOptions, Store } from '../store/connection.ts';

/** The parts that api and worker share, opened by the settings. */
export interface Opened {
  store: Store;
  deps: Deps;
  outside: Outside;
  close(): Promise<void>;
}

/** Opens the facts and the way to the mail server: the settings' one, or the local mailbox. Migrations are the caller's. */
export async function openSystem(settings: Settings, log: Logger, options: ServerOptions = {}): Promise<Opened> {
  mkdirSync(settings.folder, { recursive: true });
  const mailFolder = settings.smtpUrl ? undefined : join(settings.folder, 'mail');
  const [store, sink] = await Promise.all([
    openStore({ databaseUrl: settings.databaseUrl, folder: join(settings.folder, 'postgres') }, options),
    mailFolder ? startSink({ folder: mailFolder }) : undefined,
  ]);
  const { clock, secret, publicUrl, mailFrom, trustProxy, post, uploads } = settings;
  const returnAddress = post.envelopeFrom ?? mailFrom.address;
  const returnPaths = createReturnPaths(secret, returnAddress);
  const mailer = createTransport(settings.smtpUrl ?? sink?.url ?? '', {
    maxConnections: settings.lanes.connections,
    envelopeFrom: post.envelopeFrom && post.verp ? returnPaths.senderFor : () => returnAddress,
    replyTo: post.replyTo,
    dkim: post.dkim,
  });
  const { bounceImapUrl, bounceHookSecret } = post;
  return {
    store,
    deps: {
      db: store.db,
      clock,
      secret,
      publicUrl,
      trustProxy,
      mailFolder,
      contact: settings.contact,
      logger: log,
      scanner: uploads.clamd && createScanner(uploads.clamd),
      officeProgram: settings.officeProgram,
      signatureRoots: uploads.signatureRoots,
      ...(bounceHookSecret && { bounceHook: { secret: bounceHookSecret, returnPaths, read: readReturnedMail } }),
    },
    outside: {
      db: store.db,
      clock,
      mailer,
      lanes: createLanes(settings.lanes),
      links: createLinks(secret, publicUrl),
      log,
      publicUrl,
      mailFrom,
      sender: { office: 'Sở Khoa học và Công nghệ', contact: settings.contact },
      ...(bounceImapUrl && { bounces: { mailbox: openBounceMailbox(bounceImapUrl), returnPaths, pauseMs: 60_000 } }),
    },
    close: async () => {
      mailer.close();
      await sink?.close();
      await store.close();
    },
  };
}
