import { expect, test } from 'vitest';
import { compileReport } from '../../domain/compilation.ts';
import { planCycle } from '../../domain/cycle.ts';
import { planRegime } from '../../domain/plan-regime.ts';
import type { Regime } from '../../domain/regime.ts';
import { termName } from '../../domain/term.ts';
import { compiledReportDocument } from '../../documents/compiled-report.ts';
import { openCycle } from '../../office/open-cycle.ts';
import { readBoard } from '../../office/read-board.ts';
import { readCompilationFacts } from '../../office/read-compilation.ts';
import { listOpenCycles } from '../../office/read-desk.ts';
import { readRoom } from '../../office/read-room.ts';
import { startCompilation } from '../../office/start-compilation.ts';
import { submitReport } from '../../office/submit-report.ts';
import { takeWave } from '../../office/take-wave.ts';
import { renderLetter } from '../../mail/render-letter.ts';
import type { LetterBody } from '../../domain/letter.ts';
import { revive } from '../../domain/plain.ts';
import type { Db } from '../../store/connection.ts';
import { readCycleFacts } from '../../store/cycles.ts';
import { readRegimeFacts } from '../../store/regimes.ts';
import { linesOf } from '../documents/open-document.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { givenAgency, givenStaff, publicUrl } from '../given/people.ts';
import { givenRegime, monthly, quarterly } from '../given/regimes.ts';
import { givenReport } from '../given/report.ts';

const sender = { office: 'Sở KH&CN', contact: { name: 'Lan', phone: '0255', email: 'lan@skhcn.example' } };
const attempt = '0197a3c2-5b1e-7c44-9d0a-2f6c1e8b7a11';

/** A regime's cycle opened as its own timeline opens it: the term that it plans next, at the moment planned. */
async function givenOpened(db: Db, policy: Regime, at: Temporal.Instant) {
  await givenRegime(db, policy, at);
  const next = planRegime(await readRegimeFacts(db, policy.id), at);
  if (next.done || !next.step) throw new Error('nothing to open');
  return openCycle(db, policy.id, next.step.term, next.at);
}

test('a year, a quarter and a month are open at once; each has its own dates, and the desk lists them by due date', async () => {
  const db = await givenDb();
  const yearly = await givenCycle(db, { at: vn('2026-11-05 08:00') });
  const quarter = await givenOpened(db, quarterly, vn('2026-11-20 08:00'));
  const month = await givenOpened(db, monthly, vn('2026-11-20 08:00'));
  expect([yearly, quarter, month]).toEqual(['kl69-nam/2026', 'xk-quy/2026-4', 'xk-thang/2026-12']);
  const open = await listOpenCycles(db);
  expect(open.map(({ words, due }) => `${words} ${due.toString()}`)).toEqual([
    'tháng 12 năm 2026 2026-12-10',
    'năm 2026 2026-12-17',
    'quý IV năm 2026 2026-12-18',
  ]);
  for (const { id } of open) expect((await readBoard(db, id, vn('2026-12-01 08:00'))).figures.total).toBe(110);
});

test('quarter after quarter opens by its own timeline, each once', async () => {
  const db = await givenDb();
  await givenCycle(db);
  await givenRegime(db, quarterly, vn('2026-02-01 08:00'));
  const terms: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    const next = planRegime(await readRegimeFacts(db, 'xk-quy'), vn('2026-02-01 08:00'));
    if (next.done || !next.step) throw new Error('nothing to open');
    terms.push(termName(next.step.term));
    await openCycle(db, 'xk-quy', next.step.term, next.at);
  }
  expect(terms).toEqual(['2026-1', '2026-2', '2026-3', '2026-4', '2027-1']);
});

test('a quarter’s room, letters, figures and compiled report are called by the quarter', async () => {
  const db = await givenDb();
  await givenCycle(db, { at: vn('2026-01-05 08:00') });
  const cycle = await givenOpened(db, quarterly, vn('2026-05-20 08:00'));
  expect(cycle).toBe('xk-quy/2026-2');
  const asked = await givenAgency(db, cycle);
  expect((await readRoom(db, asked.obligation, vn('2026-06-10 08:00'))).cycle.words).toBe('quý II năm 2026');

  const { regime, cycle: opened, groups, calendar } = await readCycleFacts(db, cycle);
  const request = planCycle(regime, opened.term, groups, calendar).find(({ kind }) => kind === 'request');
  if (!request) throw new Error('no request is planned');
  const outcome = await takeWave(db, cycle, request, request.at);
  expect(outcome.planned).toBe(110);
  const line = await db
    .selectFrom('notification')
    .select('letter')
    .where('obligation_id', '=', asked.obligation)
    .executeTakeFirstOrThrow();
  const frame = { plan: 'Kế hoạch', asOf: request.at, term: opened.words, link: publicUrl };
  const letter = await renderLetter({ ...revive<LetterBody>(line.letter), ...frame }, sender);
  expect(letter.subject).toContain('Báo cáo quý II năm 2026, hạn 18/06/2026');
  expect(letter.text).toContain('từ ngày 15/03/2026 đến hết ngày 14/06/2026');

  const at = vn('2026-06-15 09:00');
  const receipt = await submitReport(db, {
    obligation: asked.obligation,
    actor: asked.actor,
    report: givenReport(),
    attempt,
    at,
  });
  expect(receipt.code).toMatch(/^STC-2026-2-1-/);
  const officer = (await givenStaff(db, 'officer')).actor;
  const run = await startCompilation(db, { cycle, final: false, slot: 'test', actor: officer, at });
  const facts = await readCompilationFacts(db, run, async () => true);
  if (!facts) throw new Error('the run was cancelled');
  const paragraphs = linesOf(await compiledReportDocument(compileReport(facts))).join('\n');
  expect(paragraphs).toContain('kết quả thực hiện quý II năm 2026 được tổng hợp');
  expect(paragraphs).toContain('PHƯƠNG HƯỚNG, NHIỆM VỤ QUÝ III NĂM 2026');
  expect(paragraphs).not.toMatch(/(?<!quý II )năm 2026 được|NHIỆM VỤ NĂM/);
});

test('the same report to two regimes of one year gets two receipt codes', async () => {
  const db = await givenDb();
  const yearly = await givenCycle(db);
  const twin = await givenOpened(
    db,
    { ...(await readCycleFacts(db, yearly)).regime, id: 'kl57-nam' },
    vn('2026-10-20 08:00'),
  );
  const at = vn('2026-12-10 09:00');
  const codes: string[] = [];
  for (const cycle of [yearly, twin]) {
    const { obligation, actor } = await givenAgency(db, cycle);
    codes.push((await submitReport(db, { obligation, actor, report: givenReport(), attempt, at })).code);
  }
  expect(codes.map((code) => code.slice(0, 11))).toEqual(['STC-2026-1-', 'STC-2026-1-']);
  expect(new Set(codes).size).toBe(2);
});
