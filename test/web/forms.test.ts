import { expect, test } from 'vitest';
import { draftForm } from '../../office/draft-form.ts';
import { readForm } from '../../office/read-forms.ts';
import { fieldsOfForm } from '../../web/form-fields.ts';
import { sampleForm } from '../given/forms.ts';
import { givenStaff } from '../given/people.ts';
import { givenSite } from './site.ts';
import { fieldOf, wordsOf } from './visitor.ts';

const { title, source, sections } = sampleForm;
const text = { title, source, sections };
const edit = '/forms/kl69-nam/edit';

/** What a browser would send of the editor's page when nothing is changed. */
const typed = (more: Record<string, string>) => ({ ...fieldsOfForm(text), revision: '0', ...more });

test('the list and the form’s page name versions, cycles and the regimes that use it, and these name it', async () => {
  const { as } = await givenSite();
  const { see } = await as('viewer');
  expect(wordsOf(await see('/forms'))).toMatch(/kl69-nam Phiên bản 1 .* 6 phần, 26 chỉ tiêu Báo cáo năm kết quả/);
  const page = await see('/forms/kl69-nam');
  expect(wordsOf(page)).toMatch(/Các kỳ dùng: năm 2026 \(đang mở\)/);
  expect(page.body).not.toContain(edit);
  expect((await see('/regimes/kl69-nam')).body).toContain('href="/forms/kl69-nam"');
  expect((await see('/regimes')).body).toContain('href="/forms"');
  expect((await see('/forms/khong-co')).status).toBe(404);
  expect((await see('/forms/kl69-nam/versions/2')).status).toBe(404);
  expect((await see(edit)).status).toBe(403);
});

test('a form is seen as an agency of a kind sees it', async () => {
  const { as } = await givenSite();
  const { see } = await as('viewer');
  const department = wordsOf(await see('/forms/kl69-nam?kind=department'));
  expect(department).toContain('Không hỏi nhóm cơ quan này: 5.1, 5.2, 5.3, 5.4.');
  expect(department).toContain('tự tính = 2.1 + 2.2');
  expect(wordsOf(await see('/forms/kl69-nam/versions/1?kind=ward'))).toContain('Không hỏi nhóm cơ quan này: 6.4.');
});

test('a form is changed, saved, published and compared, by buttons alone', async () => {
  const { as, db } = await givenSite();
  const { see, send } = await as('leader');
  await see(edit);
  const added = await send(edit, typed({ do: 'add:2', title: 'Tên mới' }));
  expect(fieldOf(added, 'title')).toBe('Tên mới');
  expect(added.body).toMatch(/name="sections\.2\.indicators\.26\.code"\s+value=""[^>]*autofocus/);
  expect(wordsOf(added)).toContain('4 lỗi phải sửa');
  const figure = {
    code: '7.1',
    name: 'Bài báo quốc tế',
    unit: 'bài',
    type: 'integer',
    aggregation: 'sum',
    source: 'Scopus',
  };
  const filled = Object.fromEntries(
    Object.entries(figure).map(([name, value]) => [`sections.2.indicators.26.${name}`, value]),
  );
  const saved = await send(edit, typed({ do: 'save', ...filled }));
  expect(saved.location).toBe('/forms/kl69-nam?done=form-drafted');
  const drafted = wordsOf(await see('/forms/kl69-nam'));
  expect(drafted).toMatch(
    /Dự thảo phiên bản 2 Không có lỗi .* Khác phiên bản 1 ở 1 chỗ Thêm Chỉ tiêu 7\.1\. Bài báo quốc tế/,
  );
  const publish = await see('/forms/kl69-nam/publish');
  expect(wordsOf(publish)).toContain('Kỳ đang mở, năm 2026, giữ nguyên phiên bản 1.');
  const silent = await send('/forms/kl69-nam/publish', { revision: '1', reason: '' });
  expect(silent.status).toBe(422);
  const done = await send('/forms/kl69-nam/publish', { revision: '1', reason: 'Thông tư mới' });
  expect(done.location).toBe('/forms/kl69-nam?done=form-published');
  expect((await readForm(db, 'kl69-nam')).newest).toMatchObject({ version: 2, reason: 'Thông tư mới' });
  expect(wordsOf(await see('/forms/kl69-nam?from=2&to=1'))).toContain('Phiên bản 1 khác phiên bản 2');
});

