import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { Refusal } from '../../domain/refusal.ts';
import { everyRoomRule } from '../../domain/room-rule.ts';
import { addPerson } from '../../office/add-person.ts';
import { revokePerson } from '../../office/revoke-person.ts';
import { setRoomRule } from '../../office/set-room-rule.ts';
import { listContacts } from '../../store/agencies.ts';
import { getObligationOf } from '../../store/obligations.ts';
import { cycleOf } from '../cycle-params.ts';
import { idOf, openForm, typedOf } from '../forms.ts';
import type { Show } from '../frame.ts';

const base = '/cycles/:regime/:term/agencies/:code';

const codeOf = ({ params }: FastifyRequest): string => (params as { code: string }).code;

/** The forms of an agency's page about its people: links of their own, and what the agency asks for in its room. */
export function agencyPeopleForms(app: FastifyInstance, { db, clock }: Deps, show: Show): void {
  const again = { config: { again: show } };
  const pathOf = (request: FastifyRequest) => `/cycles/${cycleOf(request)}/agencies/${codeOf(request)}`;
  const owedBy = async (request: FastifyRequest) => (await getObligationOf(db, cycleOf(request), codeOf(request))).id;

  app.post(`${base}/people`, again, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const form = openForm(request);
    const role = form.text('role') === 'head' ? 'head' : 'officer';
    const person = { name: form.text('name'), email: form.text('email'), role } as const;
    await addPerson(db, { obligation: await owedBy(request), ...person, actor, at: clock.now() });
    return reply.redirect(`${pathOf(request)}?done=person-added#people`, 303);
  });
  app.post(`${base}/people/:link/revoke`, again, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const link = idOf((request.params as { link: string }).link, 'person.not_found');
    await revokePerson(db, { obligation: await owedBy(request), link, actor, at: clock.now() });
    return reply.redirect(`${pathOf(request)}?done=person-revoked#people`, 303);
  });
  app.post(`${base}/head-link`, again, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const [head] = await listContacts(db, codeOf(request), ['head']);
    if (!head) throw new Refusal('approval.no_head');
    const person = { name: head.name, email: head.email, role: 'head' } as const;
    await addPerson(db, { obligation: await owedBy(request), ...person, actor, at: clock.now() });
    return reply.redirect(`${pathOf(request)}?done=head-link#people`, 303);
  });
  app.post(`${base}/rules`, again, async (request, reply) => {
    const actor = onlyStaff(request, 'review');
    const typed = typedOf(request);
    const rule = everyRoomRule.find((each) => each === typed['rule']);
    if (!rule) throw new Refusal('request.invalid', { count: '1' });
    await setRoomRule(db, { agency: codeOf(request), rule, on: typed['on'] === 'yes', actor, at: clock.now() });
    return reply.redirect(`${pathOf(request)}?done=rule#rules`, 303);
  });
}
