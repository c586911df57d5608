import { expect, test } from 'vitest';
import { compileReport } from '../../domain/compilation.ts';
import { changesSince } from '../../domain/synthesis.ts';
import { excludeSource, includeSource } from '../../office/exclude-source.ts';
import { readCompilationFacts } from '../../office/read-compilation.ts';
import { readEditing } from '../../office/read-editing.ts';
import { includedAt, placeNamed, readSources } from '../../office/read-sources.ts';
import { startCompilation } from '../../office/start-compilation.ts';
import type { Db } from '../../store/connection.ts';
import { listSynthesisVersions } from '../../store/syntheses.ts';
import { vn } from '../given/clock.ts';
import { givenCycle } from '../given/cycle.ts';
import { everythingIn, givenDb } from '../given/db.ts';
import { givenNarrative } from '../given/narrative.ts';
import { givenStaff } from '../given/people.ts';

async function givenEditing() {
  const db = await givenDb();
  const cycle = await givenCycle(db);
  return { db, cycle, ...(await givenNarrative(db, cycle)) };
}

/** What has changed at section I since its synthesis was written. */
async function changesNow(db: Db, cycle: string, at: string) {
  const { places, sources, exclusions } = await readSources(db, cycle, vn(at));
  const [synthesis] = (await readEditing(db, cycle, vn(at))).syntheses;
  const changes = changesSince(synthesis?.madeFrom ?? [], includedAt(placeNamed(places, 'I'), sources, exclusions));
  return changes.map(({ agency, kind }) => `${agency} ${kind}`);
}

test('a run compiles an officer’s paragraphs with all sources of the place, as they stood when it started', async () => {
  const { db, cycle, save, receipts, officer } = await givenEditing();
  expect(await save({})).toBe(1);
  const run = { cycle, final: false, slot: 'a', actor: officer.actor };
  const id = await startCompilation(db, { ...run, at: vn('2026-12-12 08:00') });
  await save({ text: 'Viết lại sau.', seen: 1 }, '2026-12-13 08:00');
  const facts = await readCompilationFacts(db, id, () => Promise.resolve(true));
  if (!facts) throw new Error('cancelled');
  const report = compileReport(facts);
  expect(report.situation).toMatchObject([{ text: 'Toàn tỉnh đã quán triệt.', synthesised: true }]);
  expect(report.situation[0]?.sources.toSorted()).toEqual(Object.values(receipts).toSorted());
  expect(report.staleSyntheses).toBeUndefined();
});

test('a source comes with its agency’s kind and with those merged into it, by which the plan gives it tasks', async () => {
  const { db, cycle } = await givenEditing();
  const { sources } = await readSources(db, cycle, vn('2026-12-12 08:00'));
  expect(sources.find(({ agency }) => agency === 'STC')).toMatchObject({
    kind: 'department',
    answersFor: expect.arrayContaining(['STC', 'SKHDT']),
  });
});

test('a save against an older version is refused with the current one; the same words again are no new version', async () => {
  const { db, cycle, save } = await givenEditing();
  await save({ text: 'Một.' });
  expect(await save({ text: 'Một.' })).toBe(1);
  expect(await save({ text: 'Hai.', seen: 1 })).toBe(2);
  const stale = { code: 'fact.changed', facts: { seen: '1', current: '2' } };
  await expect(save({ text: 'Ba.', seen: 1 })).rejects.toMatchObject(stale);
  expect(await save({ text: 'Hai.', seen: 0, beside: [] })).toBe(2);
  await expect(save({ text: 'Ba.', seen: 5 })).rejects.toMatchObject({ code: 'fact.changed' });
  expect((await listSynthesisVersions(db, cycle, 'I')).map(({ text }) => text)).toEqual(['Hai.', 'Một.']);
});

