import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextContact, reachable } from '../../domain/addressees.ts';
import type { KnownContact } from '../../domain/addressees.ts';
import type { ContactRole } from '../../domain/agency.ts';
import { vn } from '../given/clock.ts';

const roles: readonly ContactRole[] = ['head', 'focal', 'mailbox'];
const contact = (role: ContactRole, bounced = false, email = `${role}@stc.example`): KnownContact => ({
  ...{ role, name: role, title: '', email },
  bouncedAt: bounced ? vn('2026-12-14 08:00') : undefined,
});
const emails = (all: readonly { email: string }[]): string[] => all.map(({ email }) => email);

test.each([
  { dead: [], to: ['focal'], expected: ['focal'], because: 'it works' },
  { dead: ['focal'], to: ['focal'], expected: ['head'], because: 'the head is tried before the mailbox' },
  { dead: ['focal', 'head'], to: ['focal'], expected: ['mailbox'], because: 'the mailbox is the last' },
  { dead: ['focal'], to: ['focal', 'mailbox'], expected: ['mailbox'], because: 'another wanted one works' },
  { dead: ['focal', 'head', 'mailbox'], to: ['focal'], expected: ['focal'], because: 'none works: tried once more' },
  { dead: [], to: [], expected: [], because: 'nobody is wanted' },
] as const)('a letter to $to with $dead struck out goes to $expected: $because', ({ dead, to, expected }) => {
  const contacts = roles.map((role) => contact(role, (dead as readonly string[]).includes(role)));
  expect(emails(reachable(contacts, to))).toEqual(expected.map((role) => `${role}@stc.example`));
});

test('whoever is struck out, a letter that is wanted goes to somebody, and to a struck-out address only when none works', () => {
  const contacts = fc.array(
    fc.record({ role: fc.constantFrom(...roles), email: fc.constantFrom('a', 'b', 'c', 'd') }),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(
      contacts,
      fc.subarray(['a', 'b', 'c', 'd']),
      fc.subarray([...roles], { minLength: 1 }),
      (given, struck, wanted) => {
        // An address is struck out in all its roles at once.
        const known = given.map(({ role, email }) => contact(role, struck.includes(email), email));
        const chosen = reachable(known, wanted);
        const asked = known.some(({ role }) => wanted.includes(role));
        expect(chosen.length > 0).toBe(asked);
        const working = new Set(known.filter(({ bouncedAt }) => !bouncedAt).map(({ email }) => email));
        const tried = new Set(known.filter(({ role }) => wanted.includes(role)).map(({ email }) => email));
        const mayWork =
          [...working].some((email) => !tried.has(email)) || [...tried].some((email) => working.has(email));
        if (asked && mayWork) expect(chosen.every(({ email }) => working.has(email))).toBe(true);
      },
    ),
  );
});

test('the next contact has not been tried, and works; undefined when none is left', () => {
  const contacts = roles.map((role) => contact(role));
  expect(nextContact(contacts, new Set())?.role).toBe('focal');
  expect(nextContact(contacts, new Set(['focal@stc.example']))?.role).toBe('head');
  expect(nextContact([contact('focal', true), contact('mailbox')], new Set())?.role).toBe('mailbox');
  expect(nextContact(contacts, new Set(emails(contacts)))).toBeUndefined();
});
