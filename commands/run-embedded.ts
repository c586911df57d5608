import { readSettings } from '../settings.ts';
import { createLogger } from './logger.ts';
import { startSystem } from './start.ts';
import type { Stoppable } from './until-stopped.ts';

/** Starts the embedded system and says where it is. */
export async function runEmbedded(): Promise<Stoppable> {
  const settings = readSettings(process.env);
  const log = createLogger(process.env['LOG_LEVEL'] ?? 'warn');
  const began = performance.now();
  const system = await startSystem(settings, log);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`Đôn Đốc is ready (${seconds} s): ${system.url}`);
  if (system.engineUi) console.log(`Temporal's own page:     ${system.engineUi}`);
  if (!settings.smtpUrl) console.log(`Letters stay here:       ${system.url}/mailbox`);
  if (system.firstAdminLink) console.log(`Set the first administrator's password (once): ${system.firstAdminLink}`);
  console.log('Ctrl-C stops it; nothing is lost.');
  return system;
}
