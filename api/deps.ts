import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../clock.ts';
import type { Scanner } from '../documents/upload/scan-content.ts';
import type { ReturnedMail } from '../domain/returned-mail.ts';
import type { ReturnPaths } from '../office/return-path.ts';
import type { Db } from '../store/connection.ts';

/** What is needed to take returned mail by the hook. */
export interface BounceHook {
  /** Signs every call, at least 32 characters. */
  secret: string;
  returnPaths: ReturnPaths;
  read: (source: Buffer) => Promise<ReturnedMail>;
}

/** What the API and the pages need; it comes in, so that tests can give their own. */
export interface Deps {
  db: Db;
  clock: Clock;
  /** The installation's secret, at least 32 characters: signs links and cookies. */
  secret: string;
  /** The address under which people reach the pages: `https://dondoc.quangngai.gov.vn`, without a slash at its end. */
  publicUrl: string;
  /** The proxies whose word on the caller's address is taken: `loopback`, or addresses and subnets with commas between. */
  trustProxy?: string | undefined;
  /** Whom the letters name for questions; a preview shows it. */
  contact?: { name: string; phone: string; email: string } | undefined;
  /** The folder of the local mailbox, when letters do not leave the machine. */
  mailFolder?: string | undefined;
  logger?: FastifyBaseLogger | undefined;
  /** How mail systems post what came back; absent when no secret is configured for it. */
  bounceHook?: BounceHook | undefined;
  /** LibreOffice's program, which makes PDF files; absent: `soffice`, where it is installed. */
  officeProgram?: string | undefined;
  /** Looks for malicious software in files; absent when none is configured. */
  scanner?: Scanner | undefined;
  /** Certificates in PEM to which the chain of a file's signature may lead. */
  signatureRoots?: readonly string[] | undefined;
}
