import { expect, test } from 'vitest';
import { givenApp } from '../given/app.ts';

interface Operation {
  operationId?: string;
  summary?: string;
  security?: unknown[];
  responses: Record<string, { content?: Record<string, unknown>; description?: string }>;
}
interface Description {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
}

async function described() {
  const { app } = await givenApp();
  const description = (await app.inject('/openapi.json')).json<Description>();
  const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, ...operation })),
  );
  return { app, description, operations };
}

test('the description names every route of the API, and none twice', async () => {
  const { description, operations } = await described();
  expect(description.openapi).toBe('3.1.0');
  expect(operations.map(({ name }) => name).toSorted()).toEqual(
    [
      'GET /api/v1/obligation',
      'PUT /api/v1/obligation/draft',
      'GET /api/v1/obligation/draft',
      'POST /api/v1/obligation/presence',
      'POST /api/v1/obligation/submissions',
      'POST /api/v1/obligations/{id}/paper-reports',
      'POST /api/v1/obligation/extensions',
      'POST /api/v1/obligation/files',
      'DELETE /api/v1/obligation/files/{sha256}',
      'OPTIONS /api/v1/obligation/uploads',
      'POST /api/v1/obligation/uploads',
      'PATCH /api/v1/obligation/uploads/{id}',
      'DELETE /api/v1/obligation/uploads/{id}',
      'GET /api/v1/obligation/people',
      'POST /api/v1/obligation/people',
      'DELETE /api/v1/obligation/people/{id}',
      'PUT /api/v1/obligation/contacts/{role}',
      'PUT /api/v1/obligation/rules/{rule}',
      'POST /api/v1/obligation/approvals',
      'POST /api/v1/obligation/approvals/send-back',
      'POST /api/v1/obligation/submission-codes',
      'GET /api/v1/obligation/form.xlsx',
      'PUT /api/v1/obligation/form.xlsx',
      'GET /api/v1/obligation/outline.docx',
      'GET /api/v1/cycles',
      'GET /api/v1/cycles/{regime}/{term}',
      'GET /api/v1/cycles/{regime}/{term}/obligations',
      'GET /api/v1/cycles/{regime}/{term}/compilations',
      'POST /api/v1/cycles/{regime}/{term}/compilations',
      'GET /api/v1/cycles/{regime}/{term}/synthesis',
      'GET /api/v1/cycles/{regime}/{term}/synthesis/{place}',
      'PUT /api/v1/cycles/{regime}/{term}/synthesis/{place}',
      'GET /api/v1/cycles/{regime}/{term}/exclusions',
      'POST /api/v1/cycles/{regime}/{term}/exclusions',
      'POST /api/v1/cycles/{regime}/{term}/exclusions/{id}/withdraw',
      'GET /api/v1/regimes',
      'POST /api/v1/regimes',
      'GET /api/v1/regimes/{id}',
      'PUT /api/v1/regimes/{id}',
      'POST /api/v1/regimes/{id}/activate',
      'POST /api/v1/regimes/{id}/withdraw',
      'GET /api/v1/forms',
      'GET /api/v1/forms/{id}',
      'GET /api/v1/forms/{id}/versions/{version}',
      'PUT /api/v1/forms/{id}/draft',
      'POST /api/v1/forms/{id}/publish',
      'GET /api/v1/cycles/{regime}/{term}/agencies/{code}/letters',
      'GET /api/v1/regimes/{id}/dry-run',
      'GET /api/v1/submissions/{id}',
      'PUT /api/v1/obligation/comments/{id}/answer',
      'GET /api/v1/submissions/{id}/review',
      'POST /api/v1/submissions/{id}/comments',
      'POST /api/v1/submissions/{id}/comments/{comment}/resolve',
      'PUT /api/v1/submissions/{id}/passed/{part}',
      'DELETE /api/v1/submissions/{id}/passed/{part}',
      'POST /api/v1/submissions/{id}/reopen',
      'GET /api/v1/submissions/{id}/files/{sha256}',
      'POST /api/v1/submissions/{id}/accept',
      'POST /api/v1/submissions/{id}/return',
      'GET /api/v1/extensions',
      'POST /api/v1/extensions/{id}/decision',
      'PUT /api/v1/agencies/{code}/contacts/{role}',
      'POST /api/v1/obligations/{id}/excuse',
      'POST /api/v1/obligations/{id}/revoke-link',
      'GET /api/v1/obstacles',
      'POST /api/v1/obstacles',
      'GET /api/v1/obstacles/{id}',
      'POST /api/v1/obstacles/{id}/answer',
      'POST /api/v1/obstacles/{id}/forward',
      'POST /api/v1/obstacles/{id}/decision',
      'POST /api/v1/obstacles/{id}/close',
      'GET /api/v1/obstacles/{id}/chain',
      'GET /api/v1/obstacle-compilations',
      'POST /api/v1/obstacle-compilations',
      'GET /api/v1/obstacle-compilations/{id}/document.docx',
      'GET /api/v1/notifications',
      'GET /api/v1/cycles/{regime}/{term}/staff/letters',
      'POST /api/v1/notifications/resend',
      'GET /api/v1/outages',
      'POST /api/v1/bounces',
      'GET /api/v1/letters',
      'POST /api/v1/letters',
      'GET /api/v1/letters/{id}',
      'PUT /api/v1/letters/{id}/words',
      'POST /api/v1/letters/{id}/approve',
      'POST /api/v1/letters/{id}/issue',
      'POST /api/v1/letters/{id}/hand-over',
      'POST /api/v1/letters/{id}/void',
      'GET /api/v1/letters/{id}/letter.docx',
      'POST /api/v1/letters/{id}/signed',
      'GET /api/v1/incoming-letters',
      'POST /api/v1/incoming-letters',
      'GET /api/v1/compilations/{id}',
      'GET /api/v1/compilations/{id}/report.docx',
      'GET /api/v1/compilations/{id}/check',
      'GET /api/v1/compilations/{id}/differences',
      'POST /api/v1/compilations/{id}/retry',
      'GET /api/v1/cycles/{regime}/{term}/late-arrivals',
      'GET /api/v1/compilations/{id}/annex.xlsx',
      'GET /api/v1/compilations/{id}/report.pdf',
      'POST /api/v1/compilations/{id}/cancel',
      'POST /api/v1/compilations/{id}/sendings',
      'GET /api/v1/cycles/{regime}/{term}/sendings',
      'GET /api/v1/cycles/{regime}/{term}/brief',
      'GET /api/v1/cycles/{regime}/{term}/brief.docx',
      'GET /api/v1/records',
      'GET /api/v1/records.docx',
      'POST /api/v1/sendings/{id}/withdraw',
      'POST /api/v1/sendings/{id}/file',
      'GET /api/v1/sendings/{id}/file',
      'GET /api/v1/calendars',
      'POST /api/v1/calendars',
      'GET /api/v1/calendars/{version}',
      'GET /api/v1/calendars/{version}/difference',
      'GET /api/v1/send-window',
      'PUT /api/v1/send-window',
      'GET /healthz',
      'GET /readyz',
    ].toSorted(),
  );
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every operation has a name, a sentence, who may call it, and how it refuses', async () => {
  const { operations, description } = await described();
  for (const { name, operationId, summary, security, responses } of operations) {
    expect(operationId, name).toMatch(/^[a-z][A-Za-z]+$/);
    expect(summary, name).toBeTruthy();
    expect(Array.isArray(security), name).toBe(true);
    expect(responses['4XX']?.content, name).toEqual({
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    });
    expect(
      Object.values(responses).every((response) => response.description),
      name,
    ).toBe(true);
  }
  expect(Object.keys(description.components.securitySchemes).toSorted()).toEqual([
    'apiKey',
    'link',
    'session',
    'signature',
  ]);
});

