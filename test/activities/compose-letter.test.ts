import { expect, test } from 'vitest';
import { createComposer } from '../../activities/compose-letter.ts';
import { createLinks } from '../../office/link.ts';
import { askApproval } from '../../office/ask-approval.ts';
import { sendCode } from '../../office/send-code.ts';
import { renderLetter } from '../../mail/render-letter.ts';
import { vn } from '../given/clock.ts';
import { givenDb } from '../given/db.ts';
import { publicUrl, secret } from '../given/people.ts';
import { givenCodes, givenRoom, linesOf } from '../given/room.ts';
import { givenSender } from '../mail/given-letters.ts';

const at = vn('2026-12-16 14:00');

/** The mails of a kind as they leave Sở Tài chính's room, once the head has been asked and a code has been sent. */
async function givenMails() {
  const db = await givenDb();
  const room = await givenRoom(db, 'approval', 'code');
  const { obligation, mai, common } = room;
  await room.draft(0, '2026-12-16 13:00');
  await askApproval(db, { obligation, actor: mai.actor, at });
  await sendCode(db, { obligation, codes: givenCodes, actor: common, at });
  const compose = createComposer({ db, links: createLinks(secret, publicUrl), publicUrl });
  const mails = async (kind: string) => {
    const lines = await linesOf(db, kind);
    return Promise.all(lines.map(async (line) => renderLetter(await compose(line, at), givenSender)));
  };
  return { ...room, mails };
}

test('each person’s letter carries that person’s own link, and no other', async () => {
  const { mails, mai, head } = await givenMails();
  const links = (await mails('room-link')).flatMap(({ text }) => text.match(/https?:\S+/g) ?? []);
  expect(links.toSorted()).toEqual([`${publicUrl}/room/${mai.token}`, `${publicUrl}/room/${head.token}`].toSorted());
  const [asked] = await mails('approval-asked');
  expect(asked?.text.match(/https?:\S+/g)).toEqual([`${publicUrl}/room/${head.token}`]);
});

test('a code’s letter has the digits that the office will take, and the common link', async () => {
  const { mails, db, mai, head } = await givenMails();
  const [line] = await linesOf(db, 'submission-code');
  const [mail] = await mails('submission-code');
  expect(mail?.text).toContain(`: ${givenCodes.digits(String(line?.letter['code']))}, dùng được đến 14:15`);
  for (const { token } of [mai, head]) expect(mail?.text).not.toContain(token);
});
