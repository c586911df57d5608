import { expect, test } from 'vitest';
import { renderEnvelope } from '../../mail/render-envelope.ts';
import { renderLetter } from '../../mail/render-letter.ts';
import { givenLetter, givenSender as sender } from './given-letters.ts';

const [urge, remind, accepted] = [givenLetter('urge'), givenLetter('remind'), givenLetter('accepted')];

test('a single letter leaves as it is', async () => {
  const { events, ...envelope } = await renderEnvelope([remind], sender);
  const { ics, ...letter } = await renderLetter(remind, sender);
  expect(envelope).toEqual(letter);
  expect(events).toEqual([ics]);
});

test('a digest has the most urgent letter’s subject and first line, says what the others ask for, then each in full', async () => {
  const { subject, text, html } = await renderEnvelope([urge, remind, accepted], sender);
  const whole = await Promise.all([urge, remind, accepted].map((letter) => renderLetter(letter, sender)));
  expect(subject).toMatch(/^\[Đôn đốc lần \d\] .* \(và 2 nội dung khác\)$/);
  const [first, ...others] = whole.map((letter) => letter.text.split('\n')[0] ?? '');
  expect(text.split('\n')[0]).toBe(first);
  expect(text).toContain(`Thư này còn 2 nội dung khác:\n${others.map((lead) => `- ${lead}`).join('\n')}`);
  for (const lead of others) expect(html).toContain(lead);
  for (const letter of whole) expect(text).toContain(letter.subject);
  expect(text.match(/Trân trọng\.\/\./g)).toHaveLength(1);
  expect(text.match(/Thư này được gửi vì/g)).toHaveLength(1);
});

test('a subject that is too long is shortened before the words on the other letters', async () => {
  const long = { ...urge, plan: 'Kế hoạch '.repeat(60) };
  const { subject } = await renderEnvelope([long, remind], sender);
  expect(subject.length).toBeLessThanOrEqual(160);
  expect(subject.endsWith('… (và 1 nội dung khác)')).toBe(true);
});

test('each date for the calendar is enclosed once', async () => {
  const { events } = await renderEnvelope([remind, remind, accepted], sender);
  expect(events).toHaveLength(1);
});
