import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { BounceMailbox } from '../mail/bounces/bounce-mailbox.ts';
import type { Sender } from '../mail/render-letter.ts';
import type { Lanes } from '../mail/lanes.ts';
import type { MailAddress, Mailer } from '../mail/transport.ts';
import type { Links } from '../office/link.ts';
import type { ReturnPaths } from '../office/return-path.ts';
import type { Db } from '../store/connection.ts';

export interface BounceReader {
  mailbox: BounceMailbox;
  returnPaths: ReturnPaths;
  /** How long the mailbox is left alone between two readings, in milliseconds of the machine: a mail server is no clock. */
  pauseMs: number;
}

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
  /** The mailbox in which letters come back; absent when none is configured. */
  bounces?: BounceReader | undefined;
}