test('of two who save at once one is refused', async () => {
  const { save } = await givenEditing();
  const saves = await Promise.allSettled([save({ text: 'Một.' }), save({ text: 'Hai.' })]);
  expect(saves.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a synthesis turns stale by a new version with other words, not by one with the same, until its writer looks again', async () => {
  const { db, cycle, save, report } = await givenEditing();
  await save({});
  await report('SNV', '- Tổ chức 2 lớp tập huấn', '2026-12-12 08:00');
  expect(await changesNow(db, cycle, '2026-12-12 09:00')).toEqual([]);
  const { syntheses } = await readEditing(db, cycle, vn('2026-12-12 09:00'));
  await report('SYT', 'Ban hành hai kế hoạch.', '2026-12-12 10:00');
  await report('SXD', 'Đã triển khai.', '2026-12-12 11:00');
  expect((await changesNow(db, cycle, '2026-12-12 12:00')).toSorted()).toEqual(['SXD new', 'SYT changed']);
  const beside = syntheses[0]?.madeFrom.map(({ receipt }) => receipt) ?? [];
  await save({ text: 'Sửa câu chữ.', seen: 1, beside }, '2026-12-12 13:00');
  expect(await changesNow(db, cycle, '2026-12-12 13:00')).toHaveLength(2);
  await save({ text: 'Sửa câu chữ.', seen: 2 }, '2026-12-12 14:00');
  expect(await changesNow(db, cycle, '2026-12-12 14:00')).toEqual([]);
});

test('excluding a source makes the synthesis stale, and taking it in again makes it fresh', async () => {
  const { db, cycle, save, exclude, officer } = await givenEditing();
  await save({});
  const exclusion = await exclude('SNV', 'I');
  expect(await exclude('SNV', 'I', 'Lý do khác.')).toBe(exclusion);
  expect(await changesNow(db, cycle, '2026-12-11 09:00')).toEqual(['SNV gone']);
  const include = { cycle, exclusion, actor: officer.actor, at: vn('2026-12-11 10:00') };
  await includeSource(db, include);
  const before = await everythingIn(db);
  await includeSource(db, { ...include, at: vn('2026-12-11 11:00') });
  expect(await everythingIn(db)).toEqual(before);
  expect(await changesNow(db, cycle, '2026-12-11 12:00')).toEqual([]);
  const asOf = await readEditing(db, cycle, vn('2026-12-11 09:30'));
  expect(asOf.exclusions).toMatchObject([{ agency: 'SNV', place: 'I', reason: 'Trùng nội dung.' }]);
  expect((await readEditing(db, cycle, vn('2026-12-11 07:59'))).exclusions).toEqual([]);
  expect(await exclude('SNV', 'I')).not.toBe(exclusion);
});

test('what cannot be left out or written is refused', async () => {
  const { db, cycle, save, exclude } = await givenEditing();
  await expect(exclude('STC', 'I', ' ')).rejects.toMatchObject({ problems: [{ field: 'reason' }] });
  await expect(exclude('STC', 'II.9')).rejects.toMatchObject({ code: 'place.not_found' });
  await expect(exclude('SCT')).rejects.toMatchObject({ code: 'submission.not_found' });
  await expect(save({ place: 'II' })).rejects.toMatchObject({ code: 'place.not_found' });
  await expect(save({ text: 'a'.repeat(200_001) })).rejects.toMatchObject({ problems: [{ field: 'text' }] });
  const { actor } = await givenStaff(db, 'viewer');
  expect(() => save({ actor })).toThrow('actor.not_allowed');
  const exclusion = { cycle, agency: 'STC', reason: 'Không.', actor, at: vn('2026-12-11 08:00') };
  expect(() => excludeSource(db, exclusion)).toThrow('actor.not_allowed');
  const other = { cycle, exclusion: crypto.randomUUID(), actor: (await givenStaff(db, 'officer')).actor };
  await expect(includeSource(db, { ...other, at: vn('2026-12-11 08:00') })).rejects.toMatchObject({
    code: 'exclusion.not_found',
  });
});
