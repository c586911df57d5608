import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Sender } from '../mail/render-letter.ts';
import type { Lanes } from '../mail/lanes.ts';
import type { MailAddress, Mailer } from '../mail/transport.ts';
import type { Links } from '../office/link.ts';
import type { Db } from '../store/connection.ts';

/** What the activities need from outside; it comes in, so that tests can replace the clock and the mail server. */
export interface Outside {
  db: Db;
  clock: Clock;
  mailer: Mailer;
  /** How many letters are on their way at once; all post offices of a process share it. */
  lanes: Lanes;
  links: Links;
  log: Logger;
  publicUrl: string;
  mailFrom: MailAddress;
  sender: Sender;
}
