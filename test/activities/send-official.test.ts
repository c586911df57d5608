import { simpleParser } from 'mailparser';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createBulk, createSending } from '../../activities/send-envelope.ts';
import { everyPostOffice } from '../../domain/post-office.ts';
import { createLanes } from '../../mail/lanes.ts';
import { claimLetters } from '../../office/claim-letters.ts';
import { createLinks } from '../../office/link.ts';
import { attachSigned } from '../../office/sign-letter.ts';
import { readLetterFile } from '../../office/read-letter-file.ts';
import { decideExtension, requestExtension } from '../../office/extend-deadline.ts';
import { letterDocument } from '../../documents/letter-document.ts';
import { givenClock } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { givenPdf } from '../given/files.ts';
import { issueApproved } from '../given/letters.ts';
import { givenAgency, givenStaff, publicUrl, secret } from '../given/people.ts';
import { givenSender } from '../mail/given-letters.ts';
import { givenMailer, givenServer } from '../mail/given-mail.ts';

test('an issued letter arrives as one e-mail with the signed PDF and the Word file as issued', async () => {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  const clock = givenClock('2026-12-10 10:00');
  const at = clock.now();
  const { actor: leader } = await givenStaff(db, 'leader');
  const { obligation, actor } = await givenAgency(db, cycle, 'STC');
  const until = Temporal.PlainDate.from('2026-12-22');
  const extension = await requestExtension(db, { obligation, until, reason: 'Chờ số liệu', actor, at });
  await decideExtension(db, { extension, decision: 'granted', words: '12/SKHCN', actor: leader, at });
  const { id: letter } = await db.selectFrom('letter').select('id').executeTakeFirstOrThrow();
  await issueApproved(db, { letter, actor: leader, at, delivery: 'signed' });
  const pdf = givenPdf(['Đã ký']);
  await attachSigned(db, {
    letter,
    file: { name: 'ký.pdf', mediaType: 'application/pdf', content: pdf },
    actor: leader,
    at,
  });
  await db.deleteFrom('notification').where('kind', '!=', 'official-letter').execute();

  const server = await givenServer();
  const outside = {
    ...{
      db,
      clock,
      mailer: givenMailer(server.url),
      lanes: createLanes({ connections: 2, perDomain: 2, perMinute: 0 }),
    },
    ...{ links: createLinks(secret, publicUrl), log: pino({ level: 'silent' }), publicUrl, sender: givenSender },
    mailFrom: { name: 'Sở', address: 'dondoc@skhcn.example' },
  };
  const send = createSending(outside, createBulk(outside));
  for (const postOffice of everyPostOffice) {
    const claim = { postOffice, limit: 24, messageIdOf: () => '<a@skhcn.example>', at };
    for (const envelope of (await claimLetters(db, claim)).envelopes) await send(envelope);
  }
  expect(server.received).toHaveLength(1);
  const mail = await simpleParser(server.received[0] ?? '');
  expect(mail.subject).toMatch(/^\[Văn bản\] Số 01\/SKHCN-VP: Công văn về việc gia hạn/);
  expect(mail.text).toContain('Kính gửi: Sở Tài chính');
  expect(mail.attachments.map(({ filename }) => filename)).toEqual(['ký.pdf', '01-SKHCN-VP.docx']);
  expect(mail.attachments[0]?.content.equals(Buffer.from(pdf))).toBe(true);
  const { content } = await readLetterFile(db, letter, letterDocument);
  expect(mail.attachments[1]?.content.equals(content)).toBe(true);
});