test('every reference of the description leads somewhere', async () => {
  const { description } = await described();
  const references = [...JSON.stringify(description).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
  for (const [, name = ''] of references) expect(description.components.schemas).toHaveProperty(name);
  expect(references.length).toBeGreaterThan(0);
});

test('the page at /docs needs no inline script and no other site, and only it may write styles of its own', async () => {
  const { app } = await described();
  const page = await app.inject('/docs');
  expect(page.statusCode).toBe(200);
  expect(page.headers['content-security-policy']).toMatch(/script-src 'self'; style-src 'self' 'unsafe-inline';/);
  const answer = await app.inject('/healthz');
  expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none';.*style-src 'self';/);
  expect(page.body).not.toMatch(/style=|<script(?![^>]*\ssrc=)|https?:/);
  const assets = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
  expect(assets.length).toBeGreaterThan(3);
  for (const asset of assets) {
    expect((await app.inject(new URL(asset, 'http://dondoc.example/docs').pathname)).statusCode, asset).toBe(200);
  }
});

test('health answers without anybody being signed in, and names a stopped engine', async () => {
  const { app } = await described();
  expect((await app.inject('/healthz')).json()).toEqual({ status: 'ok' });
  const ready = await app.inject('/readyz');
  expect(ready.statusCode).toBe(200);
  expect(ready.json()).toEqual({ status: 'degraded', down: ['engine'] });
});
