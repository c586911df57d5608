import fc from 'fast-check';
import { expect, test } from 'vitest';
import { givenApp } from '../given/app.ts';
import { formOf, indicator, sampleForm } from '../given/forms.ts';
import { givenStaff } from '../given/people.ts';

const { title, source, sections } = sampleForm;
const text = { title, source, sections };
const reason = 'Thông tư mới';

/** The app with somebody of that role. */
async function givenOffice(role: 'officer' | 'leader' | 'viewer' = 'leader') {
  const given = await givenApp();
  const { headers } = await givenStaff(given.db, role);
  const ask = (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, match?: number) =>
    given.app.inject({
      method,
      url: `/api/v1/forms${url}`,
      headers: { ...headers, ...(match !== undefined && { 'if-match': `"${match}"` }) },
      ...(payload && { payload }),
    });
  return { ...given, ask };
}

test('a form is exported, imported as a draft of another, published, and comes out as it went in', async () => {
  const { ask } = await givenOffice();
  const exported = (await ask('GET', '/kl69-nam/versions/1')).json();
  expect(exported).toEqual({ id: 'kl69-nam', version: 1, reason: source, madeAt: expect.any(String), ...text });
  const put = await ask('PUT', '/ban-sao/draft', text, 0);
  expect(put.json()).toEqual({ revision: 1 });
  expect(put.headers['etag']).toBe('"1"');
  const drafted = await ask('GET', '/ban-sao');
  expect(drafted.headers['etag']).toBe('"1"');
  expect(drafted.json()).toMatchObject({ id: 'ban-sao', revision: 1, versions: [], draft: { ...text, defects: [] } });
  expect((await ask('POST', '/ban-sao/publish', { revision: 1, reason })).json()).toEqual({ version: 1 });
  expect((await ask('POST', '/ban-sao/publish', { revision: 1, reason })).json()).toEqual({ version: 1 });
  expect((await ask('GET', '/ban-sao/versions/1')).json()).toMatchObject({ ...text, reason });
  expect((await ask('GET', '')).json()).toEqual([
    { id: 'ban-sao', title, version: 1, drafted: false, regimes: [] },
    { id: 'kl69-nam', title, version: 1, drafted: false, regimes: ['kl69-nam'] },
  ]);
});

test('a draft that another saved meanwhile is refused with 412 and the current revision; without If-Match, 428', async () => {
  const { ask } = await givenOffice('officer');
  await ask('PUT', '/kl69-nam/draft', { ...text, title: 'Một' }, 0);
  const stale = await ask('PUT', '/kl69-nam/draft', { ...text, title: 'Hai' }, 0);
  expect(stale.statusCode).toBe(412);
  expect(stale.headers['etag']).toBe('"1"');
  expect((await ask('PUT', '/kl69-nam/draft', text)).statusCode).toBe(428);
});

test('a defective draft is saved with its defects named, and publishing it is refused with 409', async () => {
  const { ask } = await givenOffice();
  const defective = { ...text, sections: formOf(indicator('1', { aggregation: 'weighted' })).sections };
  expect((await ask('PUT', '/moi/draft', defective, 0)).statusCode).toBe(200);
  const [defect] = (await ask('GET', '/moi')).json().draft.defects;
  expect(defect).toEqual({
    severity: 'error',
    code: 'weight.missing',
    field: 'sections.0.indicators.0.weight',
    what: 'Bình quân gia quyền chưa ghi chỉ tiêu làm quyền số.',
    mend: 'Chọn chỉ tiêu quy mô, ví dụ tổng số hồ sơ.',
  });
  const refused = await ask('POST', '/moi/publish', { revision: 1, reason });
  expect(refused.statusCode).toBe(409);
  expect(refused.json()).toMatchObject({
    title: 'form.defective',
    errors: [{ field: 'sections.0.indicators.0.weight' }],
  });
});

test('a draft of another shape is refused with every place', async () => {
  const { ask } = await givenOffice();
  const [table] = formOf(indicator('1')).sections;
  const figure = { ...indicator('1'), min: '0', formula: { share: ['1'] }, more: 1 };
  const body = { title, sections: [{ ...table, kind: 'khac', indicators: [figure] }] };
  const answer = await ask('PUT', '/moi/draft', body, 0);
  expect(answer.statusCode).toBe(422);
  const fields = answer.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field);
  expect(fields.toSorted()).toEqual([
    'sections.0.indicators.0.formula.share',
    'sections.0.indicators.0.min',
    'sections.0.indicators.0.more',
    'sections.0.kind',
    'source',
  ]);
});

test('what is not there is 404, and a viewer reads but changes nothing, an officer publishes nothing', async () => {
  const { ask, db, app } = await givenOffice('viewer');
  for (const url of ['/khong-co', '/kl69-nam/versions/9']) expect((await ask('GET', url)).statusCode).toBe(404);
  expect((await ask('GET', '')).statusCode).toBe(200);
  expect((await ask('PUT', '/kl69-nam/draft', text, 0)).statusCode).toBe(403);
  const { headers } = await givenStaff(db, 'officer');
  const publish = { method: 'POST', url: '/api/v1/forms/kl69-nam/publish', headers } as const;
  expect((await app.inject({ ...publish, payload: { revision: 1, reason } })).statusCode).toBe(403);
});

test('a draft with anything anywhere in it is saved or refused, and can be read again', async () => {
  const { ask } = await givenOffice();
  const [table] = formOf(indicator('1', { formula: { sum: ['2'] } }), indicator('2')).sections;
  const places = ['title', 'sections', 'sections.0.code', 'sections.0.kind', 'sections.0.indicators'];
  const own = ['code', 'type', 'formula', 'formula.sum', 'min', 'weight'].map(
    (name) => `sections.0.indicators.0.${name}`,
  );
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('constructor', '__proto__', '1', [], ['1'], { share: ['2', '2'] }),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places, ...own), anything, async (place, value) => {
      const body = structuredClone({ title, source, sections: [table] }) as object;
      const path = place.split('.');
      const parent = path.slice(0, -1).reduce<Record<string, unknown>>((at, key) => at[key] as never, body as never);
      parent[path.at(-1) ?? ''] = value;
      const { revision = 0 } = (await ask('GET', '/thu')).json<{ revision?: number }>();
      expect([200, 400, 422]).toContain((await ask('PUT', '/thu/draft', body, revision)).statusCode);
      expect([200, 404]).toContain((await ask('GET', '/thu')).statusCode);
    }),
    { numRuns: 60 },
  );
});
