import { expect, test } from 'vitest';
import { readLastYear } from '../../office/read-last-year.ts';
import { submitReport } from '../../office/submit-report.ts';
import type { Db } from '../../store/connection.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { givenDb } from '../given/db.ts';
import { givenAgency } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

/** Whose last year is asked for, in the cycle of 2026. */
const stc = { regime: 'kl69-nam', term: { year: 2026 }, agency: 'STC' };

async function givenTwoYears(db: Db) {
  const [before, now] = [await givenCycle(db, { year: 2025 }), await givenCycle(db)];
  const report = async (agency: string, words: string, cycle = before) => {
    const { obligation, actor } = await givenAgency(db, cycle, agency);
    const year = cycle.slice(-4);
    return submitReport(db, {
      ...{ obligation, actor, attempt: crypto.randomUUID(), at: vn(`${year}-12-10 08:00`) },
      report: { ...givenReport({ I: words }), indicators: { '2.1': { value: 4 } } },
    });
  };
  return { before, now, report };
}

test('last year is the newest version of the same agency’s report a year before, with its receipt', async () => {
  const db = await givenDb();
  const { report } = await givenTwoYears(db);
  expect(await readLastYear(db, stc)).toBeUndefined();
  await report('STC', 'Bản đầu.');
  const { code } = await report('STC', 'Bản sau.');
  await report('SNV', 'Của Sở khác.');
  const found = await readLastYear(db, stc);
  expect(found).toMatchObject({ code, year: 2025, content: { sections: { I: 'Bản sau.' } } });
  expect(found?.form).toMatchObject({ id: 'kl69-nam', version: 1 });
});

test('a merged agency goes on from its one predecessor’s report, and from none when there were two', async () => {
  const db = await givenDb();
  const { report } = await givenTwoYears(db);
  const merge = (code: string) =>
    db.updateTable('agency').set({ successors: '["STC"]' }).where('code', '=', code).execute();
  await report('SNV', 'Của Sở Nội vụ.');
  await report('SXD', 'Của Sở Xây dựng.');
  await merge('SNV');
  expect(await readLastYear(db, stc)).toMatchObject({
    content: { sections: { I: 'Của Sở Nội vụ.' } },
  });
  await merge('SXD');
  expect(await readLastYear(db, stc)).toBeUndefined();
  await report('STC', 'Của chính Sở.');
  expect(await readLastYear(db, stc)).toMatchObject({
    content: { sections: { I: 'Của chính Sở.' } },
  });
});

test('a figure far from last year’s is not sent without a word about it', async () => {
  const db = await givenDb();
  const { now, report } = await givenTwoYears(db);
  await report('STC', 'Năm trước.');
  const { obligation, actor } = await givenAgency(db, now, 'STC');
  const send = (explanations?: Record<string, string>) =>
    submitReport(db, {
      ...{ obligation, actor, attempt: crypto.randomUUID(), at: vn('2026-12-10 08:00') },
      report: { ...givenReport(), indicators: { '2.1': { value: 40 } }, ...(explanations && { explanations }) },
    });
  await expect(send()).rejects.toMatchObject({
    code: 'request.invalid',
    problems: [{ field: 'explanations.indicators.2.1' }, { field: 'explanations.indicators.2.3' }],
  });
  const words = { 'indicators.2.1': 'Được giao thêm 36 nhiệm vụ.', 'indicators.2.3': 'Như chỉ tiêu 2.1.' };
  const { submission } = await send(words);
  const stored = await db
    .selectFrom('submission')
    .select('content')
    .where('id', '=', submission)
    .executeTakeFirstOrThrow();
  expect(stored.content.explanations).toEqual(words);
});
