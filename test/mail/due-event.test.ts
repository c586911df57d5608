import { expect, test } from 'vitest';
import type { Letter, LetterKind } from '../../domain/letter.ts';
import { renderLetter } from '../../mail/render-letter.ts';
import { at, day, everyLetter, givenLetter, givenSender } from './given-letters.ts';

const withDate: readonly LetterKind[] = [
  ...(['request', 'remind', 'urge', 'returned', 'reopened', 'extension-granted', 'due-moved'] as const),
];

/** The event's lines by name, unfolded. */
async function eventOf(letter: Letter): Promise<Record<string, string>> {
  const { ics = '' } = await renderLetter(letter, givenSender);
  const lines = ics.replaceAll('\r\n ', '').trim().split('\r\n');
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

test.each(everyLetter)('$kind comes with a calendar file only when it gives a date', async (letter) => {
  const { ics } = await renderLetter(letter, givenSender);
  expect(ics !== undefined).toBe(withDate.includes(letter.kind));
});

test.each([
  { kind: 'request', from: '20261217', to: '20261218' },
  { kind: 'remind', from: '20261217', to: '20261218' },
  { kind: 'urge', from: '20261221', to: '20261222' },
  { kind: 'returned', from: '20261221', to: '20261222' },
  { kind: 'extension-granted', from: '20261222', to: '20261223' },
  { kind: 'due-moved', from: '20261218', to: '20261219' },
] as const)('the event of $kind is the whole day $from', async ({ kind, from, to }) => {
  const event = await eventOf(givenLetter(kind));
  expect(event['DTSTART;VALUE=DATE']).toBe(from);
  expect(event['DTEND;VALUE=DATE']).toBe(to);
  expect(event['SUMMARY']).toMatch(/^Hạn gửi báo cáo năm 2026/);
  expect(event['TRANSP']).toBe('TRANSPARENT');
});

test('the event is published, not an invitation', async () => {
  const { ics = '' } = await renderLetter(givenLetter('remind'), givenSender);
  expect(ics).toContain('METHOD:PUBLISH\r\n');
  expect(ics).not.toMatch(/ATTENDEE|ORGANIZER|VALARM/);
  expect(ics.endsWith('END:VCALENDAR\r\n')).toBe(true);
});

test('no line of the file is longer than 75 bytes', async () => {
  const { ics = '' } = await renderLetter(
    givenLetter('remind', { agency: 'Ủy ban nhân dân xã Đặng Thùy Trâm, tỉnh Quảng Ngãi' }),
    givenSender,
  );
  for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

test('the stamp is the letter’s moment, not the clock’s', async () => {
  expect((await eventOf(givenLetter('remind')))['DTSTAMP']).toBe('20261214T010000Z');
});

test('an agency’s letters of a term share one event, and a later letter outranks an earlier one', async () => {
  const request = await eventOf(givenLetter('request'));
  const extension = await eventOf(givenLetter('extension-granted'));
  expect(extension['UID']).toBe(request['UID']);
  expect(Number(extension['SEQUENCE'])).toBeGreaterThan(Number(request['SEQUENCE']));
  expect(Number(extension['SEQUENCE'])).toBeLessThan(2 ** 31);
});

test('another link, moment or date keeps the event; another agency, term or plan has its own', async () => {
  const { UID } = await eventOf(givenLetter('remind'));
  const same = givenLetter('remind', {
    link: 'https://x.vn/room/y',
    asOf: at('2026-12-16T08:00'),
    due: day('2026-12-18'),
  });
  expect((await eventOf(same))['UID']).toBe(UID);
  for (const other of [{ agency: 'Sở Nội vụ' }, { term: 'năm 2027' }, { plan: 'Kế hoạch khác' }]) {
    expect((await eventOf(givenLetter('remind', other)))['UID']).not.toBe(UID);
  }
});

test('the file does not give the link away', async () => {
  const { ics } = await renderLetter(givenLetter('remind'), givenSender);
  expect(ics).not.toContain('/room/');
});
