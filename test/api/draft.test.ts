import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { givenApp } from '../given/app.ts';
import { givenAgency } from '../given/people.ts';
import { givenReport } from '../given/report.ts';
import { givenRoom } from '../given/room.ts';

async function givenWriters() {
  const { app, db, clock, cycle } = await givenApp();
  const { headers, obligation } = await givenAgency(db, cycle, 'STC');
  const tell = async (writer: string, place: string, as = headers) => {
    const answer = await app.inject({
      ...{ method: 'POST', url: '/api/v1/obligation/presence', headers: as },
      payload: { writer, place },
    });
    return { status: answer.statusCode, ...answer.json<{ version: number; others: unknown[] }>() };
  };
  return { app, db, clock, cycle, headers, obligation, tell };
}

test('two people at one draft see where the other is, and nobody sees another agency', async () => {
  const { db, cycle, tell } = await givenWriters();
  const [one, other] = [randomUUID(), randomUUID()];
  expect(await tell(one, 'sections.I')).toEqual({ status: 200, version: 0, others: [] });
  expect((await tell(other, 'sections.III')).others).toEqual([{ name: '', place: 'sections.I' }]);
  expect((await tell(one, 'sections.BS')).others).toEqual([{ name: '', place: 'sections.III' }]);
  const stranger = await givenAgency(db, cycle, 'SNV');
  expect((await tell(randomUUID(), 'sections.I', stranger.headers)).others).toEqual([]);
});

test('who came by a link of their own is named to the others; the common link names nobody', async () => {
  const { db, headers, tell } = await givenWriters();
  const { mai } = await givenRoom(db);
  const [one, other] = [randomUUID(), randomUUID()];
  await tell(one, 'sections.I', mai.headers);
  expect((await tell(other, 'sections.III', headers)).others).toEqual([{ name: 'Lê Thị Mai', place: 'sections.I' }]);
  expect((await tell(one, 'sections.I', mai.headers)).others).toEqual([{ name: '', place: 'sections.III' }]);
});

test('who has not been heard of for more than 30 seconds is no longer there', async () => {
  const { clock, tell } = await givenWriters();
  await tell(randomUUID(), 'sections.I');
  const other = randomUUID();
  clock.set(clock.now().add({ seconds: 30 }));
  expect((await tell(other, '')).others).toHaveLength(1);
  clock.set(clock.now().add({ seconds: 1 }));
  expect((await tell(other, '')).others).toEqual([]);
});

test('the draft that is saved can be read by itself, and presence tells that it has changed', async () => {
  const { app, headers, tell } = await givenWriters();
  const read = () => app.inject({ url: '/api/v1/obligation/draft', headers });
  expect((await read()).json()).toEqual({ version: 0, content: { sections: {}, tasks: {} } });
  await app.inject({
    ...{ method: 'PUT', url: '/api/v1/obligation/draft', headers: { ...headers, 'if-match': '"0"' } },
    payload: givenReport(),
  });
  const answer = await read();
  expect([answer.headers['etag'], answer.json()]).toEqual(['"1"', { version: 1, content: givenReport() }]);
  expect((await tell(randomUUID(), '')).version).toBe(1);
});

test.each([{ writer: 'nobody', place: '' }, { writer: randomUUID(), place: '<b>' }, { writer: randomUUID() }])(
  'a presence such as %o is refused',
  async (payload) => {
    const { app, db, headers } = await givenWriters();
    const answer = await app.inject({ method: 'POST', url: '/api/v1/obligation/presence', headers, payload });
    expect(answer.statusCode).toBe(422);
    expect(await db.selectFrom('draft_presence').selectAll().execute()).toEqual([]);
  },
);
