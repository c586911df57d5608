import { expect, test } from 'vitest';
import { saveDraft } from '../../office/save-draft.ts';
import { everythingIn } from '../given/db.ts';
import { numberCell, textCell, withCells } from '../given/edit-workbook.ts';
import { givenAgency } from '../given/people.ts';
import { givenSite } from './site.ts';
import { wordsOf } from './visitor.ts';
import type { Seen } from './visitor.ts';

async function givenRoom() {
  const site = await givenSite();
  const room = await site.room('STC');
  const { actor } = await givenAgency(site.db, site.cycle, 'STC');
  await room.see(room.path);
  const workbook = async () => new Uint8Array((await site.app.inject({ url: `${room.path}/form.xlsx` })).rawPayload);
  const bring = (content: Uint8Array, name = 'bieu.xlsx') =>
    room.sendFiles(`${room.path}/form.xlsx`, {}, { name, content: Buffer.from(content) });
  const agree = (page: Seen) => room.sendFiles(`${room.path}/form.xlsx/confirm`, hiddenOf(page));
  const draft = async () =>
    site.db.selectFrom('draft').selectAll().where('obligation_id', '=', room.obligation).executeTakeFirst();
  const typeInRoom = (content: Parameters<typeof saveDraft>[1]['content'], seen: number) =>
    saveDraft(site.db, { obligation: room.obligation, content, seen, actor, at: site.clock.now() });
  return { ...site, room, workbook, bring, agree, draft, typeInRoom };
}

