import { expect, test } from 'vitest';
import { draftRegime } from '../../office/draft-regime.ts';
import { regime as yearly } from '../domain/given-calendar.ts';
import { givenApp } from '../given/app.ts';
import { givenStaff } from '../given/people.ts';
import { quarterly, sonLaHalf } from '../given/regimes.ts';

const reason = 'Kế hoạch số 1/KH-UBND';

/** The app on 1 April 2026 with somebody of that role. */
async function givenOffice(role: 'officer' | 'leader' | 'viewer' = 'leader') {
  const given = await givenApp('2026-04-01 08:00');
  const { headers, actor } = await givenStaff(given.db, role);
  const ask = (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
    given.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) });
  return { ...given, actor, ask };
}

test('the regime that the project ships has the shape and keeps the rules: it can be sent as it is', async () => {
  const { ask } = await givenOffice();
  const answer = await ask('POST', '/regimes', { policy: { ...yearly, id: 'kl69-ban-sao' }, reason });
  expect(answer.json()).toEqual({ id: 'kl69-ban-sao' });
  expect(answer.statusCode).toBe(201);
});

test('a regime is drafted, read back as it was sent, put in force, changed and withdrawn', async () => {
  const { ask } = await givenOffice();
  await ask('POST', '/regimes', { policy: quarterly, reason });
  const drafted = (await ask('GET', '/regimes/xk-quy')).json();
  expect(drafted).toMatchObject({ state: 'drafted', version: 1, history: [{ version: 1, reason }], cycles: [] });
  expect(drafted.policy).toEqual(JSON.parse(JSON.stringify(quarterly)));
  expect(drafted.next).toMatchObject({
    term: '2026-2',
    words: 'quý II năm 2026',
    due: '2026-06-18',
    agencies: 110,
    defects: [],
  });
  expect((await ask('POST', '/regimes/xk-quy/activate', { version: 1 })).statusCode).toBe(204);
  const changed = await ask('PUT', '/regimes/xk-quy', {
    policy: { ...quarterly, notice: 3 },
    reason: 'Sửa',
    version: 1,
  });
  expect(changed.json()).toEqual({ version: 2 });
  expect(
    (await ask('GET', '/regimes')).json().map(({ id, state }: { id: string; state: string }) => `${id} ${state}`),
  ).toEqual(['kl69-nam active', 'xk-quy active']);
  expect((await ask('POST', '/regimes/xk-quy/withdraw', { reason: 'Hết nhiệm vụ' })).statusCode).toBe(204);
  expect((await ask('GET', '/regimes/xk-quy')).json()).toMatchObject({
    state: 'withdrawn',
    withdrawnReason: 'Hết nhiệm vụ',
  });
});

test('a regime of the wrong shape is refused with every place, each in a Vietnamese sentence', async () => {
  const { ask } = await givenOffice();
  const { cutOff: _, ...rest } = quarterly;
  const [first, ...others] = quarterly.ladder;
  const policy = {
    ...rest,
    frequency: 'week',
    openingLead: '10',
    more: 1,
    ladder: [{ ...first, time: '8h' }, ...others],
  };
  const answer = await ask('POST', '/regimes', { policy, reason });
  expect(answer.statusCode).toBe(422);
  const { errors } = answer.json<{ errors: { field: string; message: string }[] }>();
  expect(errors).toEqual(
    expect.arrayContaining([
      { field: 'policy.cutOff', message: 'Thiếu trường này.' },
      { field: 'policy.frequency', message: 'Chỉ nhận: year, half, quarter, month, once.' },
      { field: 'policy.openingLead', message: 'Sai kiểu dữ liệu; cần số nguyên.' },
      { field: 'policy.more', message: 'Không có trường này trong mẫu.' },
      { field: 'policy.ladder.0.time', message: 'Sai định dạng.' },
    ]),
  );
  expect(errors).toHaveLength(5);
});

