import { expect, test } from 'vitest';
import type { Form, SubmittedReport } from '../../domain/form.ts';
import { inFormOrder, standingOf, waitingForAnswer } from '../../domain/review.ts';
import type { Pass, ReviewComment } from '../../domain/review.ts';
import { vn } from '../given/clock.ts';

const section = (code: string) => ({ code, title: code, hint: '', kind: 'narrative' as const, required: true });
const form: Form = { id: 'thu', version: 1, title: '', sections: ['I', 'III', 'IV'].map(section) };
const content = (I: string, III = ''): SubmittedReport => ({ sections: { I, III }, tasks: {}, attachments: [] });
const at = vn('2026-12-10 08:00');
const pass = (part: string, version: number): Pass => ({ part, version, passedAt: at, passedBy: 'staff:a' });

test('a part that passed stands until its words are others; what passed in a later version is not known yet', () => {
  const contents = new Map([
    [1, content('Một', 'Hai')],
    [2, content('Một ', 'Ba')],
    [3, content('Bốn', 'Ba')],
  ]);
  const passes = [pass('sections.III', 3), pass('sections.I', 1), pass('sections.III', 1)];
  const standing = (version: number) =>
    Object.fromEntries(
      [...standingOf(version, { form, passes, contents })].map(([part, { version: then, changed }]) => [
        part,
        `${then} ${changed ? 'changed' : 'same'}`,
      ]),
    );
  expect(standing(1)).toEqual({ 'sections.I': '1 same', 'sections.III': '1 same' });
  expect(standing(2)).toEqual({ 'sections.I': '1 same', 'sections.III': '1 changed' });
  expect(standing(3)).toEqual({ 'sections.I': '1 changed', 'sections.III': '3 same' });
});

test('comments stand in the form’s order, about the whole first, and within a part as they were made', () => {
  const fields = ['files', 'sections.IV', 'general', 'sections.I', 'sections.IV', 'lạ'];
  const order = inFormOrder(
    fields.map((field, number) => ({ field, number })),
    form,
  ).map(({ number }) => number);
  expect(order).toEqual([2, 5, 3, 1, 4, 0]);
});

test('an agency owes an answer to what it was told, until it answered or the reviewer was content', () => {
  const comment = (id: string, facts: Partial<ReviewComment>): ReviewComment => ({
    ...{ id, submission: 's', version: 1, field: 'general', words: 'x', madeAt: at, madeBy: 'staff:a' },
    ...{ told: true, answer: undefined, resolvedAt: undefined, ...facts },
  });
  const waiting = waitingForAnswer([
    comment('asked', {}),
    comment('untold', { told: false }),
    comment('answered', { answer: { words: 'Đã sửa.', answeredAt: at, answeredBy: 'agency:STC' } }),
    comment('resolved', { resolvedAt: at }),
  ]);
  expect(waiting.map(({ id }) => id)).toEqual(['asked']);
});