/** The hidden fields of the page's form, but its token. */
const hiddenOf = ({ body }: Seen): Record<string, string> =>
  Object.fromEntries(
    [...body.matchAll(/<input type="hidden" name="(seen|reading\.\d+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );

test('the room offers the files, and both open', async () => {
  const { room, app } = await givenRoom();
  const page = await room.see(room.path);
  for (const name of ['form.xlsx', 'outline.docx']) {
    expect(page.body).toContain(`href="${room.path}/${name}"`);
    const answer = await app.inject({ url: `${room.path}/${name}` });
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK');
  }
});

test('a filled-in file is shown field by field, and written only when its reader agrees', async () => {
  const { bring, agree, draft, workbook, typeInRoom, db } = await givenRoom();
  await typeInRoom({ sections: { I: 'Bản cũ.', V: 'Xin thêm kinh phí.' }, tasks: {} }, 0);
  const filled = withCells(
    withCells(await workbook(), 'sections', { C4: textCell('Bản <b>mới</b>.'), C7: textCell('') }),
    'figures',
    { E5: numberCell(1234.5), F5: textCell('Ước') },
  );
  const before = await everythingIn(db);
  const preview = await bring(filled);
  expect(preview.status).toBe(200);
  const words = wordsOf(preview);
  expect(words).toContain('Tệp thay đổi 3 chỗ so với bản nháp đang lưu');
  expect(words).toContain('Phần I. Tình hình triển khai Trong tệp Bản <b>mới</b>. Đang lưu Bản cũ.');
  expect(words).toContain('Để trống: nội dung đang lưu sẽ bị xóa.');
  expect(words).toContain(
    'Chỉ tiêu 1.1. Tổng chi ngân sách của đơn vị trong năm (triệu đồng) Trong tệp 1.234,5 (ước) Đang lưu Chưa có.',
  );
  expect(preview.body).not.toContain('<b>mới</b>');
  expect(await everythingIn(db)).toEqual(before);

  const done = await agree(preview);
  expect(done.location).toMatch(/\?done=sheet-taken$/);
  expect(await draft()).toMatchObject({
    version: 2,
    content: { sections: { I: 'Bản <b>mới</b>.' }, indicators: { '1.1': { value: 1234.5, estimated: true } } },
  });
  // A second click finds nothing left to change.
  expect((await agree(preview)).status).toBe(303);
  expect((await draft())?.version).toBe(2);
});

test('a draft that was saved while its reader looked is not touched; the page says so and shows the changes anew', async () => {
  const { bring, agree, draft, workbook, typeInRoom } = await givenRoom();
  const preview = await bring(withCells(await workbook(), 'sections', { C4: textCell('Từ tệp.') }));
  await typeInRoom({ sections: { I: 'Từ trang.', IV: 'Cũng từ trang.' }, tasks: {} }, 0);
  const conflict = await agree(preview);
  expect(conflict.status).toBe(409);
  expect(wordsOf(conflict)).toContain('Thông tin vừa được cập nhật ở nơi khác');
  expect(wordsOf(conflict)).toContain('1 chỗ đã được sửa trên trang sau khi tải tệp này');
  expect((await draft())?.content.sections).toEqual({ I: 'Từ trang.', IV: 'Cũng từ trang.' });
  expect((await agree(conflict)).status).toBe(303);
  expect((await draft())?.content.sections).toEqual({ I: 'Từ tệp.', IV: 'Cũng từ trang.' });
});

test('a file that changes nothing needs no agreement', async () => {
  const { bring, workbook } = await givenRoom();
  const page = await bring(await workbook());
  expect(wordsOf(page)).toContain('Tệp không có gì khác với bản nháp đang lưu');
  expect(page.body).not.toContain('/form.xlsx/confirm');
});

test('a slip is told by its cell above the field to choose the file again', async () => {
  const { bring, workbook, db } = await givenRoom();
  const before = await everythingIn(db);
  const page = await bring(withCells(await workbook(), 'figures', { E10: numberCell(1.5), E5: textCell('<script>') }));
  expect(page.status).toBe(422);
  expect(wordsOf(page)).toContain('Sheet Biểu số liệu, ô E10: cần là số nguyên.');
  expect(page.body).not.toContain('<script>“');
  expect(page.body).toContain('&lt;script&gt;');
  expect(page.body).toContain('href="#form.xlsx.file"');
  expect(page.body).toContain('id="form.xlsx.file"');
  expect(await everythingIn(db)).toEqual(before);
});

test('no file, a file of another kind, and an agreement to nothing are refused on the page', async () => {
  const { room, bring } = await givenRoom();
  expect(wordsOf(await room.sendFiles(`${room.path}/form.xlsx`, {}))).toContain(
    'Cần chọn một tệp Excel trước khi nạp.',
  );
  expect(wordsOf(await bring(Buffer.from('%PDF-1.7')))).toContain('Tệp không phải Excel (.xlsx)');
  for (const reading of [
    '',
    'AAAA',
    Buffer.from('{"version":0,"fields":[{"path":"sections.I","value":null,"mark":""}],"left":[]}').toString('base64'),
  ]) {
    const page = await room.sendFiles(`${room.path}/form.xlsx/confirm`, { seen: '0', 'reading.0': reading });
    expect(page.status).toBe(422);
    expect(wordsOf(page)).toContain('Nội dung của tệp không đến trọn vẹn; đề nghị nạp lại tệp.');
  }
});

test('the longest texts that cells hold come through the agreement whole', async () => {
  const { bring, agree, workbook, draft } = await givenRoom();
  const long = 'Nghị quyết 😀 '.repeat(2400).slice(0, 32_700).trim();
  const cells = Object.fromEntries(
    ['C4', 'C5', 'C6', 'C7'].map((address) => [address, textCell(`${address} ${long}`)]),
  );
  const results = Object.fromEntries(Array.from({ length: 3 }, (_, place) => [`F${5 + place}`, textCell(long)]));
  const filled = withCells(withCells(await workbook(), 'sections', cells), 'tasks', results);
  const preview = await bring(filled);
  expect(preview.status).toBe(200);
  expect((await agree(preview)).status).toBe(303);
  expect((await draft())?.content.sections['IV']).toBe(`C6 ${long}`);
});

test('an accepted report shows no way back for a file, and takes none', async () => {
  const { room, bring, workbook, db } = await givenRoom();
  const filled = await workbook();
  await db.updateTable('obligation').set({ state: 'accepted' }).where('id', '=', room.obligation).execute();
  expect((await room.see(room.path)).body).not.toContain('id="office-files"');
  expect((await bring(filled)).status).toBe(409);
});

test('a forged agreement stores nothing that the room could not have sent', async () => {
  const { room, draft } = await givenRoom();
  const forge = (path: string, value: unknown) =>
    room.sendFiles(`${room.path}/form.xlsx/confirm`, {
      seen: String(0),
      'reading.0': Buffer.from(JSON.stringify({ version: 0, fields: [{ path, value, mark: '' }], left: [] })).toString(
        'base64',
      ),
    });
  const task = { state: 'done', percent: 1, result: '' };
  for (const [path, value] of [
    ['sections.I', task],
    ['tasks.II.1.a', 'chữ'],
    ['indicators.1.1', task],
    ['carried.0', 'x'],
  ] as const) {
    expect((await forge(path, value)).status, path).toBe(422);
  }
  expect(await draft()).toBeUndefined();
  expect((await forge('sections.I', 'a\0b\ud800c')).status).toBe(303);
  expect((await draft())?.content.sections).toEqual({ I: 'abc' });
  for (const path of ['sections.constructor', 'tasks.__proto__']) {
    expect((await forge(path, path.startsWith('tasks') ? task : 'x')).status, path).toBeLessThan(500);
  }
});
