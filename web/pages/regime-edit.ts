import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { readPolicy } from '../../api/read-policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Problem } from '../../domain/refusal.ts';
import { changeRegime } from '../../office/change-regime.ts';
import { draftRegime } from '../../office/draft-regime.ts';
import { listChoices } from '../../store/regime-choices.ts';
import { getRegime } from '../../store/regimes.ts';
import { rungOutput } from '../components/ladder-editor.ts';
import { regimeChecks } from '../components/regime-checks.ts';
import { regimeEditor } from '../components/regime-editor.ts';
import { typedOf } from '../forms.ts';
import type { Typed } from '../forms.ts';
import { answerWith, openStaffFrame, sendPage } from '../frame.ts';
import type { Show } from '../frame.ts';
import { changedLadder } from '../ladder-rows.ts';
import { fieldNamed, fieldsOf, policyOf } from '../regime-fields.ts';
import { lookAtRegime, newFields } from '../look-at-regime.ts';
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
      const fields =
        failure?.typed ??
        typed ??
        (known ? fieldsOf(known.policy) : await newFields(db, (request.query as { from?: unknown }).from));
      const form = known ? 'edit' : 'new';
      const editing = { form, fields, failure };
      const seen = await lookAtRegime(deps, request, fields);
      const title = known ? `Sửa ${known.policy.components.name}` : 'Lập chế độ báo cáo';
      return page(
        { title, place: 'regimes', width: 'wide', scripts: ['htmx.js'] },
        html`<p class="crumbs"><a href="/regimes">Chế độ báo cáo</a> ›</p>
          <h1>${title}</h1>
          ${regimeEditor({ editing, known, choices, seen, csrf })}`,
      );
    };
  const show = shown();

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
    const known = regimeIn(request);
    const change = { ...common, policy: { ...policy, id: known }, seen: Number(typed['version']) };
    try {
      await (known ? changeRegime(db, change) : draftRegime(db, common));
    } catch (error) {
      throw error instanceof Refusal && error.problems.length > 0 ? named(error, typed) : error;
    }
    return reply.redirect(
      known ? `/regimes/${known}?done=regime-changed` : `/regimes/${policy.id}?done=regime-drafted`,
      303,
    );
  };

  for (const address of ['/regimes/new', '/regimes/:id/edit']) {
    app.get(address, answerWith(show));
    app.post(address, { config: { again: show } }, save);
  }
  app.post('/regimes/preview', async (request, reply) => {
    onlyStaff(request, 'review');
    const { outlook, problems, policy } = await lookAtRegime(deps, request, typedOf(request));
    return sendPage(
      reply,
      html`${regimeChecks(outlook, problems, policy)}${outlook?.rungs.map((_, place) => rungOutput(place, outlook, true))}`,
    );
  });
}

const noReason: Problem = { field: 'reason', message: 'Cần ghi lý do hoặc căn cứ.' };

/** The refusal with the names of the form's fields, so that its summary links to them. */
const named = ({ code, facts, problems }: Refusal, typed: Typed): Refusal =>
  new Refusal(
    code,
    facts,
    problems.map(({ field, message }) => ({ field: fieldNamed(field, typed), message })),
  );

const invalid = (problems: readonly Problem[], typed: Typed): Refusal =>
  named(new Refusal('request.invalid', { count: String(problems.length) }, problems), typed);
