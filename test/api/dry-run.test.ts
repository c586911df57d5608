import { expect, test } from 'vitest';
import { everythingIn } from '../given/db.ts';
import { givenApp } from '../given/app.ts';
import { givenStaff } from '../given/people.ts';

const path = '/api/v1/regimes/kl69-nam/dry-run?year=2026';

test('the dry run of the sample: 660 letters to 110 agencies in six waves, and nothing is written', async () => {
  const { app, db } = await givenApp();
  const { headers } = await givenStaff(db, 'viewer');
  const before = await everythingIn(db);
  const answer = await app.inject({ url: path, headers });
  expect(answer.statusCode).toBe(200);
  const run = answer.json();
  expect(run).toMatchObject({
    regime: 'kl69-nam',
    year: 2026,
    letters: 660,
    beyond: [],
    provisionalYears: [2027, 2028, 2029, 2030, 2031, 2032],
  });
  expect(run.terms).toHaveLength(1);
  const [request] = run.terms[0].steps;
  expect(request).toMatchObject({
    step: 'request@2026-12-17',
    at: '2026-11-18T01:00:00Z',
    movedFrom: '2026-11-19T01:00:00Z',
    letters: 110,
    kinds: { department: 14, ward: 9, commune: 86, 'special-zone': 1 },
    unreachable: [],
    preview: '/regimes/kl69-nam/dry-run/letter?term=2026&step=request%402026-12-17',
  });
  expect(request.agencies).toContain('STC');
  expect(run.agencies.find(({ code }: { code: string }) => code === 'STC')).toMatchObject({
    request: 1,
    remind: 3,
    urge: 2,
  });
  expect(await everythingIn(db)).toEqual(before);
});

test('a regime can be run dry before any of its cycles is open', async () => {
  const { app, db } = await givenApp();
  const { headers } = await givenStaff(db, 'officer');
  const run = (await app.inject({ url: '/api/v1/regimes/kl69-nam/dry-run?year=2027', headers })).json();
  expect(run.terms[0].cycle).toBe('kl69-nam/2027');
  expect(run.terms[0].steps.every(({ provisional }: { provisional: boolean }) => provisional)).toBe(true);
});

test.each([
  { url: path, signedIn: false, status: 401, because: 'nobody is signed in' },
  {
    url: '/api/v1/regimes/khong-co/dry-run?year=2026',
    signedIn: true,
    status: 404,
    because: 'there is no such regime',
  },
  { url: '/api/v1/regimes/kl69-nam/dry-run?year=26', signedIn: true, status: 422, because: '26 is no year' },
  { url: '/api/v1/regimes/kl69-nam/dry-run', signedIn: true, status: 422, because: 'the year is missing' },
])('$url is refused with $status: $because', async ({ url, signedIn, status }) => {
  const { app, db } = await givenApp();
  const { headers } = await givenStaff(db, 'officer');
  expect((await app.inject({ url, headers: signedIn ? headers : {} })).statusCode).toBe(status);
});
