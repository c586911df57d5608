import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { raiseObstacle } from '../../office/raise-obstacle.ts';
import { everythingIn } from '../given/db.ts';
import { givenSite } from './site.ts';
import { wordsOf } from './visitor.ts';
import type { Fields } from './visitor.ts';

/** Letters that no index can pack. */
const letters = (count: number): string => randomBytes(count).toString('hex').slice(0, count);
const address = (count: number): string => `${letters(count - '@stc.example'.length)}@stc.example`;
const attempt = '0197a3c2-5b1e-7c44-9d0a-2f6c1e8b7a11';
const agency = '/cycles/kl69-nam/2026/agencies/STC';
const obstacle = { title: 'Vướng mắc', words: 'Thiếu vốn.', attempt };

test.each<{ form: string; fields: Fields; named: string }>([
  { form: 'people', fields: { name: 'An', email: address(8000) }, named: 'people.email' },
  { form: 'people', fields: { name: 'An', email: address(255) }, named: 'people.email' },
  { form: 'contacts', fields: { role: 'focal', name: 'An', email: address(255) }, named: 'contacts.email' },
  { form: 'extensions', fields: { until: '21/12/2026', reason: letters(5001) }, named: 'extensions.reason' },
  { form: 'obstacles', fields: { ...obstacle, title: letters(501) }, named: 'obstacles.title' },
  { form: 'obstacles', fields: { ...obstacle, words: letters(20_001) }, named: 'obstacles.words' },
  { form: 'obstacles', fields: { ...obstacle, task: letters(41) }, named: 'obstacles.task' },
])('a room takes no text that is too long: $named', async ({ form, fields, named }) => {
  const site = await givenSite();
  const { path, see, send } = await site.room();
  await see(path);
  const before = await everythingIn(site.db);
  const refused = await send(`${path}/${form}`, fields);
  expect([refused.status, refused.body]).toEqual([422, expect.stringContaining(`href="#${named}"`)]);
  expect(await everythingIn(site.db)).toEqual(before);
});

test('an address of 254 letters is taken, for a colleague and for a contact', async () => {
  const site = await givenSite();
  const { path, see, send } = await site.room();
  await see(path);
  expect((await send(`${path}/people`, { name: 'An', email: address(254) })).status).toBe(303);
  expect((await send(`${path}/contacts`, { role: 'focal', name: 'An', email: address(254) })).status).toBe(303);
});

test.each<{ to: string; fields: Fields; named: string }>([
  { to: `${agency}/people`, fields: { name: 'An', email: address(255) }, named: 'people.email' },
  { to: `${agency}/contact`, fields: { name: letters(201), email: address(20) }, named: 'contact.name' },
  { to: `${agency}/contact`, fields: { name: 'An', title: letters(201), email: address(20) }, named: 'contact.title' },
  { to: `${agency}/contact`, fields: { name: 'An', email: address(255) }, named: 'contact.email' },
  { to: `${agency}/excuse`, fields: { reason: letters(5001) }, named: 'excuse.reason' },
  { to: '/accounts/invite', fields: { name: 'An', email: address(255) }, named: 'invite.email' },
  { to: '/accounts/api-key', fields: { key: letters(201) }, named: 'api-key.key' },
  { to: '/letters/superior', fields: { email: address(255) }, named: 'superior.email' },
])('a page of the staff takes none either: $to, $named', async ({ to, fields, named }) => {
  const site = await givenSite();
  const { see, send } = await site.as('admin');
  await see(agency);
  const before = await everythingIn(site.db);
  const refused = await send(to, fields);
  expect([refused.status, refused.body]).toEqual([422, expect.stringContaining(`href="#${named}"`)]);
  expect(await everythingIn(site.db)).toEqual(before);
});

test('what is answered to an obstacle has the API’s limit too', async () => {
  const site = await givenSite();
  const { obligation } = await site.room();
  const actor = { kind: 'agency' as const, obligation, cycle: site.cycle, agency: 'STC' };
  const id = await raiseObstacle(site.db, { ...obstacle, obligation, actor, at: site.clock.now() });
  const { see, send } = await site.as('officer');
  await see(`/obstacles/${id}`);
  const refused = await send(`/obstacles/${id}/answer`, { words: letters(20_001) });
  expect([refused.status, wordsOf(refused)]).toEqual([422, expect.stringContaining('Dài quá 20.000 ký tự')]);
});
