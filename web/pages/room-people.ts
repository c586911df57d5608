import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import type { Deps } from '../../api/deps.ts';
import { codeLimit } from '../../api/rate-limits.ts';
import type { ContactRole } from '../../domain/agency.ts';
import { Refusal } from '../../domain/refusal.ts';
import { everyRoomRule } from '../../domain/room-rule.ts';
import { addPerson } from '../../office/add-person.ts';
import { askApproval } from '../../office/ask-approval.ts';
import { presentCode } from '../../office/present-code.ts';
import { registerContact } from '../../office/register-contact.ts';
import { revokePerson } from '../../office/revoke-person.ts';
import { sendBackDraft } from '../../office/send-back-draft.ts';
import { sendCode } from '../../office/send-code.ts';
import { setRoomRule } from '../../office/set-room-rule.ts';
import { createSubmissionCodes } from '../../office/submission-codes.ts';
import { listContacts } from '../../store/agencies.ts';
import { idOf, openForm, typedOf } from '../forms.ts';
import { agencyIn } from '../room-link.ts';

/** What the room's own forms have in common. */
export interface RoomTools {
  again: RouteShorthandOptions;
  /** Saves what the report's form brings. */
  keep: (request: FastifyRequest) => Promise<unknown>;
  back: (request: FastifyRequest, reply: FastifyReply, done: string, part?: string) => FastifyReply;
}

const base = '/room/:token';

const contactRoles: readonly ContactRole[] = ['head', 'focal', 'mailbox'];

/** The room's people: colleagues with links of their own, contacts, approval by the head, codes. */
export function roomPeoplePages(app: FastifyInstance, deps: Deps, tools: RoomTools): void {
  linkForms(app, deps, tools);
  settingForms(app, deps, tools);
  approvalForms(app, deps, tools);
}

function linkForms(app: FastifyInstance, { db, clock }: Deps, { again, back }: RoomTools): void {
  app.post(`${base}/people`, again, async (request, reply) => {
    const actor = agencyIn(request);
    const form = openForm(request);
    const role = form.text('role') === 'head' ? 'head' : 'officer';
    const person = { name: form.text('name'), email: form.text('email'), role } as const;
    await addPerson(db, { obligation: actor.obligation, ...person, actor, at: clock.now() });
    return back(request, reply, 'person-added', 'people');
  });
  app.post(`${base}/people/:link/revoke`, again, async (request, reply) => {
    const actor = agencyIn(request);
    const link = idOf((request.params as { link: string }).link, 'person.not_found');
    await revokePerson(db, { obligation: actor.obligation, link, actor, at: clock.now() });
    return back(request, reply, 'person-revoked', 'people');
  });
  app.post(`${base}/head-link`, again, async (request, reply) => {
    const actor = agencyIn(request);
    const [head] = await listContacts(db, actor.agency, ['head']);
    if (!head) throw new Refusal('approval.no_head');
    const person = { name: head.name, email: head.email, role: 'head' } as const;
    await addPerson(db, { obligation: actor.obligation, ...person, actor, at: clock.now() });
    return back(request, reply, 'head-link', 'people');
  });
}

function settingForms(app: FastifyInstance, { db, clock }: Deps, { again, back }: RoomTools): void {
  app.post(`${base}/contacts`, again, async (request, reply) => {
    const actor = agencyIn(request);
    const form = openForm(request);
    const role = contactRoles.find((each) => each === form.text('role')) ?? 'focal';
    const contact = { role, name: form.text('name'), title: form.text('title'), email: form.text('email') };
    await registerContact(db, { obligation: actor.obligation, ...contact, actor, at: clock.now() });
    return back(request, reply, 'contact-registered', 'contacts');
  });
  app.post(`${base}/rules`, again, async (request, reply) => {
    const actor = agencyIn(request);
    const typed = typedOf(request);
    const rule = everyRoomRule.find((each) => each === typed['rule']);
    if (!rule) throw new Refusal('request.invalid', { count: '1' });
    await setRoomRule(db, { agency: actor.agency, rule, on: typed['on'] === 'yes', actor, at: clock.now() });
    return back(request, reply, 'rule', 'rules');
  });
}

function approvalForms(app: FastifyInstance, { db, clock, secret }: Deps, { again, keep, back }: RoomTools): void {
  app.post(`${base}/approvals`, again, async (request, reply) => {
    const actor = agencyIn(request);
    await keep(request);
    const name = typedOf(request)['asker'] ?? '';
    await askApproval(db, { obligation: actor.obligation, name, actor, at: clock.now() });
    return back(request, reply, 'asked', 'approval');
  });
  app.post(`${base}/send-back`, again, async (request, reply) => {
    const actor = agencyIn(request);
    const words = typedOf(request)['words'] ?? '';
    await sendBackDraft(db, { obligation: actor.obligation, words, actor, at: clock.now() });
    return back(request, reply, 'sent-back', 'approval');
  });
  const limited = { ...again, config: { ...again.config, rateLimit: codeLimit } };
  app.post(`${base}/codes`, limited, async (request, reply) => {
    const actor = agencyIn(request);
    await keep(request);
    const codes = createSubmissionCodes(secret);
    await sendCode(db, { obligation: actor.obligation, codes, actor, at: clock.now() });
    return back(request, reply, 'code', 'check');
  });
}

/** Takes the code that came with the report's form, if any, before the report is submitted. Refuses: as `presentCode`. */
export function takeCode({ db, clock, secret }: Deps, request: FastifyRequest): Promise<void> {
  const actor = agencyIn(request);
  const typed = typedOf(request)['code'] ?? '';
  const codes = createSubmissionCodes(secret);
  return presentCode(db, { obligation: actor.obligation, typed, codes, actor, at: clock.now() });
}
