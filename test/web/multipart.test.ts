import { expect, test } from 'vitest';
import { givenStaff } from '../given/people.ts';
import { givenSite } from './site.ts';

const type = 'multipart/form-data; boundary=b';
const part = (name: string, text: string): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
const filePart = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\nPK\x03\x04';

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
