import { expect, test } from 'vitest';
import { bounceCause, bounceOf, speaksOfAddress } from '../../domain/bounce.ts';
import { isAutomatic } from '../../domain/returned-mail.ts';

const report = (action: string, status: string, diagnostic = '') =>
  bounceOf({ address: 'a@b.example', action, status, diagnostic });

test.each([
  { action: 'failed', status: '5.1.1', kind: 'hard', because: 'no such mailbox' },
  { action: 'Failed', status: '5.2.1', kind: 'hard', because: 'disabled; the action is written as one likes' },
  { action: 'failed', status: '5.2.2', kind: 'soft', because: 'a full mailbox is emptied (RFC 3463 3.3)' },
  { action: 'failed', status: '5.3.1', kind: 'soft', because: 'a full disk is emptied (RFC 3463 3.4)' },
  { action: 'failed', status: '5.4.7', kind: 'soft', because: 'the time ran out (RFC 3463 3.5)' },
  { action: 'failed', status: '5.4.1', kind: 'hard', because: 'Exchange Online says so of unknown recipients' },
  { action: 'failed', status: '4.4.1', kind: 'soft', because: 'given up after a failure that was for now' },
  { action: 'delayed', status: '4.4.7', kind: 'soft', because: 'still tried' },
  { action: 'delayed', status: '5.1.1', kind: 'soft', because: 'the action counts: still tried' },
  { action: 'failed', status: '', kind: 'hard', because: 'given up without a code' },
])('$action $status is $kind: $because', ({ action, status, kind }) => {
  expect(report(action, status)?.kind).toBe(kind);
});

test('a letter is given up when the mail system says failed, whatever becomes of the address', () => {
  expect(report('failed', '5.2.2')).toMatchObject({ kind: 'soft', final: true });
  expect(report('failed', '5.1.1')).toMatchObject({ kind: 'hard', final: true });
  expect(report('delayed', '5.1.1')).toMatchObject({ kind: 'soft', final: false });
});

test.each(['delivered', 'relayed', 'expanded', ''])('"%s" is no bounce', (action) => {
  expect(report(action, '2.0.0')).toBeUndefined();
});

test.each([
  { diagnostic: '550 5.1.1 unknown', status: '5.1.1', kind: 'hard' },
  { diagnostic: '552 5.2.2 over quota', status: '5.2.2', kind: 'soft' },
  { diagnostic: '550 Mailbox is full', status: '5.0.0', kind: 'soft' },
  { diagnostic: '421 try later', status: '4.0.0', kind: 'soft' },
])('a vague 5.0.0 or none is made exact by "$diagnostic"', ({ diagnostic, status, kind }) => {
  expect(report('failed', '', diagnostic)).toMatchObject({ status, kind });
  if (kind === 'hard') expect(report('failed', '5.0.0', diagnostic)).toMatchObject({ status, kind });
});

test('only causes about the address strike a contact out: not a block list, not a large letter', () => {
  const cause = (status: string, diagnostic = '') => bounceCause({ status, diagnostic });
  expect(['5.1.1', '5.1.2', '5.2.1', '5.4.4'].map((status) => speaksOfAddress(cause(status)))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(speaksOfAddress(cause('5.7.1', 'blocked using bl.example'))).toBe(false);
  expect(speaksOfAddress(cause('5.3.4'))).toBe(false);
  expect(speaksOfAddress(cause('5.2.2'))).toBe(false);
});

test.each([
  { status: '5.7.23', diagnostic: '550 5.7.23 <x@y>: Recipient address rejected: Message rejected due to: SPF fail' },
  { status: '5.7.1', diagnostic: '554 5.7.1 <x@y>: Recipient address rejected: Access denied' },
  { status: '5.1.8', diagnostic: '550 5.1.8 Access denied, bad outbound sender' },
  { status: '5.0.0', diagnostic: '550 Helo command rejected: Host not found' },
  { status: '', diagnostic: '550 Sender address rejected: Domain not found' },
  { status: '5.4.14', diagnostic: '554 5.4.14 Hop count exceeded - possible mail loop' },
  { status: '5.5.2', diagnostic: '500 5.5.2 Syntax error' },
  { status: '5.6.0', diagnostic: '' },
  { status: '5.3.0', diagnostic: '554 5.3.0 Service not available' },
])('a fault of ours or of the way strikes out nobody: $status $diagnostic', (bounce) => {
  expect(speaksOfAddress(bounceCause(bounce))).toBe(false);
});

test.each([
  { status: '5.4.1', diagnostic: '550 5.4.1 Recipient address rejected: Access denied', cause: 'no_mailbox' },
  { status: '5.1.10', diagnostic: '550 5.1.10 RESOLVER.ADR.RecipientNotFound', cause: 'no_mailbox' },
  { status: '5.0.0', diagnostic: '550 Recipient address rejected: User unknown in virtual table', cause: 'no_mailbox' },
  { status: '5.7.1', diagnostic: '550 5.7.1 No such user here', cause: 'no_mailbox' },
  { status: '', diagnostic: '', cause: 'unclear' },
])('an address that does not exist is known by the code or the words: $status $diagnostic', ({ cause, ...bounce }) => {
  expect(bounceCause(bounce)).toBe(cause);
  expect(speaksOfAddress(bounceCause(bounce))).toBe(true);
});

test.each([
  { headers: { 'auto-submitted': 'auto-replied' }, automatic: true },
  { headers: { 'auto-submitted': 'auto-generated', 'in-reply-to': '<a@b>' }, automatic: true },
  { headers: { 'auto-submitted': 'auto-generated' }, automatic: false },
  { headers: { precedence: 'bulk' }, automatic: false },
  { headers: { precedence: 'bulk', references: '<a@b>' }, automatic: true },
  { headers: { precedence: 'auto_reply' }, automatic: true },
  { headers: { 'x-autoreply': 'yes' }, automatic: true },
  { headers: { subject: 'Trả lời: Tự động trả lời: vắng mặt' }, automatic: false },
  { headers: { subject: 'Tự động trả lời: Nhắc hạn'.normalize('NFD') }, automatic: true },
  { headers: { subject: 'Out of Office: Mai' }, automatic: true },
  { headers: { subject: 'Re: Out of Office: Mai' }, automatic: false },
  { headers: { subject: 'Re: Nhắc hạn', 'in-reply-to': '<a@b>' }, automatic: false },
  { headers: { 'auto-submitted': 'no', subject: 'Báo cáo' }, automatic: false },
])('a mail with $headers answers by itself: $automatic', ({ headers, automatic }) => {
  expect(isAutomatic(new Map(Object.entries(headers)))).toBe(automatic);
});
