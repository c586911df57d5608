import { expect, test } from 'vitest';
import { givenApp } from '../given/app.ts';
import { givenAgency, givenStaff } from '../given/people.ts';

async function givenRecorder() {
  const given = await givenApp('2026-12-18 09:00');
  const { obligation, headers } = await givenAgency(given.db, given.cycle);
  const officer = await givenStaff(given.db, 'officer');
  const post = (payload: object, as: Record<string, string> = officer.headers, key: string = crypto.randomUUID()) =>
    given.app.inject({
      method: 'POST',
      url: `/api/v1/obligations/${obligation}/paper-reports`,
      headers: { ...as, 'idempotency-key': key },
      payload,
    });
  return { ...given, officer, agency: headers, post };
}

const record = { channel: 'paper', number: '125/BC-STC', receivedOn: '2026-12-16' };

test('a recorded document gets a receipt that says how it came; the board says so too', async () => {
  const { app, post, officer } = await givenRecorder();
  const key = crypto.randomUUID();
  const answer = await post(record, officer.headers, key);
  expect(answer.statusCode).toBe(201);
  expect(answer.json()).toMatchObject({
    ...{ version: 1, onTime: true, due: '2026-12-17' },
    paper: { ...record, recordedAt: '2026-12-18T02:00:00Z' },
  });
  expect((await post(record, officer.headers, key)).json()).toEqual(answer.json());
  const board = await app.inject({ url: '/api/v1/cycles/kl69-nam/2026/obligations', headers: officer.headers });
  const line = board
    .json<{ agency: { code: string }; receipt: unknown }[]>()
    .find(({ agency }) => agency.code === 'STC');
  expect(line?.receipt).toMatchObject({ paper: { number: '125/BC-STC' } });
});

test.each([
  { given: { ...record, channel: 'system' }, because: 'an unknown channel' },
  { given: { ...record, receivedOn: '2026-12-19' }, because: 'a day ahead' },
  { given: { ...record, number: '' }, because: 'no number' },
  { given: { ...record, more: 1 }, because: 'an unknown field' },
])('$because is refused', async ({ given }) => {
  const { post, db } = await givenRecorder();
  const refused = await post(given);
  expect(refused.statusCode).toBe(422);
  expect(refused.json()).toMatchObject({ title: 'request.invalid' });
  expect(await db.selectFrom('submission').selectAll().execute()).toEqual([]);
});

test('an agency’s own link does not record it', async () => {
  const { post, agency } = await givenRecorder();
  expect((await post(record, agency)).statusCode).toBe(401);
});
