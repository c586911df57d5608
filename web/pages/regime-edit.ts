import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { readPolicy } from '../../api/read-policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Problem } from '../../domain/refusal.ts';
import type { Regime } from '../../domain/regime.ts';
import { changeRegime } from '../../office/change-regime.ts';
import { draftRegime } from '../../office/draft-regime.ts';
import { nextTermOf, readOutlook } from '../../office/read-regimes.ts';
import type { RegimeOutlook } from '../../office/read-regimes.ts';
import { listChoices } from '../../store/regime-choices.ts';
import { getRegime } from '../../store/regimes.ts';
import { areaField } from '../components/field.ts';
import { ladderEditor, rungOutput } from '../components/ladder-editor.ts';
import { regimeChecks } from '../components/regime-checks.ts';
import { componentFields, dateFields, identityFields, ruleFields } from '../components/regime-form.ts';
import { typedOf } from '../forms.ts';
import type { Typed } from '../forms.ts';
import { answerWith, openStaffFrame, sendPage } from '../frame.ts';
import type { Show } from '../frame.ts';
import type { Html } from '../html.ts';
import { changedLadder } from '../ladder-rows.ts';
import { fieldNamed, fieldsOf, policyOf } from '../regime-fields.ts';
import { regimeTemplate } from '../regime-template.ts';
import { regimeIn } from './regime.ts';