test.each([
  [{ id: 'xk--quy' }, 'policy.id'],
  [{ id: 'new' }, 'policy.id'],
  [{ subjects: [] }, 'policy.subjects'],
  [{ parts: [5] }, 'policy.parts'],
  [{ once: { from: '2026-01-01', to: '2026-02-01' } }, 'policy.once.from'],
  [{ due: { ...quarterly.due, monthDay: '12-17' } }, 'policy.due.day'],
  [{ due: { monthDay: '06-18', wording: 'by', roll: 'keep', basis: '' } }, 'policy.due.day'],
  [{ dueOf: { unit: quarterly.due } }, 'policy.dueOf.unit.day'],
  [{ late: { policy: 'lock' } }, 'policy.late.workingDays'],
  [{ ladder: [] }, 'policy.ladder'],
  [{ ladder: [{ ...quarterly.ladder[0], to: ['officer'] }] }, 'policy.ladder.0.to.officer'],
  [{ ladder: [{ ...quarterly.ladder[0], when: { workingDays: -5, day: 3 } }] }, 'policy.ladder.0.when.workingDays'],
  [{ components: { ...quarterly.components, receiver: ' ' } }, 'policy.components.receiver'],
])('a regime changed by %j is refused at %s', async (change, field) => {
  const { ask } = await givenOffice();
  const answer = await ask('POST', '/regimes', { policy: { ...quarterly, ...change }, reason });
  expect(answer.statusCode).toBe(422);
  expect(answer.json<{ errors: { field: string }[] }>().errors.map((each) => each.field)).toEqual([field]);
});

test('29 February is no date of a regime: not every year has it', async () => {
  const { ask } = await givenOffice();
  const policy = { ...yearly, id: 'nhuan', due: { ...yearly.due, monthDay: '02-29' } };
  const answer = await ask('POST', '/regimes', { policy, reason });
  expect(answer.json().errors).toEqual([{ field: 'policy.due.day', message: 'Ngày này không có trong mọi năm.' }]);
});

test('activating a regime with errors is refused with 409, and says which dates contradict', async () => {
  const { ask, db, actor, clock } = await givenOffice();
  await draftRegime(db, { policy: sonLaHalf, reason, actor, at: clock.now() });
  const answer = await ask('POST', '/regimes/xk-half/activate', { version: 1 });
  expect(answer.statusCode).toBe(409);
  expect(answer.json()).toMatchObject({ title: 'regime.defective' });
  expect(answer.body).toContain(
    'Hạn cơ quan đầu mối gửi cấp trên (thứ Hai, 18/05/2026) đến trước hạn gửi của cơ quan báo cáo (thứ Hai, 15/06/2026)',
  );
});

test('a regime that is not there, a stale version, another id than the address', async () => {
  const { ask } = await givenOffice();
  expect((await ask('GET', '/regimes/khong-co')).statusCode).toBe(404);
  await ask('POST', '/regimes', { policy: quarterly, reason });
  const put = (payload: object) => ask('PUT', '/regimes/xk-quy', { reason, version: 1, ...payload });
  expect((await put({ policy: { ...quarterly, notice: 2 }, version: 7 })).statusCode).toBe(409);
  expect((await put({ policy: { ...quarterly, id: 'xk-khac' } })).statusCode).toBe(422);
  expect((await ask('POST', '/regimes', { policy: { ...quarterly, notice: 2 }, reason })).statusCode).toBe(409);
});

test('a viewer reads regimes and changes none', async () => {
  const { ask } = await givenOffice('viewer');
  expect((await ask('GET', '/regimes')).statusCode).toBe(200);
  for (const [method, url, body] of [
    ['POST', '/regimes', { policy: quarterly, reason }],
    ['PUT', '/regimes/kl69-nam', { policy: yearly, reason, version: 1 }],
    ['POST', '/regimes/kl69-nam/activate', { version: 1 }],
    ['POST', '/regimes/kl69-nam/withdraw', { reason }],
  ] as const) {
    expect((await ask(method, url, body)).statusCode, url).toBe(403);
  }
});
