import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';
import { createTransport } from '../../mail/transport.ts';
import type { Mailer, OutgoingMail, TransportOptions } from '../../mail/transport.ts';

export const givenMail = (facts: Partial<OutgoingMail> = {}): OutgoingMail => ({
  from: { name: 'Sở Khoa học và Công nghệ', address: 'dondoc@skhcn.quangngai.gov.vn' },
  to: [{ name: 'Sở Tài chính', address: 'stc@quangngai.gov.vn' }],
  subject: '[Nhắc hạn] Báo cáo năm 2026, hạn 17/12/2026',
  text: 'Đề nghị Sở Tài chính gửi báo cáo.\n\nMở phòng nộp báo cáo: https://dondoc.vn/room/a.b\n',
  html: '<p>Đề nghị Sở Tài chính gửi báo cáo.</p><a href="https://dondoc.vn/room/a.b">Mở phòng nộp báo cáo</a>',
  messageId: '<kl69-nam.2026.STC.remind-3@dondoc.quangngai.gov.vn>',
  date: Temporal.Instant.from('2026-12-14T08:00:00+07:00'),
  headers: { 'X-Dondoc-Slot': 'kl69-nam/2026/STC/remind-3', 'X-Dondoc-Kind': 'remind' },
  ...facts,
});

export interface GivenServer {
  url: string;
  /** What was received whole, as text. */
  received: string[];
  /** Cuts every connection at once, as a crash would. */
  drop: () => void;
}

/** A mail server on a free port that answers as told; it takes everything when told nothing. */
export async function givenServer(
  answers: (server: GivenServer) => SMTPServerOptions = () => ({}),
): Promise<GivenServer> {
  const sockets = new Set<Socket>();
  const given: GivenServer = { url: '', received: [], drop: () => sockets.forEach((socket) => socket.destroy()) };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 10,
    async onData(stream, _session, answer) {
      given.received.push(await text(stream));
      answer(null, 'taken');
    },
    ...answers(given),
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  given.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return given;
}

export function givenMailer(url: string, options: TransportOptions = {}): Mailer {
  const mailer = createTransport(url, options);
  onTestFinished(() => mailer.close());
  return mailer;
}

export async function givenFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-mail-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** An SMTP answer that refuses. */
export const saying = (responseCode: number, words: string): Error => Object.assign(new Error(words), { responseCode });
