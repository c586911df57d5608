import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openMailbox } from '../../mail/mailbox.ts';
import { givenReport } from '../given/report.ts';
import { raiseObstacle } from '../../office/raise-obstacle.ts';
import { submitReport } from '../../office/submit-report.ts';
import { startCompilation } from '../../office/start-compilation.ts';
import { givenSite } from './site.ts';
import type { GivenSite } from './site.ts';
import { wordsOf } from './visitor.ts';

const attempt = '0197a3c2-5b1e-7c44-9d0a-2f6c1e8b7a11';

/** A site with something on every page, and the addresses of them all. */
async function givenFullSite(): Promise<{ site: GivenSite; staffPaths: string[]; roomPaths: string[] }> {
  const mailFolder = await mkdtemp(join(tmpdir(), 'dondoc-mail-'));
  onTestFinished(() => rm(mailFolder, { recursive: true }));
  const site = await givenSite({ mailFolder });
  const { db, clock, cycle } = site;
  await (
    await openMailbox(mailFolder, false)
  ).keep(Buffer.from('Subject: Thư\r\nContent-Type: text/html\r\n\r\n<p>Thư</p>'));
  const room = await site.room();
  const actor = { kind: 'agency' as const, obligation: room.obligation, cycle, agency: 'STC' };
  const common = { obligation: room.obligation, attempt, actor, at: clock.now() };
  const receipt = await submitReport(db, { ...common, report: givenReport() });
  const obstacle = await raiseObstacle(db, { ...common, title: 'Thiếu hướng dẫn', words: 'Chưa có hướng dẫn.' });
  const officer = await site.as('officer');
  const staff = { kind: 'staff' as const, account: officer.account, name: 'Lan', role: 'officer' as const };
  await startCompilation(db, { cycle, final: false, slot: 'test', actor: staff, at: clock.now() });
  return {
    site,
    staffPaths: [
      `/cycles/${cycle}`,
      `/cycles/${cycle}?state=to_review&kind=department&q=tai+chinh&sort=received`,
      `/cycles/${cycle}/agencies/STC`,
      `/cycles/${cycle}/compilations`,
      `/cycles/${cycle}/synthesis?state=unwritten`,
      `/cycles/${cycle}/synthesis/I`,
      `/submissions/${receipt.submission}`,
      `/cycles/${cycle}/sendings`,
      `/cycles/${cycle}/brief`,
      '/agencies/records',
      '/obstacles/compilation',
      '/obstacles',
      `/obstacles/${obstacle}`,
      '/letters-ledger',
      '/letters-ledger?kind=receipt&state=planned&page=2',
      '/mailbox',
      '/mailbox/000000000001',
      '/accounts',
    ],
    roomPaths: [room.path, `${room.path}/receipts/${receipt.code}`],
  };
}

test('every page is one document in Vietnamese, with one heading, and runs no script of its own', async () => {
  const { site, staffPaths, roomPaths } = await givenFullSite();
  const admin = await site.as('admin');
  for (const path of [...staffPaths, ...roomPaths, '/sign-in']) {
    const page = await admin.see(path);
    expect(page.status, path).toBe(200);
    expect(page.body, path).toMatch(/^<!doctype html>\s*<html lang="vi">/);
    expect(page.body.match(/<h1\b/g), path).toHaveLength(1);
    expect(page.body, path).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(page.body, path).not.toMatch(/<style\b|\sstyle="|\son[a-z]+="|javascript:/i);
    expect(page.body, path).not.toMatch(/>(undefined|null|NaN|\[object Object\])</);
    expect(String(page.headers['content-security-policy']), path).toMatch(/script-src 'self'(;|$)/);
    expect(page.headers['cache-control'], path).toContain('no-store');
  }
});

test('invariant 10: opening or scanning any page changes nothing', async () => {
  const { site, staffPaths, roomPaths } = await givenFullSite();
  const admin = await site.as('admin');
  const before = await countRows(site);
  for (const path of [...staffPaths, ...roomPaths, `${roomPaths[0]}?done=saved`, '/', '/sign-in']) {
    await admin.see(path);
    await admin.glance(path);
  }
  expect(await countRows(site)).toEqual(before);
});

