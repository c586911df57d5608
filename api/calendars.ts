import { Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { calendarDifference } from '../domain/calendar-difference.ts';
import { importCalendar, previewCalendar } from '../office/import-calendar.ts';
import { readVersion } from '../office/read-calendars.ts';
import { getCalendarOf, listCalendarVersions } from '../store/calendars.ts';
import {
  ByVersion,
  CalendarBody,
  CalendarVersionBody,
  calendarVersionBody,
  DifferenceBody,
  differenceBody,
  EffectBody,
  effectBody,
  givenDays,
  ImportBody,
  nothingChanged,
} from './bodies/calendar.ts';
import { refusals } from './bodies/problem.ts';
import { Exactly } from './bodies/shapes.ts';
import type { Deps } from './deps.ts';
import { onlyStaff } from './identity.ts';
import { staffSecurity } from './security.ts';

/** The versions of the working calendar (lịch làm việc). */
export const calendars: FastifyPluginAsyncTypebox<Deps> = async (app, { db, clock }) => {
  const common = { tags: ['calendars'], security: staffSecurity };

  app.get(
    '/calendars',
    {
      schema: {
        ...common,
        operationId: 'listCalendars',
        summary: 'Các phiên bản lịch làm việc; phiên bản đang dùng đứng đầu',
        response: { 200: Type.Array(CalendarVersionBody), ...refusals },
      },
    },
    async () => (await listCalendarVersions(db)).map((version, place) => calendarVersionBody(version, place === 0)),
  );

  app.get(
    '/calendars/:version',
    {
      schema: {
        ...common,
        operationId: 'readCalendar',
        summary: 'Các ngày nghỉ, ngày làm bù của một phiên bản, của mọi năm hoặc một năm',
        params: ByVersion,
        querystring: Exactly({ year: Type.Optional(Type.String({ pattern: '^2[01]\\d\\d$' })) }),
        response: { 200: CalendarBody, ...refusals },
      },
    },
    async ({ params, query: { year } }) => {
      const { version, from, to, days } = await getCalendarOf(db, params.version);
      const shown = [...days.values()].filter(({ date }) => !year || date.startsWith(year));
      return { version, from: from.toString(), to: to.toString(), days: shown };
    },
  );

  app.get(
    '/calendars/:version/difference',
    {
      schema: {
        ...common,
        operationId: 'readCalendarDifference',
        summary: 'Các ngày khác nhau giữa một phiên bản và phiên bản khác (mặc định: phiên bản liền trước)',
        params: ByVersion,
        querystring: Exactly({ from: Type.Optional(ByVersion.properties.version) }),
        response: { 200: Type.Array(DifferenceBody), ...refusals },
      },
    },
    async ({ params, query }) => {
      const { calendar, before } = await readVersion(db, params.version, query.from);
      return before ? calendarDifference(before, calendar).map(differenceBody) : [];
    },
  );

  app.post(
    '/calendars',
    {
      schema: {
        ...common,
        operationId: 'importCalendar',
        summary: 'Nhập một phiên bản lịch; với preview=true chỉ cho biết sẽ thay đổi gì',
        querystring: Exactly({ preview: Type.Optional(Type.Enum(['true', 'false'])) }),
        headers: Type.Object({ 'if-match': Type.Optional(Type.String({ maxLength: 80 })) }),
        body: ImportBody,
        response: { 200: EffectBody, 201: EffectBody, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = onlyStaff(request, 'lead');
      const { version, source, note = '', scope = 'years' } = request.body;
      const given = { version, source, note, scope, days: givenDays(request.body) };
      const at = clock.now();
      if (request.query.preview === 'true') {
        const { effect, mark } = await previewCalendar(db, { given, actor, at });
        return effectBody(effect, { preview: true, mark });
      }
      const seen = request.headers['if-match']?.replaceAll('"', '');
      const effect = await importCalendar(db, { given, seen, actor, at });
      if (!effect) return nothingChanged;
      reply.code(201).header('location', `/api/v1/calendars/${version.trim()}`);
      return effectBody(effect, { preview: false });
    },
  );
};
