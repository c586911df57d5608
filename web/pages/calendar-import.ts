import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { readCalendarFile } from '../../documents/calendar-file.ts';
import { calendarOf } from '../../domain/calendar.ts';
import { Refusal } from '../../domain/refusal.ts';
import { importCalendar, previewCalendar } from '../../office/import-calendar.ts';
import { leaveAt } from '../../office/notify.ts';
import type { GivenCalendar } from '../../office/read-calendar-effect.ts';
import { getSendWindow } from '../../store/installation.ts';
import { differenceTable } from '../components/calendar-days.ts';
import { confirmWords, effectSections, tellingWords } from '../components/calendar-effect.ts';
import { confirmForm } from '../components/calendar-forms.ts';
import { fileOf, openForm, typedOf } from '../forms.ts';
import { openStaffFrame, sendPage } from '../frame.ts';
import type { Show } from '../frame.ts';

/** A new version: first what it changes and for whom, then the button that does it. */
export function calendarImportPages(app: FastifyInstance, deps: Deps, form: Show): void {
  const { db, clock } = deps;

  /** The preview, from a chosen file or from what a preview carried; it is shown again when the facts changed since. */
  const preview: Show = async (request, reply, failure) => {
    const { page, now, csrf, staff } = await openStaffFrame(deps, request, reply, failure, 'lead');
    const given = await givenIn(request);
    const { days, effect, mark } = await previewCalendar(db, { given, actor: staff, at: now });
    const calendar = calendarOf(given.version, days);
    const leavesAt = leaveAt('due-moved', now, { calendar, window: await getSendWindow(db) });
    return page(
      { title: 'Xem trước phiên bản lịch', place: 'calendar' },
      html`<nav class="crumbs" aria-label="Vị trí"><a href="/calendar">Lịch làm việc</a></nav>
        <h1>Xem trước phiên bản ${given.version}</h1>
        <p class="lead">Nguồn: ${given.source}. Chưa có gì thay đổi; các thay đổi dưới đây chỉ thực hiện khi xác nhận.</p>
        <section class="card urgent">
          <h2>Khi xác nhận</h2>
          <p>${tellingWords(effect, leavesAt)} Kỳ đã đóng, hạn đã gia hạn và hạn bổ sung giữ nguyên.</p>
          ${confirmForm(given, mark, confirmWords(effect), csrf)}
        </section>
        <section>
          <h2>Ngày khác với phiên bản đang dùng</h2>
          ${differenceTable(effect.days, 'Không ngày nào khác với phiên bản đang dùng.')}
        </section>
        ${effectSections(effect, now)}`,
    );
  };

  app.post('/calendar/preview', { config: { again: form } }, async (request, reply) =>
    sendPage(reply, await preview(request, reply)),
  );
  app.post('/calendar/import', { config: { again: preview } }, async (request, reply) => {
    const actor = onlyStaff(request, 'lead');
    const seen = typedOf(request)['mark'];
    await importCalendar(db, { given: await givenIn(request), seen, actor, at: clock.now() });
    return reply.redirect('/calendar?done=calendar', 303);
  });
}

/** What a form gives: its days from the file, or as the preview carried them. */
async function givenIn(request: FastifyRequest): Promise<GivenCalendar> {
  const form = openForm(request);
  const version = form.text('version', 'Cần đặt tên phiên bản, ví dụ 2027-01.');
  const source = form.text('source', 'Cần ghi văn bản nguồn: số, ký hiệu, ngày, cơ quan ban hành.');
  const scope = form.typed['scope'] === 'days' ? ('days' as const) : ('years' as const);
  const carried = form.typed['days'];
  const file = carried
    ? { name: 'days.json', content: Buffer.from(carried), tooLarge: false }
    : fileOf(request, 'file');
  if (!file) form.blame('file', 'Cần chọn tệp lịch.');
  form.check();
  if (!file || file.tooLarge) throw new Refusal('file.too_large', { limit: '20 MB' });
  const days = await readCalendarFile(file.name, file.content, source);
  return { version, source, note: form.text('note'), scope, days };
}