test('before a row is removed, what is lost with it is named; nothing is removed until it is said again', async () => {
  const { as } = await givenSite();
  const { see, send } = await as('officer');
  await see(edit);
  const asked = await send(edit, typed({ do: 'remove:2.5' }));
  expect(wordsOf(asked)).toMatch(
    /Bỏ chỉ tiêu 2\.1\. .*\? .*Số năm trước của 2\.1 không còn .*Công thức, quyền số của 2\.3/,
  );
  expect(fieldOf(asked, 'sections.2.indicators.5.code')).toBe('2.1');
  const gone = await send(edit, typed({ do: 'surely:2.5' }));
  expect(fieldOf(gone, 'sections.2.indicators.5.code')).toBe('2.2');
  expect(wordsOf(gone)).toMatch(/Chỉ tiêu 2\.3, công thức . Công thức dùng mã “2\.1”, không có trong đề cương này/);
});

test('a preview keeps everything typed, and gives it back to the editor', async () => {
  const { as } = await givenSite();
  const { see, send } = await as('officer');
  await see(edit);
  const preview = await send(edit, typed({ do: 'preview:ward', 'sections.0.title': 'Một <b>tên</b> & khác' }));
  expect(wordsOf(preview)).toContain('Một <b>tên</b> & khác');
  expect(fieldOf(preview, 'sections.0.title')).toBe('Một <b>tên</b> & khác');
  expect(preview.body.match(/type="hidden" name="sections\./g)?.length).toBeGreaterThan(300);
});

test('what cannot be read is told at its field, saves nothing and stays as typed', async () => {
  const { as, db } = await givenSite();
  const { see, send } = await as('officer');
  await see(edit);
  const refused = await send(edit, typed({ do: 'save', 'sections.2.indicators.0.min': 'nhiều' }));
  expect(refused.status).toBe(422);
  expect(refused.body).toContain('href="#edit.sections.2.indicators.0.min"');
  expect(fieldOf(refused, 'sections.2.indicators.0.min')).toBe('nhiều');
  expect((await readForm(db, 'kl69-nam')).draft).toBeUndefined();
});

test('what somebody else saved meanwhile is shown beside what was typed, and only then saved over', async () => {
  const { as, db, clock } = await givenSite();
  const other = (await givenStaff(db, 'officer', 'Trần Văn Khác')).actor;
  const { see, send } = await as('officer');
  await see(edit);
  await draftForm(db, {
    form: 'kl69-nam',
    text: { ...text, title: 'Của người khác' },
    seen: 0,
    actor: other,
    at: clock.now(),
  });
  const refused = await send(edit, typed({ do: 'save', title: 'Của tôi' }));
  expect(refused.status).toBe(409);
  expect(wordsOf(refused)).toMatch(/Bản đã lưu của Trần Văn Khác, .* Tên: Của người khác → Của tôi/);
  expect(fieldOf(refused, 'title')).toBe('Của tôi');
  expect(fieldOf(refused, 'revision')).toBe('1');
  const saved = await send(edit, typed({ do: 'save', title: 'Của tôi', revision: '1' }));
  expect(saved.status).toBe(303);
  expect((await readForm(db, 'kl69-nam')).draft).toMatchObject({ title: 'Của tôi', revision: 2 });
});

test('a new form is made from a template or from another form, under an id that is free', async () => {
  const { as, db } = await givenSite();
  const { see, send } = await as('officer');
  expect(fieldOf(await see('/forms/new'), 'sections.1.kind')).toBeUndefined();
  expect(fieldOf(await see('/forms/new?from=kl69-nam'), 'sections.2.indicators.25.code')).toBe('6.5');
  const taken = await send('/forms/new', typed({ do: 'save', id: 'kl69-nam', title: 'Khác' }));
  expect(taken.status).toBe(409);
  const unnamed = await send('/forms/new', typed({ do: 'save', id: 'Đề cương' }));
  expect(unnamed.body).toContain('href="#new.id"');
  const saved = await send('/forms/new', typed({ do: 'save', id: 'xk-quy' }));
  expect(saved.location).toBe('/forms/xk-quy?done=form-drafted');
  expect(wordsOf(await see('/forms/xk-quy'))).toContain('chưa ban hành');
  expect((await readForm(db, 'xk-quy')).newest).toBeUndefined();
  expect((await see('/forms/xk-quy/publish')).status).toBe(403);
});
