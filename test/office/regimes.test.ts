import { expect, test } from 'vitest';
import { Refusal } from '../../domain/refusal.ts';
import type { Regime } from '../../domain/regime.ts';
import { activateRegime } from '../../office/activate-regime.ts';
import { changeRegime } from '../../office/change-regime.ts';
import { draftRegime } from '../../office/draft-regime.ts';
import { openCycle } from '../../office/open-cycle.ts';
import { readRegime } from '../../office/read-regimes.ts';
import { wakeOpenMatters } from '../../office/wake-open-matters.ts';
import { withdrawRegime } from '../../office/withdraw-regime.ts';
import { readCycleFacts } from '../../store/cycles.ts';
import { readRegimeFacts } from '../../store/regimes.ts';
import { planRegime } from '../../domain/plan-regime.ts';
import { vn } from '../given/clock.ts';
import { givenCycle, givenSample } from '../given/cycle.ts';
import { everythingIn, givenDb } from '../given/db.ts';
import { givenStaff } from '../given/people.ts';
import { givenRegime, quarterly, sonLaHalf } from '../given/regimes.ts';

const at = vn('2026-04-01 09:00');
const reason = 'Kế hoạch số 1/KH-UBND';

async function givenOffice() {
  const db = await givenDb();
  await givenSample(db, at);
  const [officer, leader] = [(await givenStaff(db, 'officer')).actor, (await givenStaff(db, 'leader')).actor];
  return { db, officer, leader };
}

/** The code of a refusal and the fields that it names. */
async function refused(verb: () => Promise<unknown>): Promise<[code: string, ...fields: string[]]> {
  try {
    await verb();
  } catch (error) {
    if (error instanceof Refusal) return [error.code, ...error.problems.map(({ field }) => field)];
    throw error;
  }
  throw new Error('nothing was refused');
}

test('a drafted regime opens nothing; put in force it opens its next term, and its matter is woken each time', async () => {
  const { db, officer, leader } = await givenOffice();
  await draftRegime(db, { policy: quarterly, reason, actor: officer, at });
  expect(planRegime(await readRegimeFacts(db, 'xk-quy'), at)).toEqual({ done: true });
  expect(await refused(() => openCycle(db, 'xk-quy', { year: 2026, part: 2 }, at))).toEqual(['regime.not_active']);
  await activateRegime(db, { regime: 'xk-quy', seen: 1, actor: leader, at });
  expect(planRegime(await readRegimeFacts(db, 'xk-quy'), at)).toMatchObject({
    done: false,
    step: { term: { year: 2026, part: 2 } },
  });
  const woken = await db.selectFrom('wake').select('matter').where('matter', '=', 'regime/xk-quy').execute();
  expect(woken).toHaveLength(2);
  const audits = await db.selectFrom('audit').select('verb').where('subject', '=', 'regime/xk-quy').execute();
  expect(audits.map(({ verb }) => verb)).toEqual(['draft-regime', 'activate-regime']);
});

test('drafting, activating and withdrawing again change nothing', async () => {
  const { db, leader } = await givenOffice();
  const draft = () => draftRegime(db, { policy: quarterly, reason, actor: leader, at });
  const activate = () => activateRegime(db, { regime: 'xk-quy', seen: 1, actor: leader, at });
  const withdraw = () => withdrawRegime(db, { regime: 'xk-quy', reason: 'Hết nhiệm vụ', actor: leader, at });
  const change = () => changeRegime(db, { policy: quarterly, seen: 1, reason, actor: leader, at });
  for (const verb of [draft, activate, change, withdraw]) {
    await verb();
    const before = await everythingIn(db);
    if (verb !== change) await verb();
    expect(await everythingIn(db)).toEqual(before);
  }
});

test('a regime with errors is stored as a draft and not put in force; the refusal lists each', async () => {
  const { db, leader } = await givenOffice();
  await draftRegime(db, { policy: sonLaHalf, reason, actor: leader, at });
  const [code, ...fields] = await refused(() => activateRegime(db, { regime: 'xk-half', seen: 1, actor: leader, at }));
  expect(code).toBe('regime.defective');
  expect(fields).toContain('sendUp');
  const mended: Regime = {
    ...sonLaHalf,
    sendUp: { ...sonLaHalf.due, day: 25 },
    extensionLimit: { ...sonLaHalf.due, day: 17 },
  };
  expect(await changeRegime(db, { policy: mended, seen: 1, reason, actor: leader, at })).toBe(2);
  expect(await refused(() => activateRegime(db, { regime: 'xk-half', seen: 1, actor: leader, at }))).toEqual([
    'fact.changed',
  ]);
  await activateRegime(db, { regime: 'xk-half', seen: 2, actor: leader, at });
  expect((await readRegime(db, 'xk-half', at)).state).toBe('active');
});