test('a page that needs a session answers 401 with the sign-in form, which leads back to it', async () => {
  const { site, staffPaths } = await givenFullSite();
  const stranger = (await site.room()).see;
  for (const path of staffPaths) {
    const page = await stranger(path);
    expect(page.status, path).toBe(401);
    expect(wordsOf(page)).toContain('Đề nghị đăng nhập để tiếp tục.');
    expect(page.body).not.toContain('Sở Tài chính');
  }
});

test('an unknown address is a page for people and a problem for programs', async () => {
  const site = await givenSite();
  const { see } = await site.room();
  const page = await see('/khong-co');
  expect([page.status, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
  expect(wordsOf(page)).toContain('Không tìm thấy trang này.');
  const problem = await see('/api/v1/khong-co');
  expect([problem.status, problem.headers['content-type']]).toEqual([404, expect.stringContaining('problem+json')]);
});

test.each([
  '/submissions/1',
  '/obstacles/x',
  '/letters/0',
  '/cycles/kl69-nam/26',
  '/cycles/khac/2026',
  '/mailbox/passwd',
])('an id that is none is not found: %s', async (path) => {
  const { site } = await givenFullSite();
  expect((await (await site.as('admin')).see(path)).status).toBe(404);
});

test('an asset stays under its address for good, and a page asks for nothing else', async () => {
  const site = await givenSite();
  const { see } = await site.room();
  const { body } = await see('/sign-in');
  const assets = [...body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
  expect(assets.length).toBeGreaterThanOrEqual(4);
  for (const path of assets) {
    const asset = await see(path);
    expect([asset.status, asset.headers['cache-control']], path).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(asset.headers['x-content-type-options'], path).toBe('nosniff');
    // The rules for documents go with documents only.
    expect(asset.headers['content-security-policy'], path).toBeUndefined();
  }
  expect((await see('/assets/old/dondoc.css')).status).toBe(404);
  expect((await see('/sign-in')).headers['content-security-policy']).toContain("default-src 'none'");
  expect(body).not.toMatch(/(?:href|src)="(?:https?:)?\/\//);
});

test('the room’s scripts go over the wire without their comments, every line of code as it was written', async () => {
  const { path, see } = await (await givenSite()).room();
  const { body } = await see(path);
  const scripts = [...body.matchAll(/(?:href|src)="(\/assets\/[^"]+\/([\w-]+\.js))"/g)];
  expect(scripts.map(([, , name]) => name)).toContain('write-report.js');
  for (const [, address = '', name = ''] of scripts) {
    const source = await readFile(new URL(`../../web/assets/${name}`, import.meta.url), 'utf8');
    const code = source.split('\n').filter((line) => line.trim() && !/^\s*(?:\/\/|\/\*\*.*\*\/$)/.test(line));
    expect((await see(address)).body.trim().split('\n'), name).toEqual(code);
  }
});

test('the home page leads to the current cycle, and says when the next one opens before there is one', async () => {
  const site = await givenSite({ at: '2026-10-01 08:00' });
  const admin = await site.as('admin');
  expect((await admin.see('/')).location).toBe('/cycles/kl69-nam/2026');
  await site.db.deleteFrom('obligation').execute();
  await site.db.deleteFrom('cycle').execute();
  const page = await admin.see('/');
  expect(page.status).toBe(200);
  expect(wordsOf(page)).toContain('Chưa có kỳ báo cáo nào được mở');
  expect(wordsOf(page)).toMatch(/Kỳ năm 2026 tự mở lúc 08:00 thứ \S+, \d\d\/11\/2026/);
});

test('a stopped clockwork is said on every page of the staff, and only then', async () => {
  const { site, staffPaths } = await givenFullSite();
  const admin = await site.as('admin');
  for (const path of staffPaths) expect(wordsOf(await admin.see(path)), path).toContain('Bộ máy hẹn giờ đang dừng');
  await site.db.insertInto('heartbeat').values({ part: 'engine', beat_at: site.clock.now(), note: '' }).execute();
  for (const path of staffPaths) expect(wordsOf(await admin.see(path)), path).not.toContain('Bộ máy hẹn giờ đang dừng');
});

async function countRows({ db }: GivenSite): Promise<string> {
  const tables = [
    'draft',
    'submission',
    'review',
    'extension',
    'obstacle',
    'obstacle_entry',
    'notification',
    'wake',
    'audit',
    'attachment',
    'session',
    'compilation',
    'obligation',
    'step',
  ] as const;
  const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
  return JSON.stringify(rows);
}
