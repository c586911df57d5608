import { PassThrough } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import fc from 'fast-check';
import MailComposer from 'nodemailer/lib/mail-composer';
import { expect, test } from 'vitest';
import { wholeMessage } from '../../mail/whole-message.ts';

const given = (facts: Partial<{ text: string; html: string; events: string[]; files: Buffer[]; subject: string }>) => {
  const { text = 'Kính gửi.\n', html = '<p>Kính gửi.</p>', subject = 'Hạn', events = [], files = [] } = facts;
  return new MailComposer({
    from: 'sở@skhcn.example',
    to: 'nhận@stc.example',
    date: new Date(0),
    messageId: '<a@b.example>',
    subject,
    text,
    html,
    textEncoding: 'base64',
    attachments: [
      ...events.map((content) => ({ content, filename: 'hạn.ics', contentType: 'text/calendar; charset=utf-8' })),
      ...files.map((content) => ({ content, filename: 'tệp.pdf' })),
    ],
  }).compile();
};

function streamed(message: ReturnType<typeof given>): Promise<string> {
  const output = new PassThrough();
  message.stream(output, {}, () => output.end());
  return readText(output);
}

test('a message in one piece is character for character what nodemailer streams', async () => {
  // Vietnamese, line breaks of every kind, dots at the start of a line, halves of characters.
  const words = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.stringMatching(/^([ .a-zđăâêôơư\r\n]{0,80}){1,4}$/),
  );
  await fc.assert(
    fc.asyncProperty(words, words, words, fc.array(words, { maxLength: 2 }), async (subject, text, html, events) => {
      const message = given({ subject, text, html, events });
      const whole = Buffer.from(wholeMessage(message) ?? 'left to be streamed');
      expect(whole.toString()).toBe(await streamed(message));
    }),
    { numRuns: 500 },
  );
});

test('a message that brings a file is left to be streamed', () => {
  expect(wholeMessage(given({ files: [Buffer.from('%PDF-1.7')] }))).toBeUndefined();
});