/** Drafting and changing a regime: one form, whose rungs can be added, removed and moved, with its dates beside. */
export function regimeEditPages(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps;

  /** The form with these fields; without any, those of the regime, or of a new one. */
  const shown =
    (typed?: Typed): Show =>
    async (request, reply, failure) => {
      const { page, csrf } = await openStaffFrame(deps, request, reply, failure, 'review');
      const id = regimeIn(request);
      const known = id ? await getRegime(db, id) : undefined;
      const choices = await listChoices(db);
      const fields = failure?.typed ?? typed ?? (known ? fieldsOf(known.policy) : await newFields(request));
      const form = known ? 'edit' : 'new';
      const editing = { form, fields, failure };
      const { outlook, problems, policy } = await look(request, fields);
      const title = known ? `Sửa ${known.policy.components.name}` : 'Lập chế độ báo cáo';
      const version = fields['version'] ?? String(known?.version ?? 0);
      return page(
        { title, place: 'regimes', width: 'wide', scripts: ['htmx.js'] },
        html`<p class="crumbs"><a href="/regimes">Chế độ báo cáo</a> ›</p>
          <h1>${title}</h1>
          <p class="lead">${known?.state === 'active' ? 'Thay đổi áp dụng từ kỳ mở sau; kỳ đang mở giữ nguyên các ngày và thang của nó.' : 'Dự thảo chưa mở kỳ nào cho đến khi được áp dụng.'}</p>
          <form class="regime" method="post" action="${known ? `/regimes/${id}/edit` : '/regimes/new'}" novalidate>
            ${csrf}
            <input type="hidden" name="version" value="${version}" />
            <button class="unseen" type="submit" name="do" value="check" tabindex="-1">Kiểm tra</button>
            <div hx-post="/regimes/preview" hx-trigger="input delay:400ms" hx-target="#checks" hx-swap="outerHTML">
            ${part('Chế độ', identityFields(editing, choices, known !== undefined))}
            ${part('Các ngày và căn cứ', dateFields(editing))}
            ${part('Thang đôn đốc', html`${regimeChecks(outlook, problems, policy)} ${ladderEditor(editing, outlook)}`)}
            ${part('Quy tắc xử lý', ruleFields(editing))}
            ${part('Thành phần của chế độ (NĐ 09/2019 Đ.7)', componentFields(editing))}
            ${areaField({ form, name: 'reason', label: 'Lý do, căn cứ của phiên bản này', value: fields['reason'], failure, required: true })}
            </div>
            <p class="buttons save">
              <button type="submit" name="do" value="save">${known?.state === 'active' ? 'Lưu phiên bản mới' : 'Lưu dự thảo'}</button>
              <button class="secondary" type="submit" name="do" value="check">Tính lại ngày, kiểm tra</button>
              <a href="${known ? `/regimes/${id}` : '/regimes'}">Không lưu</a>
            </p>
          </form>`,
      );
    };
  const show = shown();

  const newFields = async (request: FastifyRequest): Promise<Typed> => {
    const { from } = request.query as { from?: unknown };
    const { plans, forms, agencies, focal } = await listChoices(db);
    const named = { plan: plans[0]?.[0] ?? '', form: forms[0]?.[0] ?? '' };
    const focalAgency = focal ?? agencies[0]?.[0] ?? '';
    if (typeof from !== 'string') return fieldsOf({ ...regimeTemplate, ...named, focalAgency });
    const { policy } = await getRegime(db, from);
    return fieldsOf({ ...policy, id: '' });
  };

  /** The policy as typed, and how it falls in its next term; without one, what keeps it from being read. */
  const look = async (request: FastifyRequest, fields: Typed): Promise<Look> => {
    const data = policyOf(fields) as Regime;
    // An id that is still to be chosen keeps no date from being reckoned.
    const { policy, problems } = readPolicy(request, { ...data, id: data.id || 'chua-dat-ma' });
    if (!policy) return { outlook: undefined, problems, policy };
    const known = data.id
      ? await db.selectFrom('regime').selectAll().where('id', '=', data.id).executeTakeFirst()
      : undefined;
    const next = { id: data.id, policy, activatedAt: known?.activated_at ?? undefined };
    const term = await nextTermOf(db, next, clock.now());
    return { outlook: term && (await readOutlook(db, policy, term)), problems, policy };
  };

  const save = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const actor = onlyStaff(request, 'review');
    const typed = typedOf(request);
    const button = typed['do'] ?? 'check';
    if (button !== 'save') {
      return sendPage(reply, await shown(changedLadder(typed, button))(request, reply));
    }
    const { policy, problems } = readPolicy(request, policyOf(typed));
    if (!policy) throw invalid([...problems, ...(typed['reason']?.trim() ? [] : [noReason])], typed);
    const common = { policy, reason: typed['reason'] ?? '', actor, at: clock.now() };
    try {
      const known = regimeIn(request);
      if (known)
        await changeRegime(db, { ...common, policy: { ...policy, id: known }, seen: Number(typed['version']) });
      else await draftRegime(db, common);
    } catch (error) {
      throw error instanceof Refusal && error.problems.length > 0 ? named(error, typed) : error;
    }
    const done = regimeIn(request) ? 'regime-changed' : 'regime-drafted';
    return reply.redirect(`/regimes/${policy.id}?done=${done}`, 303);
  };

  for (const address of ['/regimes/new', '/regimes/:id/edit']) {
    app.get(address, answerWith(show));
    app.post(address, { config: { again: show } }, save);
  }
  app.post('/regimes/preview', async (request, reply) => {
    onlyStaff(request, 'review');
    const { outlook, problems, policy } = await look(request, typedOf(request));
    return sendPage(
      reply,
      html`${regimeChecks(outlook, problems, policy)}${outlook?.rungs.map((_, place) => rungOutput(place, outlook, true))}`,
    );
  });
}

interface Look {
  outlook: RegimeOutlook | undefined;
  problems: readonly Problem[];
  policy: Regime | undefined;
}

const noReason: Problem = { field: 'reason', message: 'Cần ghi lý do hoặc căn cứ.' };

const part = (title: string, fields: Html): Html => html`<section class="part"><h2>${title}</h2>${fields}</section>`;

/** The refusal with the names of the form's fields, so that its summary links to them. */
const named = ({ code, facts, problems }: Refusal, typed: Typed): Refusal =>
  new Refusal(
    code,
    facts,
    problems.map(({ field, message }) => ({ field: fieldNamed(field, typed), message })),
  );

const invalid = (problems: readonly Problem[], typed: Typed): Refusal =>
  named(new Refusal('request.invalid', { count: String(problems.length) }, problems), typed);
