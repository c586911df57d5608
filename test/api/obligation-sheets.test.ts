import { expect, test } from 'vitest';
import { excelWorkbook } from '../../documents/form-sheet.ts';
import { saveDraft } from '../../office/save-draft.ts';
import { givenApp } from '../given/app.ts';
import { everythingIn } from '../given/db.ts';
import { numberCell, textCell, withCells } from '../given/edit-workbook.ts';
import { givenExcel } from '../given/files.ts';
import { givenAgency } from '../given/people.ts';
import { givenReport } from '../given/report.ts';

const url = '/api/v1/obligation/form.xlsx';

/** Sở Tài chính with a program that fetches its form and sends it back. */
async function givenDesk() {
  const { app, db, clock, cycle } = await givenApp();
  const agency = await givenAgency(db, cycle);
  const fetched = async () => {
    const answer = await app.inject({ url, headers: agency.headers });
    return { answer, workbook: new Uint8Array(answer.rawPayload) };
  };
  const send = (workbook: Uint8Array, seen: string | undefined = '"0"', type = excelWorkbook) =>
    app.inject({
      method: 'PUT',
      url,
      headers: { ...agency.headers, 'content-type': type, ...(seen && { 'if-match': seen }) },
      payload: Buffer.from(workbook),
    });
  const draft = async () =>
    (await app.inject({ url: '/api/v1/obligation', headers: agency.headers })).json<{
      draft: Record<string, unknown>;
    }>().draft;
  return { app, db, clock, cycle, agency, fetched, send, draft };
}

test('a form goes out as a workbook, comes back filled in, and is the draft', async () => {
  const { fetched, send, draft } = await givenDesk();
  const { answer, workbook } = await fetched();
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({ 'content-type': excelWorkbook, etag: '"0"' });
  expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain(
    'Biểu báo cáo năm 2026 - Sở Tài chính.xlsx',
  );
  const filled = withCells(withCells(workbook, 'sections', { C4: textCell('Đã quán triệt.') }), 'figures', {
    E5: numberCell(12.5),
  });
  const taken = await send(filled);
  expect(taken.json()).toEqual({ version: 1, changed: 2 });
  expect(taken.headers['etag']).toBe('"1"');
  expect(await draft()).toMatchObject({
    version: 1,
    content: { sections: { I: 'Đã quán triệt.' }, indicators: { '1.1': { value: 12.5 } } },
  });
});

test('the same file again changes nothing, whatever version it names', async () => {
  const { fetched, send, db } = await givenDesk();
  const filled = withCells((await fetched()).workbook, 'sections', { C4: textCell('Đã quán triệt.') });
  await send(filled);
  const before = await everythingIn(db);
  expect((await send(filled)).json()).toEqual({ version: 1, changed: 0 });
  expect(await everythingIn(db)).toEqual(before);
});

test('what was typed in the room since the file left stays, where the file says nothing else', async () => {
  const { fetched, send, draft, db, agency, clock } = await givenDesk();
  const filled = withCells((await fetched()).workbook, 'sections', { C5: textCell('Chưa có kinh phí.') });
  const content = { sections: { I: 'Gõ trên trang.' }, tasks: {} };
  await saveDraft(db, { obligation: agency.obligation, content, seen: 0, actor: agency.actor, at: clock.now() });
  const stale = await send(filled, '"0"');
  expect(stale.statusCode).toBe(412);
  expect(stale.headers['etag']).toBe('"1"');
  expect(stale.json()).toMatchObject({ title: 'fact.changed', current: '1' });
  expect((await send(filled, '"1"')).json()).toEqual({ version: 2, changed: 1 });
  expect(await draft()).toMatchObject({ content: { sections: { I: 'Gõ trên trang.', III: 'Chưa có kinh phí.' } } });
});

test('a file with a slip is refused by cell, and nothing of it is stored', async () => {
  const { fetched, send, db } = await givenDesk();
  const { workbook } = await fetched();
  const before = await everythingIn(db);
  const slips = withCells(withCells(workbook, 'sections', { C4: textCell('Đúng') }), 'figures', {
    E10: numberCell(1.5),
  });
  const answer = await send(slips);
  expect(answer.statusCode).toBe(422);
  expect(answer.json()).toMatchObject({
    title: 'request.invalid',
    errors: [{ field: 'Biểu số liệu!E10', message: 'Sheet Biểu số liệu, ô E10: cần là số nguyên.' }],
  });
  expect(await everythingIn(db)).toEqual(before);
});

test('a change must say which version it saw, and be a workbook', async () => {
  const { fetched, send, app, agency } = await givenDesk();
  const { workbook } = await fetched();
  expect((await send(workbook, '')).statusCode).toBe(428);
  expect((await send(workbook, '"x"')).statusCode).toBe(422);
  expect((await send(workbook, '"0"', 'application/octet-stream')).statusCode).toBe(415);
  const json = await app.inject({
    method: 'PUT',
    url,
    headers: { ...agency.headers, 'if-match': '"0"' },
    payload: { a: 1 },
  });
  expect(json.json()).toMatchObject({ status: 422, errors: [{ field: 'file' }] });
  expect((await app.inject({ url })).statusCode).toBe(404);
});

test.each([
  { what: 'nothing', content: new Uint8Array(), words: /Tệp rỗng/ },
  { what: 'a program', content: Buffer.from('MZ program'), words: /không phải Excel/ },
  {
    what: 'an old or locked workbook',
    content: Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    words: /mật khẩu hoặc là Excel đời cũ/,
  },
  {
    what: 'another workbook',
    content: givenExcel(['a']),
    words: /Không đọc được tệp|không phải mẫu tải từ phòng nộp báo cáo/,
  },
  { what: 'one with macros', content: givenExcel(['a'], { 'xl/vbaProject.bin': 'x' }), words: /có macro/ },
])('$what is refused with a sentence', async ({ content, words }) => {
  const { send } = await givenDesk();
  const answer = await send(content);
  expect(answer.statusCode).toBe(422);
  expect(answer.json<{ errors: { message: string }[] }>().errors[0]?.message).toMatch(words);
});

test('a file of more than 5 MB, or with a secrecy marking, is refused', async () => {
  const { send } = await givenDesk();
  expect((await send(Buffer.alloc(5 * 1024 * 1024 + 1, 'PK'))).json()).toMatchObject({ title: 'file.too_large' });
  expect((await send(givenExcel(['MẬT']))).json()).toMatchObject({ title: 'file.secret' });
});

test('an accepted report takes no file', async () => {
  const { fetched, send, db, agency } = await givenDesk();
  const filled = withCells((await fetched()).workbook, 'sections', { C4: textCell('Muộn') });
  await db.updateTable('obligation').set({ state: 'accepted' }).where('id', '=', agency.obligation).execute();
  expect((await send(filled)).json()).toMatchObject({ title: 'obligation.accepted' });
});

test('the outline goes out as a Word file with what the draft holds', async () => {
  const { app, db, agency, clock } = await givenDesk();
  await saveDraft(db, {
    obligation: agency.obligation,
    content: givenReport(),
    seen: 0,
    actor: agency.actor,
    at: clock.now(),
  });
  const answer = await app.inject({ url: '/api/v1/obligation/outline.docx', headers: agency.headers });
  expect(answer.statusCode).toBe(200);
  expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain(
    'Báo cáo năm 2026 - Sở Tài chính.docx',
  );
  expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK');
});
