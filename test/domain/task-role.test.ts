import { expect, test } from 'vitest';
import { roleIn } from '../../domain/task-role.ts';

test.each([
  { lead: [], support: ['STC'], agency: 'STC', role: 'lead', because: 'a task without a leader is led by all' },
  { lead: ['STC'], support: ['departments'], agency: 'STC', role: 'lead', because: 'it is named itself' },
  { lead: ['STC'], support: ['departments'], agency: 'SNV', role: 'support', because: 'its kind supports' },
  {
    lead: ['departments'],
    support: ['SNV'],
    agency: 'SNV',
    role: 'support',
    because: 'its own name counts before its kind',
  },
  { lead: ['departments'], support: [], agency: 'SNV', role: 'lead', because: 'its kind leads' },
  { lead: ['localities'], support: [], agency: 'SNV', role: 'support', because: 'it is not named at all' },
] as const)('of $lead and $support, $agency is in $role: $because', ({ lead, support, agency, role }) => {
  expect(roleIn({ lead, support }, { agency, kind: 'department' })).toBe(role);
});

test('an agency has the part of those that were merged into it', () => {
  const task = { lead: ['SKHDT'], support: ['departments'] };
  const merged = { agency: 'STC', kind: 'department', answersFor: ['STC', 'SKHDT'] } as const;
  expect(roleIn(task, merged)).toBe('lead');
});

test('without its kind an agency has only what its codes give it', () => {
  expect(roleIn({ lead: ['departments'], support: [] }, { agency: 'STC' })).toBe('support');
});