test('a regime in force is not changed into one with errors, nor into another frequency or plan', async () => {
  const { db, leader } = await givenOffice();
  await givenRegime(db, quarterly, at);
  const change = (policy: Regime) => refused(() => changeRegime(db, { policy, seen: 1, reason, actor: leader, at }));
  expect((await change({ ...quarterly, sendUp: { ...quarterly.sendUp, day: 10 } }))[0]).toBe('regime.defective');
  expect(await change({ ...quarterly, frequency: 'month' })).toEqual(['request.invalid', 'frequency']);
  expect(await change({ ...quarterly, form: 'khong-co' })).toEqual(['request.invalid', 'form']);
  expect((await readRegime(db, 'xk-quy', at)).version).toBe(1);
});

test('a cycle keeps the policy that it opened with; the next one has the new', async () => {
  const { db, leader } = await givenOffice();
  await givenRegime(db, quarterly, at);
  const second = await openCycle(db, 'xk-quy', { year: 2026, part: 2 }, vn('2026-06-04 08:00'));
  const ladder = quarterly.ladder.map((rung) => (rung.rung === 'remind-1' ? { ...rung, time: '09:30' } : rung));
  const due = { ...quarterly.due, day: 17 };
  await changeRegime(db, { policy: { ...quarterly, ladder, due }, seen: 1, reason: 'Sửa giờ', actor: leader, at });
  const third = await openCycle(db, 'xk-quy', { year: 2026, part: 3 }, vn('2026-09-01 08:00'));
  const timeOf = async (cycle: string) => {
    const { regime, cycle: opened } = await readCycleFacts(db, cycle);
    return `${regime.ladder.find(({ rung }) => rung === 'remind-1')?.time ?? ''} ${opened.due.toString()}`;
  };
  expect(await timeOf(second)).toBe('08:00 2026-06-18');
  expect(await timeOf(third)).toBe('09:30 2026-09-17');
  const { history } = await readRegime(db, 'xk-quy', at);
  expect(history.map(({ version, reason: why, madeBy }) => [version, why, madeBy.startsWith('staff:')])).toEqual([
    [2, 'Sửa giờ', true],
    [1, reason, true],
  ]);
});

test('a withdrawn regime opens no more; its open cycle goes on with its own steps', async () => {
  const { db, leader } = await givenOffice();
  const cycle = await givenCycle(db);
  await withdrawRegime(db, { regime: 'kl69-nam', reason: 'Kế hoạch đã kết thúc', actor: leader, at });
  expect(planRegime(await readRegimeFacts(db, 'kl69-nam'), at)).toEqual({ done: true });
  expect(await refused(() => openCycle(db, 'kl69-nam', { year: 2027 }, at))).toEqual(['regime.not_active']);
  const { regime, cycle: opened } = await readCycleFacts(db, cycle);
  expect(regime.ladder.length).toBeGreaterThan(10);
  expect(opened.closedAt).toBeUndefined();
  await db.deleteFrom('wake').execute();
  await wakeOpenMatters(db, at);
  const woken = await db.selectFrom('wake').select('matter').orderBy('matter').execute();
  expect(woken.map(({ matter }) => matter)).toContain('cycle/kl69-nam/2026');
  expect(woken.map(({ matter }) => matter)).not.toContain('regime/kl69-nam');
  const edit = { policy: { ...quarterly, id: 'kl69-nam' }, seen: 1, reason, actor: leader, at };
  expect(await refused(() => changeRegime(db, edit))).toEqual(['regime.withdrawn']);
});

test('an officer drafts and mends a draft; only who leads puts it in force, changes it then, and withdraws it', async () => {
  const { db, officer, leader } = await givenOffice();
  await draftRegime(db, { policy: quarterly, reason, actor: officer, at });
  const mended = { ...quarterly, notice: 4 };
  expect(await changeRegime(db, { policy: mended, seen: 1, reason, actor: officer, at })).toBe(2);
  expect(await refused(() => activateRegime(db, { regime: 'xk-quy', seen: 2, actor: officer, at }))).toEqual([
    'actor.not_allowed',
  ]);
  await activateRegime(db, { regime: 'xk-quy', seen: 2, actor: leader, at });
  expect(await refused(() => changeRegime(db, { policy: quarterly, seen: 2, reason, actor: officer, at }))).toEqual([
    'actor.not_allowed',
  ]);
  expect(await refused(() => withdrawRegime(db, { regime: 'xk-quy', reason, actor: officer, at }))).toEqual([
    'actor.not_allowed',
  ]);
});

test('what is drafted without a reason, with names that differ in nothing, or for a plan that is not there is refused at once', async () => {
  const { db, leader } = await givenOffice();
  const draft = (policy: Regime, why = reason) =>
    refused(() => draftRegime(db, { policy, reason: why, actor: leader, at }));
  expect(await draft(quarterly, ' ')).toEqual(['request.invalid', 'reason']);
  const [rung] = quarterly.ladder;
  const doubled = { ...quarterly, plan: 'khong-co', ladder: [...quarterly.ladder, ...(rung ? [rung] : [])] };
  expect(await draft(doubled, '')).toEqual(['request.invalid', 'ladder.5.rung', 'plan', 'reason']);
  expect(await draft({ ...quarterly, id: 'kl69-nam' })).toEqual(['regime.exists']);
});
