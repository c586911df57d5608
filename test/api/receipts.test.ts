import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { closeCycle } from '../../office/close-cycle.ts';
import { givenApp } from '../given/app.ts';
import { vn } from '../given/clock.ts';
import { everythingIn } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import type { GivenAgency } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

async function givenSender(at?: string) {
  const given = await givenApp(at);
  const agency = await givenAgency(given.db, given.cycle);
  const submit = (key: string = randomUUID(), payload: object = givenReport(), { headers }: GivenAgency = agency) =>
    given.app.inject({
      method: 'POST',
      url: '/api/v1/obligation/submissions',
      headers: { ...headers, 'idempotency-key': key },
      payload,
    });
  const stored = () => given.db.selectFrom('submission').selectAll().orderBy('version').execute();
  return { ...given, agency, submit, stored };
}

test('a report gets its receipt: code, version, instant, on time, hash', async () => {
  const { submit, stored } = await givenSender('2026-12-16 16:30');
  const answer = await submit();
  expect(answer.statusCode).toBe(201);
  const [row] = await stored();
  expect(answer.json()).toEqual({
    submission: row?.id,
    code: expect.stringMatching(/^STC-2026-1-[0-9A-HJKMNP-TV-Z]{6}$/),
    version: 1,
    receivedAt: '2026-12-16T09:30:00Z',
    due: '2026-12-17',
    onTime: true,
    workingDaysLate: 0,
    sha256: row?.sha256,
  });
});

test.each([
  { at: '2026-12-17 23:59:59.999', onTime: true, workingDaysLate: 0 },
  { at: '2026-12-18 00:00:00', onTime: false, workingDaysLate: 1 },
  { at: '2026-12-19 10:00:00', onTime: false, workingDaysLate: 1 },
  { at: '2026-12-21 00:00:00', onTime: false, workingDaysLate: 2 },
])(
  'invariant 4: due 17/12, received at $at: on time $onTime, $workingDaysLate working days late',
  async ({ at, ...expected }) => {
    const { submit, clock } = await givenSender(at);
    const key = randomUUID();
    expect((await submit(key)).json()).toMatchObject(expected);
    clock.set('2026-12-23 09:00');
    expect((await submit(key)).json()).toMatchObject(expected);
  },
);

test('invariant 4: the same key again gives the same receipt and stores nothing, whatever is sent with it', async () => {
  const { submit, stored, db } = await givenSender();
  const key = randomUUID();
  const first = await submit(key);
  const before = await everythingIn(db);
  for (const again of [
    await submit(key),
    await submit(key.toUpperCase()),
    await submit(key, givenReport({ I: 'khác' })),
  ]) {
    expect([again.statusCode, again.json()]).toEqual([201, first.json()]);
  }
  expect(await everythingIn(db)).toEqual(before);
  expect(await stored()).toHaveLength(1);
});

test('invariant 4: ten requests at once with one key are one submission, ten with ten keys and reports are ten versions', async () => {
  const { submit, stored } = await givenSender();
  const key = randomUUID();
  const same = await Promise.all(Array.from({ length: 10 }, () => submit(key)));
  expect(new Set(same.map((answer) => answer.body)).size).toBe(1);
  expect(await stored()).toHaveLength(1);
  const different = await Promise.all(
    Array.from({ length: 10 }, (_, place) => submit(randomUUID(), givenReport({ I: `Bản ${place}` }))),
  );
  const versions = different.map((answer) => answer.json().version as number);
  expect(versions.toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test('invariant 4: every stored submission has one receipt, and no receipt is given for a report that is not stored', async () => {
  const { submit, db, cycle, stored } = await givenSender();
  const agencies = [
    await givenAgency(db, cycle, 'STC'),
    await givenAgency(db, cycle, 'SYT'),
    await givenAgency(db, cycle, 'SXD'),
  ];
  const given: string[] = [];
  for (const agency of agencies) {
    for (const report of [
      givenReport(),
      { sections: {}, tasks: {} },
      givenReport({ I: 'Bản thứ hai' }),
      { sections: null },
    ]) {
      const answer = await submit(randomUUID(), report, agency);
      if (answer.statusCode === 201) given.push(answer.json().code);
      else expect(answer.json()).toMatchObject({ title: 'request.invalid' });
    }
  }
  const rows = await stored();
  expect(rows.map((row) => row.receipt_code).toSorted()).toEqual(given.toSorted());
  expect(given).toHaveLength(6);
  const letters = await db.selectFrom('notification').select('slot').where('kind', '=', 'receipt').execute();
  expect(letters).toHaveLength(6);
});

test('a report with the key missing or malformed is refused, and not stored', async () => {
  const { app, agency, submit, stored } = await givenSender();
  for (const answer of [
    await app.inject({
      method: 'POST',
      url: '/api/v1/obligation/submissions',
      headers: agency.headers,
      payload: givenReport(),
    }),
    await submit('1'),
    await submit(`urn:uuid:${randomUUID()}`),
  ]) {
    expect(answer.json()).toMatchObject({ status: 422, errors: [{ field: 'idempotency-key' }] });
  }
  expect(await stored()).toEqual([]);
});

test('after the cycle has closed nothing is received, the refusal says when it closed, and the draft stays', async () => {
  const { app, agency, submit, stored, db, cycle } = await givenSender('2027-01-04 08:00');
  await app.inject({
    method: 'PUT',
    url: '/api/v1/obligation/draft',
    headers: { ...agency.headers, 'if-match': '"0"' },
    payload: givenReport(),
  });
  const at = vn('2026-12-31 17:00');
  await closeCycle(db, cycle, { key: 'close', kind: 'close', rung: 'close', at }, at);
  const refused = await submit();
  expect(refused.json()).toMatchObject({
    title: 'cycle.closed',
    status: 409,
    detail: expect.stringContaining('31/12/2026 17:00'),
  });
  for (const request of [
    { method: 'PUT' as const, url: '/api/v1/obligation/draft', payload: givenReport({ I: 'muộn' }) },
    { method: 'POST' as const, url: '/api/v1/obligation/extensions', payload: { until: '2026-12-22', reason: 'x' } },
  ]) {
    const answer = await app.inject({ ...request, headers: { ...agency.headers, 'if-match': '"1"' } });
    expect(answer.json()).toMatchObject({ title: 'cycle.closed' });
  }
  expect(await stored()).toEqual([]);
  const room = await app.inject({ url: '/api/v1/obligation', headers: agency.headers });
  expect(room.json().draft.content).toEqual(givenReport());
});

test('a returned report is sent again as version 2 and measured by its correction date; an accepted one is final', async () => {
  const { app, submit, db, clock } = await givenSender('2026-12-17 09:00');
  const officer = await givenStaff(db, 'officer');
  const first = (await submit()).json();
  await app.inject({
    method: 'POST',
    url: `/api/v1/submissions/${first.submission}/return`,
    headers: officer.headers,
    payload: { reasons: [{ field: 'sections.III', message: 'Cần nêu nguyên nhân.' }], correctionDue: '2026-12-22' },
  });
  clock.set('2026-12-21 09:00');
  const second = (await submit()).json();
  expect(second).toMatchObject({ version: 2, due: '2026-12-22', onTime: true });
  await app.inject({
    method: 'POST',
    url: `/api/v1/submissions/${second.submission}/accept`,
    headers: officer.headers,
  });
  expect((await submit()).json()).toMatchObject({ title: 'obligation.accepted', status: 409 });
});
