import { join } from 'node:path';
import { inviteFirstAdmin } from '../office/invite-staff.ts';
import { readSettings } from '../settings.ts';
import { openStore } from '../store/connection.ts';

/** Prints a fresh one-time link for the first administrator of a service installation. */
export async function showInvitation(): Promise<void> {
  const settings = readSettings(process.env);
  const store = await openStore({ databaseUrl: settings.databaseUrl, folder: join(settings.folder, 'postgres') });
  try {
    const week = 7 * 24 * 60 * 60 * 1000;
    const token = await inviteFirstAdmin(store.db, settings.clock.now(), settings.clock.patience(week));
    console.log(
      token
        ? `${settings.publicUrl}/setup/${token}`
        : 'an administrator has a password already: sign in, and invite from the page',
    );
  } finally {
    await store.close();
  }
}
