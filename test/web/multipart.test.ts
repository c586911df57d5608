import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { saveDraft } from '../../office/save-draft.ts';
import { givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';
import { givenSite } from './site.ts';
import { fieldOf, wordsOf } from './visitor.ts';

const megabyte = 1024 * 1024;
const type = 'multipart/form-data; boundary=b';
const part = (name: string, text: string): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
const filePart = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\nPK\x03\x04';

/** A form of so many megabytes in fields of one each, whose end never comes. */
function* endless(megabytes: number): Generator<string> {
  for (let place = 0; place < megabytes; place += 1) yield part(`field${place}`, 'x'.repeat(megabyte));
}

/** Sends them as one who waits for the answer before going on. */
function sentInPieces(pieces: Iterable<string>): Readable {
  const left = pieces[Symbol.iterator]();
  return new Readable({
    read() {
      const { value, done } = left.next();
      if (!done) this.push(value);
    },
  });
}

test.each([
  '/calendar/preview',
  '/calendar/import',
  '/letters/x/signed',
  '/letters/incoming',
  '/cycles/a/2026/sendings',
])('a form with files to %s from somebody who is not signed in is refused unread', async (url) => {
  const { app } = await givenSite();
  const sent = { method: 'POST', url, headers: { 'content-type': type }, payload: sentInPieces(endless(1)) } as const;
  const { statusCode, body } = await app.inject(sent);
  expect([statusCode, body]).toEqual([401, expect.stringContaining('Đề nghị đăng nhập để tiếp tục.')]);
});

test('a form whose texts are more than 6 MB in all is refused before its end, and the draft stays as it is', async () => {
  const site = await givenSite();
  const { path, see, obligation } = await site.room();
  const actor = { kind: 'agency' as const, obligation, cycle: site.cycle, agency: 'STC' };
  await saveDraft(site.db, {
    obligation,
    content: givenReport({ I: 'Đã lưu.' }),
    seen: 0,
    actor,
    at: site.clock.now(),
  });
  await see(path);
  const payload = sentInPieces(endless(8));
  const answer = await site.app.inject({
    method: 'POST',
    url: `${path}/draft`,
    headers: { 'content-type': type },
    payload,
  });
  expect(answer.statusCode).toBe(413);
  expect(answer.body).toContain('nội dung các ô cộng lại tối đa 6 MB');
  const shown = { status: 413, location: undefined, headers: {}, body: answer.body };
  expect(fieldOf(shown, 'sections.I')).toBe('Đã lưu.');
  expect(wordsOf(shown)).not.toContain('chưa lưu được');
});

test('a report of 2 MB fits its form, with what its typing began from and what somebody else wrote', async () => {
  const site = await givenSite();
  const { path, see, sendFiles } = await site.room();
  await see(path);
  const texts = Object.fromEntries(Array.from({ length: 15 }, (_, place) => [`text${place}`, 'x'.repeat(130_000)]));
  const beside = { base: 'x'.repeat(2 * megabyte), others: 'x'.repeat(2 * megabyte) };
  expect((await sendFiles(`${path}/draft`, { ...texts, ...beside, seen: '0' })).status).toBe(303);
});

test('a text that is longer than a report can be is refused, not cut off', async () => {
  const site = await givenSite();
  const { path, see, sendFiles } = await site.room();
  await see(path);
  expect((await sendFiles(`${path}/draft`, { 'sections.I': 'x'.repeat(2 * megabyte + 1) })).status).toBe(413);
});

const brokenForms = [
  ['without a boundary', 'multipart/form-data', 'x'],
  ['that is none', type, 'garbage'],
  [
    'cut off in a text',
    type,
    `${part('seen', '0')}--b\r\nContent-Disposition: form-data; name="sections.I"\r\n\r\nabc`,
  ],
  ['cut off in a heading', type, `${part('seen', '0')}--b\r\nContent-Disp`],
  ['cut off in a file', type, `${part('seen', '0')}${filePart}`],
  [
    'with a field that is no text',
    type,
    `--b\r\nContent-Disposition: form-data; name="seen"\r\nContent-Type: application/json\r\n\r\n{"a":1}\r\n--b--\r\n`,
  ],
] as const;

test.each(brokenForms)('a form %s is refused with a sentence, wherever it is sent', async (_what, kind, payload) => {
  const site = await givenSite();
  const { path } = await site.room();
  const {
    headers: { cookie },
  } = await givenStaff(site.db, 'officer');
  const places = ['draft', 'form.xlsx', 'submissions', 'attachments'].map((each) => `${path}/${each}`);
  for (const url of [...places, '/calendar/import', '/letters/incoming']) {
    const headers = { cookie, 'content-type': kind };
    const answer = await site.app.inject({ method: 'POST', url, headers, payload });
    expect([url, answer.statusCode, answer.body]).toEqual([
      url,
      422,
      expect.stringContaining('Biểu mẫu không đến trọn vẹn nên chưa lưu gì'),
    ]);
  }
});
