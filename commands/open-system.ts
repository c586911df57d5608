import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Outside } from '../activities/outside.ts';
import type { Deps } from '../api/deps.ts';
import { startSink } from '../mail/sink.ts';
import { createTransport } from '../mail/transport.ts';
import { createLinks } from '../office/link.ts';
import type { Settings } from '../settings.ts';
import { openStore } from '../store/connection.ts';
import type { Store } from '../store/connection.ts';

/** The parts that api and worker share, opened by the settings. */
export interface Opened {
  store: Store;
  deps: Deps;
  outside: Outside;
  close(): Promise<void>;
}

/** Opens the facts and the way to the mail server: the settings' one, or the local mailbox. Migrations are the caller's. */
export async function openSystem(settings: Settings, log: Logger): Promise<Opened> {
  mkdirSync(settings.folder, { recursive: true });
  const mailFolder = settings.smtpUrl ? undefined : join(settings.folder, 'mail');
  const [store, sink] = await Promise.all([
    openStore({ databaseUrl: settings.databaseUrl, folder: join(settings.folder, 'postgres') }),
    mailFolder ? startSink({ folder: mailFolder }) : undefined,
  ]);
  const mailer = createTransport(settings.smtpUrl ?? sink?.url ?? '');
  const { clock, secret, publicUrl, mailFrom, trustProxy } = settings;
  return {
    store,
    deps: { db: store.db, clock, secret, publicUrl, trustProxy, contact: settings.contact, mailFolder, logger: log },
    outside: {
      db: store.db,
      clock,
      mailer,
      links: createLinks(secret, publicUrl),
      log,
      publicUrl,
      mailFrom,
      sender: { office: 'Sở Khoa học và Công nghệ', contact: settings.contact },
    },
    close: async () => {
      mailer.close();
      await sink?.close();
      await store.close();
    },
  };
}
