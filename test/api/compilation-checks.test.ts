import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { failCompilation } from '../../office/fail-compilation.ts';
import { startCompilation } from '../../office/start-compilation.ts';
import { submitReport } from '../../office/submit-report.ts';
import { reportOfLastYear } from '../given/two-years.ts';
import { givenApp } from '../given/app.ts';
import { givenCompiled } from '../given/compiled.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

async function givenRuns() {
  const given = await givenApp('2026-12-14 08:00');
  const { db, clock, cycle, app } = given;
  const { actor, headers } = await givenStaff(db, 'officer');
  const ask = (url: string, method: 'GET' | 'POST' = 'GET') => app.inject({ method, url: `/api/v1${url}`, headers });
  const send = async (code: string, report = givenReport()) => {
    const agency = await givenAgency(db, cycle, code);
    return submitReport(db, { ...agency, report, attempt: randomUUID(), at: clock.now() });
  };
  const start = (final = true) => startCompilation(db, { cycle, final, slot: randomUUID(), actor, at: clock.now() });
  const compile = async () => {
    const id = await start();
    await givenCompiled(db, id, clock.now());
    return id;
  };
  return { ...given, ask, send, start, compile };
}

test('a run tells its steps, doubts, gaps and indicators, with the hash of each source', async () => {
  const { ask, send, compile } = await givenRuns();
  const { sha256 } = await send('STC', reportOfLastYear());
  const detail = (await ask(`/compilations/${await compile()}`)).json();
  expect(detail.steps.map(({ step, state }: { step: string; state: string }) => [step, state])).toEqual(
    ['snapshot', 'check', 'aggregate', 'write', 'announce'].map((step) => [step, 'done']),
  );
  expect(detail.sources).toMatchObject([{ agency: 'STC', sha256 }]);
  expect(detail.form).toMatchObject({ version: 1 });
  expect(detail.documentSha256).toMatch(/^[0-9a-f]{64}$/);
  expect(detail.notes.map(({ doubt }: { doubt: string }) => doubt)).toEqual(['missing', 'unreviewed']);
  expect(detail.gaps.missing).toHaveLength(109);
  expect(detail.indicators[0]).toMatchObject({ code: '1.1', asked: 110, total: { value: 12_500.5, over: 1 } });
  expect(detail.outliers).toEqual([]);
  expect(detail.lateArrivals).toEqual([]);
});

test('a run is checked, compared with the one before, and what came later is listed', async () => {
  const { ask, send, compile } = await givenRuns();
  await send('STC');
  const first = await compile();
  expect((await ask(`/compilations/${first}/differences`)).json()).toEqual({ sources: [], totals: [], paragraphs: [] });
  const { code } = await send('SNV', givenReport({ I: 'Nội dung khác.' }));
  expect((await ask('/cycles/kl69-nam/2026/late-arrivals')).json()).toMatchObject([{ receipt: code, version: 1 }]);
  const second = await compile();
  expect((await ask('/cycles/kl69-nam/2026/late-arrivals')).json()).toEqual([]);
  expect((await ask(`/compilations/${second}/differences`)).json()).toMatchObject({
    before: { id: first, number: 1 },
    sources: [{ code: 'SNV', change: 'added', now: { code, version: 1 } }],
    totals: expect.arrayContaining([expect.objectContaining({ field: 'figures.reported', before: 1, now: 2 })]),
    paragraphs: expect.arrayContaining([expect.objectContaining({ change: 'added', place: 'sections.I' })]),
  });
  expect((await ask(`/compilations/${second}/check`)).json()).toMatchObject({
    verdict: 'same',
    sources: 2,
    altered: [],
  });
});

test('a failed run says why, and is taken up again by its retry; a running one is not', async () => {
  const { ask, start, db, clock } = await givenRuns();
  const id = await start();
  expect((await ask(`/compilations/${id}/check`)).json()).toMatchObject({
    title: 'compilation.not_ready',
    status: 409,
  });
  await failCompilation(db, { compilation: id, step: 'snapshot', why: 'hỏng.', at: clock.now() });
  expect((await ask(`/compilations/${id}`)).json()).toMatchObject({
    state: 'failed',
    failure: 'Dừng ở bước “Chốt nguồn số liệu”: hỏng.',
  });
  expect((await ask(`/compilations/${id}/retry`, 'POST')).statusCode).toBe(204);
  expect((await ask(`/compilations/${id}/retry`, 'POST')).statusCode).toBe(204);
  await givenCompiled(db, id, clock.now());
  expect((await ask(`/compilations/${id}/retry`, 'POST')).json()).toMatchObject({ title: 'compilation.not_failed' });
});
