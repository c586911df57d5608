import { readFileSync } from 'node:fs';
import type { FormSheet } from '../../domain/form-sheet.ts';
import { emptyReport } from '../../domain/form.ts';
import type { Form } from '../../domain/form.ts';
import type { ProvincialPlan } from '../../domain/plan.ts';
import { vn } from './clock.ts';

const sample = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8')) as T;

/** The sample's form. */
export const sampleForm: Form = (({ id, version, title, sections }) => ({ id, version, title, sections }))(
  sample<Form>('form-kl69.json'),
);

const plan = sample<ProvincialPlan>('plan-kl69.json');

/** The sample's form for a locality, with eight of the plan's tasks; a test changes the part that it is about. */
export const givenFormSheet = (part: Partial<FormSheet> = {}): FormSheet => ({
  obligation: '0197a3c2-5b1e-7c44-9d0a-2f6c1e8b7a11',
  agency: { code: 'X-BINHSON', name: 'UBND xã Bình Sơn', kind: 'commune' },
  cycle: { id: 'kl69-nam/2026', words: 'năm 2026', year: 2026 },
  plan: { number: plan.number, shortTitle: plan.shortTitle },
  form: sampleForm,
  groups: plan.groups,
  tasks: plan.tasks
    .slice(0, 8)
    .map(({ code, group, title }, place) => ({ code, group, title, leads: place % 2 === 0 })),
  content: emptyReport,
  version: 3,
  savedAt: vn('2026-12-01 14:03'),
  due: Temporal.PlainDate.from('2026-12-17'),
  ...part,
});
