import { expect, test } from 'vitest';
import { isPersonal } from '../../domain/letter.ts';
import type { Letter } from '../../domain/letter.ts';
import { renderLetter } from '../../mail/render-letter.ts';
import { at, day, everyLetter, givenLetter, givenSender } from './given-letters.ts';

const render = (letter: Letter) => renderLetter(letter, givenSender);

const firstLine = (text: string): string => text.split('\n')[0] ?? '';

/** The words of a text, without list marks and without the link. */
const wordsOf = (text: string): string[] =>
  text
    .replace(/^(\d+\.|-) /gm, '')
    .replace(/https?:\S+/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const unescaped = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

const shownText = (html: string): string =>
  unescaped(html.replace(/<head>.*<\/head>/s, '').replaceAll(/<[^>]+>/g, ' '));

const brackets: Record<Letter['kind'], string> = {
  request: '[Đề nghị báo cáo]',
  remind: '[Nhắc hạn]',
  urge: '[Đôn đốc lần 1]',
  receipt: '[Xác nhận tiếp nhận]',
  'paper-recorded': '[Xác nhận tiếp nhận]',
  returned: '[Trả lại bổ sung]',
  reopened: '[Mở lại báo cáo]',
  accepted: '[Chấp nhận]',
  'extension-granted': '[Gia hạn]',
  'due-moved': '[Thay đổi hạn]',
  'extension-refused': '[Gia hạn]',
  excused: '[Không phải báo cáo]',
  'obstacle-acknowledged': '[Vướng mắc]',
  'obstacle-told': '[Vướng mắc]',
  'room-link': '[Liên kết riêng]',
  'approval-asked': '[Trình duyệt]',
  'approval-returned': '[Trình duyệt]',
  'submission-code': '[Mã xác nhận]',
  'contact-changed': '[Người liên hệ]',
  'missing-list': '[Danh sách chưa gửi]',
  'escalation-drafted': '[Báo cáo UBND tỉnh]',
  compiled: '[Tổng hợp]',
  'send-up': '[Gửi cấp trên]',
  'obstacle-raised': '[Vướng mắc]',
  'obstacle-waiting': '[Vướng mắc]',
  'extension-requested': '[Gia hạn]',
  'extension-waiting': '[Gia hạn]',
  'review-waiting': '[Thẩm tra]',
  'letter-waiting': '[Công văn]',
  'sending-waiting': '[Gửi cấp trên]',
  'obstacles-to-compile': '[Vướng mắc]',
  settled: '[Thôi đôn đốc]',
  'official-letter': '[Văn bản]',
  'official-report': '[Văn bản]',
  'delivery-failed': '[Thư không gửi được]',
  'step-failed': '[Cần xử lý]',
};

/** The first line of each letter: who must do what by when. */
const firstLines: Record<Letter['kind'], string> = {
  request: 'Đề nghị Sở Tài chính gửi báo cáo năm 2026 chậm nhất thứ Năm, 17/12/2026.',
  remind: 'Đề nghị Sở Tài chính gửi báo cáo năm 2026 chậm nhất thứ Năm, 17/12/2026 (còn 3 ngày làm việc).',
  urge: 'Đề nghị Sở Tài chính khẩn trương gửi báo cáo năm 2026 chậm nhất thứ Hai, 21/12/2026; báo cáo đã quá hạn 1 ngày làm việc.',
  receipt:
    'Đã tiếp nhận báo cáo năm 2026 của Sở Tài chính lúc 16:20 thứ Tư, 16/12/2026 (đúng hạn); Quý cơ quan không cần gửi lại.',
  'paper-recorded':
    'Sở Khoa học và Công nghệ đã ghi nhận báo cáo năm 2026 của Sở Tài chính theo văn bản giấy số 125/BC-STC, nhận ngày 16/12/2026 (đúng hạn); Quý cơ quan không cần gửi lại.',
  returned: 'Đề nghị Sở Tài chính hoàn thiện, gửi lại báo cáo năm 2026 chậm nhất thứ Hai, 21/12/2026.',
  reopened:
    'Đề nghị Sở Tài chính bổ sung, gửi lại báo cáo năm 2026 chậm nhất thứ Ba, 22/12/2026; báo cáo đã chấp nhận được mở lại.',
  accepted: 'Báo cáo năm 2026 của Sở Tài chính đã được chấp nhận; Quý cơ quan không cần gửi thêm.',
  'extension-granted': 'Đề nghị Sở Tài chính gửi báo cáo năm 2026 chậm nhất thứ Ba, 22/12/2026 (hạn mới).',
  'due-moved':
    'Đề nghị Sở Tài chính gửi báo cáo năm 2026 chậm nhất thứ Sáu, 18/12/2026 (hạn mới, thay hạn 17/12/2026).',
  'extension-refused': 'Đề nghị Sở Tài chính gửi báo cáo năm 2026 chậm nhất thứ Năm, 17/12/2026 (hạn không thay đổi).',
  excused: 'Sở Tài chính không phải gửi báo cáo năm 2026.',
  'obstacle-acknowledged':
    'Sở Khoa học và Công nghệ sẽ trả lời vướng mắc của Sở Tài chính chậm nhất thứ Hai, 12/10/2026; Quý cơ quan không cần gửi lại.',
  'obstacle-told': 'Đề nghị Sở Tài chính xem nội dung Sở Khoa học và Công nghệ trả lời về vướng mắc đã phản ánh.',
  'room-link':
    'Đề nghị đồng chí Lê Thị Mai cùng hoàn thành báo cáo năm 2026 của Sở Tài chính chậm nhất thứ Năm, 17/12/2026.',
  'approval-asked':
    'Kính đề nghị đồng chí Phạm Văn Hòa duyệt, gửi báo cáo năm 2026 của Sở Tài chính chậm nhất thứ Năm, 17/12/2026.',
  'approval-returned':
    'Đề nghị đồng chí Lê Thị Mai hoàn thiện, trình lại báo cáo năm 2026 của Sở Tài chính để kịp gửi chậm nhất thứ Năm, 17/12/2026.',
  'submission-code':
    'Mã xác nhận để gửi báo cáo năm 2026 của Sở Tài chính: 048213, dùng được đến 14:18 thứ Tư, 16/12/2026.',
  'contact-changed':
    'Đề nghị lãnh đạo Sở Tài chính kiểm tra: đầu mối báo cáo của cơ quan vừa được thay; nếu không đúng, báo ngay cho đầu mối dưới đây.',
  'missing-list':
    'Đề nghị Sở Khoa học và Công nghệ theo dõi, đôn đốc 3 cơ quan quá hạn chưa gửi báo cáo năm 2026 (hạn thứ Năm, 17/12/2026).',
  'escalation-drafted':
    'Đề nghị lãnh đạo Sở Khoa học và Công nghệ xem xét, ban hành trong hôm nay dự thảo báo cáo UBND tỉnh về 3 cơ quan chưa gửi báo cáo năm 2026.',
  compiled:
    'Đề nghị Sở Khoa học và Công nghệ kiểm tra bản dự thảo báo cáo tổng hợp năm 2026 để kịp gửi Thủ tướng Chính phủ, Bộ Khoa học và Công nghệ chậm nhất thứ Sáu, 25/12/2026.',
  'send-up':
    'Đề nghị Sở Khoa học và Công nghệ gửi báo cáo tổng hợp năm 2026 đến Thủ tướng Chính phủ, Bộ Khoa học và Công nghệ chậm nhất thứ Sáu, 25/12/2026.',
  'obstacle-raised': 'Đề nghị Sở Khoa học và Công nghệ trả lời vướng mắc của Sở Tài chính trong 5 ngày làm việc.',
  'obstacle-waiting':
    'Đề nghị Sở Khoa học và Công nghệ trả lời ngay vướng mắc của Sở Tài chính, đã chờ 5 ngày làm việc.',
  'extension-requested':
    'Đề nghị Sở Khoa học và Công nghệ trả lời đề nghị gia hạn của Sở Tài chính chậm nhất thứ Năm, 17/12/2026.',
  'extension-waiting':
    'Đề nghị Sở Khoa học và Công nghệ quyết định 1 đề nghị gia hạn đang chờ chậm nhất thứ Năm, 17/12/2026.',
  'review-waiting': 'Đề nghị Sở Khoa học và Công nghệ thẩm tra 1 báo cáo đã chờ từ 2 ngày làm việc trở lên.',
  'letter-waiting': 'Đề nghị Sở Khoa học và Công nghệ xử lý 2 công văn đã chờ từ 3 ngày làm việc trở lên.',
  'obstacles-to-compile':
    'Đề nghị Sở Khoa học và Công nghệ lập bản tổng hợp khó khăn, vướng mắc quý IV năm 2026 để báo cáo UBND tỉnh.',
  'sending-waiting':
    'Đề nghị Sở Khoa học và Công nghệ gửi báo cáo tổng hợp năm 2026 đến Thủ tướng Chính phủ chậm nhất thứ Sáu, 25/12/2026 (còn 2 ngày làm việc).',
  'official-letter':
    'Sở Khoa học và Công nghệ gửi Sở Tài chính văn bản số 12/SKHCN-VP ngày 18/12/2026 (tệp kèm theo); đề nghị Quý cơ quan thực hiện theo nội dung văn bản.',
  'official-report':
    'Sở Khoa học và Công nghệ kính gửi UBND tỉnh văn bản số 87/BC-SKHCN ngày 22/12/2026 (tệp kèm theo); kính đề nghị UBND tỉnh xem xét, chỉ đạo.',
  settled:
    'Sở Tài chính đã gửi báo cáo năm 2026 lúc 09:30 thứ Ba, 22/12/2026 (quá hạn 3 ngày làm việc); Sở Khoa học và Công nghệ không cần đôn đốc cơ quan này nữa.',
  'delivery-failed':
    'Đề nghị Sở Khoa học và Công nghệ kiểm tra, sửa địa chỉ thư của Sở Tài chính rồi gửi lại thư trong ngày.',
  'step-failed': 'Đề nghị Sở Khoa học và Công nghệ xử lý trong ngày việc chưa lập được thư nhắc hạn cho Sở Tài chính.',
};

/** What letters say in their other cases, for the rules that hold for every letter. */
const otherCases: readonly Letter[] = [
  givenLetter('remind', { correction: true }),
  givenLetter('remind', { extended: true }),
  givenLetter('remind', { asOf: at('2026-12-18T08:00'), workingDaysLeft: 0 }),
  givenLetter('urge', { correction: true, ordinal: 2 }),
  givenLetter('receipt', { onTime: false, workingDaysLate: 2 }),
  givenLetter('due-moved', { asOf: at('2026-12-21T08:00') }),
  givenLetter('returned', { passed: ['sections.I', 'sections.IV', 'files'] }),
  givenLetter('extension-refused', { asOf: at('2026-12-18T08:00') }),
  givenLetter('extension-requested', { asOf: at('2026-12-18T08:00') }),
  givenLetter('receipt', {
    receivedAt: at('2026-12-18T09:00'),
    outage: { beganAt: at('2026-12-17T21:00'), endedAt: at('2026-12-18T07:40') },
  }),
  givenLetter('receipt', { receivedAt: at('2026-12-18T01:00') }),
  givenLetter('paper-recorded', { onTime: false, workingDaysLate: 1 }),
  givenLetter('paper-recorded', {
    paper: { channel: 'document-system', number: '125/BC-STC', receivedOn: Temporal.PlainDate.from('2026-12-16') },
  }),
  givenLetter('extension-granted', { asked: day('2026-12-23') }),
  givenLetter('extension-granted', { lapsed: true }),
  givenLetter('extension-granted', { lapsed: true, asked: day('2026-12-23') }),
  givenLetter('extension-refused', { asOf: at('2026-12-18T08:00'), lapsed: true }),
  givenLetter('extension-waiting', { undecided: 'granted' }),
  givenLetter('settled', { settled: { outcome: 'excused', reason: 'sáp nhập' }, told: { dropped: false } }),
  givenLetter('settled', {
    settled: { outcome: 'extended', until: day('2026-12-22') },
    told: { dropped: false, issued: '87/BC-SKHCN' },
  }),
  givenLetter('obstacle-told', { outcome: 'forwarded' }),
  givenLetter('obstacle-told', { outcome: 'decided' }),
  givenLetter('obstacle-told', { outcome: 'closed', words: '' }),
  givenLetter('room-link', { role: 'head', asOf: at('2026-12-18T08:00') }),
  givenLetter('approval-asked', { asOf: at('2026-12-18T08:00') }),
  givenLetter('approval-returned', { asOf: at('2026-12-18T08:00') }),
  givenLetter('contact-changed', { role: 'head' }),
  givenLetter('missing-list', { missing: [] }),
  givenLetter('escalation-drafted', { missing: [] }),
  givenLetter('compiled', { final: true, missing: 0 }),
  givenLetter('step-failed', { step: 'remind-10', beyond: { due: day('2040-01-16'), year: 2040 } }),
  givenLetter('send-up', { sent: true }),
  givenLetter('send-up', { asOf: at('2026-12-28T08:00') }),
  givenLetter('delivery-failed', { returned: { cause: 'no_mailbox', roles: ['focal'], next: 'tried' } }),
  givenLetter('delivery-failed', { returned: { cause: 'mailbox_closed', roles: ['head', 'focal'], next: 'none' } }),
  givenLetter('delivery-failed', { returned: { cause: 'refused', roles: ['mailbox'], next: 'not_needed' } }),
  givenLetter('delivery-failed', { returned: { cause: 'unclear', roles: [], next: 'none' } }),
  givenLetter('delivery-failed', {
    returned: { cause: 'mailbox_full', roles: ['focal'], next: 'not_needed', times: 3 },
  }),
];

const allLetters = [...everyLetter, ...otherCases];

test.each(everyLetter)('the subject of $kind begins with its kind in brackets', async (letter) => {
  const { subject } = await render(letter);
  expect(subject.startsWith(`${brackets[letter.kind]} `)).toBe(true);
});

test.each(everyLetter)('the first line of $kind says who must do what by when', async (letter) => {
  const { text, html } = await render(letter);
  expect(firstLine(text)).toBe(firstLines[letter.kind]);
  expect(shownText(html).trim().startsWith(firstLines[letter.kind])).toBe(true);
});

test.each(allLetters)('$kind carries one link, once in the text and once in the HTML', async (letter) => {
  const { text, html } = await render(letter);
  expect(text.match(/https?:\S+/g)).toEqual([letter.link]);
  expect([...html.matchAll(/<a\s[^>]*href="([^"]*)"/g)].map(([, target]) => target)).toEqual([letter.link]);
  expect(html.match(/https?:/g)).toHaveLength(1);
});

test.each(allLetters)('$kind says the same as text and as HTML', async (letter) => {
  const { text, html } = await render(letter);
  expect(wordsOf(shownText(html))).toEqual(wordsOf(text));
});

test.each(allLetters)('$kind never says "phê bình": that is an act of an authorised person', async (letter) => {
  const { subject, text, html } = await render(letter);
  expect(`${subject} ${text} ${html}`.normalize('NFC').toLocaleLowerCase('vi')).not.toContain('phê bình');
});

test.each(allLetters)('$kind has nothing left out, no emoji and no picture', async (letter) => {
  const { subject, text, html } = await render(letter);
  const all = `${subject} ${text} ${html}`;
  expect(all).not.toMatch(/undefined|null|NaN|\[object|\$\{/);
  expect(all).not.toMatch(/\p{Extended_Pictographic}/u);
  expect(html).not.toMatch(/<img|<script|url\(/);
  expect(text).not.toMatch(/\.\.|,,| [,.;:]/);
});

test.each(allLetters)('$kind closes, is signed, and says why it came and that no person sent it', async (letter) => {
  const { text } = await render(letter);
  const tail = text.trim().split('\n\n').slice(-3);
  expect(tail[0]).toBe('Trân trọng./.');
  expect(tail[1]).toBe(
    'Sở Khoa học và Công nghệ\nĐầu mối liên hệ: Trần Thị Bình, điện thoại 0255 382 2345, thư công vụ tonghop.skhcn@quangngai.gov.vn',
  );
  expect(tail[2]).toMatch(/^Thư này được gửi vì .+\. Thư do hệ thống Đôn Đốc của .+ gửi tự động;/);
});

test.each(allLetters)(
  '$kind is addressed to an agency, and to a person only when it is theirs alone',
  async (letter) => {
    const { text } = await render(letter);
    const addressed = /^Kính gửi: (.+)$/m.exec(text)?.[1];
    const toAgency = text.includes('Quý cơ quan') || letter.kind === 'excused';
    const person =
      'person' in letter && letter.person !== letter.agency && `đồng chí ${letter.person}, ${letter.agency}`;
    expect(isPersonal(letter.kind)).toBe('person' in letter);
    if ('person' in letter) expect(addressed).toBe(person || letter.agency);
    else if (letter.kind === 'official-report') expect(addressed).toBe('Ủy ban nhân dân tỉnh');
    else expect(addressed).toBe(toAgency ? 'Sở Tài chính' : givenSender.office);
  },
);

test.each(allLetters)('what people typed cannot become HTML in $kind', async (letter) => {
  const { subject, html } = await render(poisoned(letter));
  expect(html).not.toMatch(/<script|<b onload/i);
  expect(subject).not.toContain('\n');
});

test.each(everyLetter.filter(({ kind }) => kind !== 'compiled' && kind !== 'send-up'))(
  'what people typed is shown as they typed it in $kind',
  async (letter) => {
    expect(shownText((await render(poisoned(letter))).html)).toContain('<script>alert(1)</script>');
  },
);

test('an attribute cannot be left by a quote in the link', async () => {
  const { html } = await render(givenLetter('remind', { link: 'https://x.vn/"><script>alert(1)</script>' }));
  expect(html).not.toContain('<script>');
});

test.each([
  { asOf: '2026-12-03T08:00', left: 10, words: 'còn 10 ngày làm việc' },
  { asOf: '2026-12-16T08:00', left: 1, words: 'còn 1 ngày làm việc' },
  { asOf: '2026-12-17T08:00', left: 0, words: 'hạn là hôm nay' },
])('a reminder at $asOf says "$words" in its subject and first line', async ({ asOf, left, words }) => {
  const { subject, text } = await render(givenLetter('remind', { asOf: at(asOf), workingDaysLeft: left }));
  expect(subject).toContain(`hạn 17/12/2026 (${words})`);
  expect(firstLine(text)).toContain(`chậm nhất thứ Năm, 17/12/2026 (${words}).`);
});

test('a reminder before a day off on which it is due says that no working day is left', async () => {
  const letter = givenLetter('remind', { asOf: at('2026-12-19T08:00'), due: day('2026-12-20'), workingDaysLeft: 0 });
  expect(firstLine((await render(letter)).text)).toContain(
    'chậm nhất Chủ nhật, 20/12/2026 (không còn ngày làm việc nào trước hạn).',
  );
});

test('a reminder that leaves after the day asks for the report at once', async () => {
  const { subject, text } = await render(givenLetter('remind', { asOf: at('2026-12-18T08:00'), workingDaysLeft: 0 }));
  expect(subject).toContain('hạn 17/12/2026 (đã qua hạn)');
  expect(firstLine(text)).toBe('Đề nghị Sở Tài chính gửi ngay báo cáo năm 2026; hạn thứ Năm, 17/12/2026 đã qua.');
  expect(text).not.toContain('đúng thời hạn');
});

test('the last minute of a day in Vietnam is still that day', async () => {
  const letter = givenLetter('remind', { asOf: at('2026-12-17T23:59'), workingDaysLeft: 0 });
  expect((await render(letter)).subject).toContain('hạn là hôm nay');
});

test('a reminder says since when nothing has been received, by the letter’s own moment', async () => {
  const { text } = await render(givenLetter('remind'));
  expect(text).toContain('Đến 08:00 thứ Hai, 14/12/2026, hệ thống chưa ghi nhận báo cáo của Quý cơ quan.');
});

test.each(['request', 'remind', 'urge'] as const)(
  '%s says what to do when the report went out on paper',
  async (kind) => {
    expect((await render(givenLetter(kind))).text).toContain('văn bản giấy hoặc qua trục liên thông văn bản');
  },
);

test('reminders of an extended date and of a correction name them', async () => {
  expect((await render(givenLetter('remind', { extended: true }))).text).toContain('đã đồng ý gia hạn');
  const correction = await render(givenLetter('remind', { correction: true }));
  expect(correction.subject).toContain('Báo cáo năm 2026 (bổ sung)');
  expect(correction.text).toContain('đã trả lại');
  expect(correction.text).toContain('chưa ghi nhận báo cáo bổ sung');
});

test('the second urging of 21/12 says today, two working days late, and the day of the report to UBND tỉnh', async () => {
  const letter = givenLetter('urge', { ordinal: 2, asOf: at('2026-12-21T08:00'), workingDaysLate: 2 });
  const { subject, text } = await render(letter);
  expect(subject).toMatch(/^\[Đôn đốc lần 2\] Báo cáo năm 2026 quá hạn 2 ngày làm việc, gửi chậm nhất 21\/12\/2026/);
  expect(firstLine(text)).toContain('thứ Hai, 21/12/2026 (hôm nay); báo cáo đã quá hạn 2 ngày làm việc.');
  expect(text).toContain('Sau thời hạn trên, vào thứ Ba, 22/12/2026, Sở Khoa học và Công nghệ sẽ tổng hợp danh sách');
});

test('an urging without a new date and without an escalation promises neither', async () => {
  const { newDue: _newDue, escalatesOn: _escalatesOn, ...facts } = givenLetter('urge');
  const { subject, text, ics } = await render(facts);
  expect(subject).not.toContain('chậm nhất');
  expect(firstLine(text)).toBe(
    'Đề nghị Sở Tài chính khẩn trương gửi báo cáo năm 2026; báo cáo đã quá hạn 1 ngày làm việc.',
  );
  expect(text).not.toContain('UBND tỉnh');
  expect(ics).toBeUndefined();
});

test('a request names the period, the form, and the cut-off when that is another day', async () => {
  const { text } = await render(givenLetter('request'));
  expect(text).toContain('2. Thời gian chốt số liệu: từ ngày 15/12/2025 đến hết ngày 14/12/2026.');
  expect(text).toContain('theo mẫu “Đề cương báo cáo năm thực hiện Kết luận số 69-KL/TW”');
  const later = await render(givenLetter('request', { cutOff: day('2026-12-11') }));
  expect(later.text).toContain('đến hết ngày 14/12/2026, chốt ngày 11/12/2026.');
});

test('a receipt names the public page on which it can be checked, in text and in HTML', async () => {
  for (const kind of ['receipt', 'paper-recorded'] as const) {
    const { text, html } = await render(givenLetter(kind, { verification: 'https://dondoc.example/r/STC-2026-1-X' }));
    for (const words of [text, shownText(html)]) {
      expect(words).toContain('Địa chỉ kiểm tra xác nhận: dondoc.example/r/STC-2026-1-X');
    }
  }
});

test('a late receipt says how late', async () => {
  const { subject, text } = await render(givenLetter('receipt', { onTime: false, workingDaysLate: 2 }));
  expect(subject).toContain('quá hạn 2 ngày làm việc');
  expect(text).toContain('Tình trạng: quá hạn 2 ngày làm việc');
});

test('a returned report lists each reason with its place, named once', async () => {
  const { text } = await render(givenLetter('returned'));
  expect(text).toContain('1. Phần III: Chưa nêu nguyên nhân của các hạn chế.\n');
  expect(text).toContain('2. Nhiệm vụ II.1.a: chưa có sản phẩm, minh chứng.\n');
  expect(text).toContain('3. Phần V. Đề xuất, kiến nghị: chưa có nội dung.\n');
});

test('a return names an indicator by its code, and the parts that need not be typed again', async () => {
  const reasons = [{ field: 'indicators.2.1', message: 'tăng mười lần, chưa giải thích' }];
  const passed = ['sections.I', 'sections.IV', 'files'];
  const { text } = await render(givenLetter('returned', { reasons, passed }));
  expect(text).toContain('1. Chỉ tiêu 2.1: tăng mười lần, chưa giải thích.\n');
  expect(text).toContain('Các phần đã đạt, không cần nhập lại: Phần I, Phần IV, tệp đính kèm.');
  expect((await render(givenLetter('returned'))).text).not.toContain('đã đạt');
});

test('a report that is opened again is told with the reason in the words of whoever opened it', async () => {
  const { text } = await render(givenLetter('reopened'));
  expect(text).toContain('\n    Kho bạc Nhà nước thông báo lại số giải ngân tháng 11.\n    Đề nghị cập nhật');
  expect(text).toContain('bản đã chấp nhận vẫn được lưu');
});

test('the list of missing agencies is a table in HTML and aligned in text', async () => {
  const { text, html } = await render(givenLetter('missing-list'));
  const lines = text.split('\n');
  const head = lines.findIndex((line) => line.startsWith('STT'));
  const column = (name: string) => lines[head]?.indexOf(name) ?? -1;
  const rows = lines.slice(head + 1, head + 4);
  expect(rows.map((row) => row.slice(column('Hạn gửi'), column('Hạn gửi') + 10))).toEqual([
    '17/12/2026',
    '17/12/2026',
    '18/12/2026',
  ]);
  expect(rows.map((row) => row.slice(column('Tình trạng'), column('Số lần')).trim())).toEqual([
    'Quá hạn',
    'Trả lại bổ sung, quá hạn',
    'Quá hạn',
  ]);
  expect(html.match(/<tr>/g)).toHaveLength(4);
  expect(html.match(/<th scope="col"/g)).toHaveLength(5);
});

test('an agency whose name comes decomposed does not break the columns', async () => {
  const missing = [
    { agency: 'Sở Nội vụ'.normalize('NFD'), due: day('2026-12-17'), extended: false, returned: false, urged: 1 },
  ];
  const { text } = await render(givenLetter('missing-list', { missing }));
  expect(text).toContain('1    Sở Nội vụ        17/12/2026');
});

test('the figures of an escalation divide the reports into on time and late', async () => {
  const { text } = await render(givenLetter('escalation-drafted'));
  expect(text).toContain(
    'đã có 105/110 cơ quan gửi báo cáo (101 đúng hạn, 4 quá hạn); còn 3 cơ quan quá hạn chưa gửi.',
  );
  expect(text).toContain('hệ thống không tự gửi');
});

test('the figures of the list add up: agencies with a date of their own that lies ahead are named, when there are any', async () => {
  const ahead = 'Chưa gửi, còn trong thời hạn được gia hạn hoặc bổ sung: 2';
  expect((await render(givenLetter('missing-list', { reported: 103 }))).text).toContain(ahead);
  expect((await render(givenLetter('missing-list'))).text).not.toContain('Chưa gửi, còn trong');
});

test('without a missing agency nobody is asked to urge or to report', async () => {
  const list = await render(givenLetter('missing-list', { missing: [] }));
  expect(firstLine(list.text)).toContain('không cần đôn đốc');
  const escalation = await render(givenLetter('escalation-drafted', { missing: [] }));
  expect(firstLine(escalation.text)).toContain('không cần báo cáo UBND tỉnh');
  expect(escalation.html).not.toContain('<table');
});

test.each([
  { outcome: 'answered', words: 'Đã trả lời' },
  { outcome: 'forwarded', words: 'Đã báo cáo UBND tỉnh' },
  { outcome: 'decided', words: 'UBND tỉnh đã có ý kiến' },
  { outcome: 'closed', words: 'Đã kết thúc xử lý' },
] as const)(
  'an obstacle that is $outcome is told as "$words", with the words and their lines',
  async ({ outcome, words }) => {
    const { subject, text, html } = await render(givenLetter('obstacle-told', { outcome }));
    expect(subject).toContain(`[Vướng mắc] ${words}: `);
    expect(text).toContain('\n    Áp dụng Thông tư liên tịch hiện hành.\n    Sở Tài chính hướng dẫn');
    expect(html).toContain('white-space:pre-line');
  },
);

test.each([
  { cause: 'no_mailbox', words: 'Nguyên nhân: không có hộp thư này' },
  { cause: 'mailbox_full', words: 'Nguyên nhân: hộp thư đầy' },
  { cause: 'refused', words: 'Nguyên nhân: bị máy chủ thư của nơi nhận từ chối' },
] as const)('a letter that came back is flagged with its cause in plain words: $cause', async ({ cause, words }) => {
  const returned = { cause, roles: ['focal'], next: 'tried' } as const;
  const { text } = await render(givenLetter('delivery-failed', { returned }));
  expect(text).toContain(words);
  expect(text).toContain('vanthu.stc@quangngai.gov.vn (đầu mối)');
  expect(text).toContain('Trả lời của máy chủ thư: 550 5.1.1 User unknown');
});

test.each([
  { next: 'tried', words: 'gửi đến người liên hệ kế tiếp của Sở Tài chính' },
  { next: 'none', words: 'không còn người liên hệ nào khác nhận được thư' },
  { next: 'not_needed', words: 'Các địa chỉ khác cùng nhận thư này không bị trả về' },
] as const)('a letter that came back says what became of it: $next', async ({ next, words }) => {
  const returned = { cause: 'no_mailbox', roles: ['focal'], next } as const;
  expect((await render(givenLetter('delivery-failed', { returned }))).text).toContain(words);
});

test('an address that puts letters off time and again is flagged with how often', async () => {
  const returned = { cause: 'mailbox_full', roles: ['focal'], next: 'not_needed', times: 3 } as const;
  expect(firstLine((await render(givenLetter('delivery-failed', { returned }))).text)).toBe(
    'Đề nghị Sở Khoa học và Công nghệ liên hệ Sở Tài chính về hộp thư đã 3 lần chưa nhận được thư của hệ thống.',
  );
});

test('a long title is cut in the subject to 160 characters', async () => {
  const { subject } = await render(givenLetter('obstacle-raised', { title: 'vướng mắc '.repeat(40) }));
  expect(subject.length).toBeLessThanOrEqual(160);
  expect(subject.endsWith('…')).toBe(true);
});

test('the HTML leaves colours to the reader, in light and in dark', async () => {
  const { html } = await render(givenLetter('remind'));
  expect(html).toContain('<meta name="color-scheme" content="light dark">');
  expect(html).toContain('<html lang="vi">');
  expect(html.match(/(?<![-\w])color:#\w+/g)).toEqual(['color:#ffffff']);
});

/** The letter with a script in everything that people typed. */
function poisoned(letter: Letter): Letter {
  const kept = new Set(['kind', 'link', 'outcome', 'field', 'step', 'state']);
  const poison = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return kept.has(key) ? value : `${value}\n<script>alert(1)</script><b onload=x>`;
    if (Array.isArray(value)) return value.map((each) => poison(each, key));
    if (value === null || typeof value !== 'object' || value instanceof Temporal.PlainDate) return value;
    if (value instanceof Temporal.Instant) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, poison(each, name)]));
  };
  return poison(letter, '') as Letter;
}

test('a partial grant is said as such, with the day asked for and the day given', async () => {
  const { subject, text } = await render(givenLetter('extension-granted', { asked: day('2026-12-23') }));
  expect(subject).toContain('Đồng ý một phần');
  expect(text).toContain('Quý cơ quan đề nghị gia hạn đến thứ Tư, 23/12/2026.');
  expect(text).toContain('chỉ đồng ý một phần');
  expect(text).toContain('đến hết thứ Ba, 22/12/2026');
});

test('a request that lapsed says that nobody decided, not that it was considered', async () => {
  const { text } = await render(givenLetter('extension-refused', { lapsed: true }));
  expect(text).toContain('chưa có quyết định; theo quy định của chế độ báo cáo');
  expect(text).not.toContain('đã xem xét đề nghị gia hạn');
});

test('the receipt of a report that an outage excuses names the outage', async () => {
  const outage = { beganAt: at('2026-12-17T21:00'), endedAt: at('2026-12-18T07:40') };
  const { text } = await render(givenLetter('receipt', { receivedAt: at('2026-12-18T09:00'), outage }));
  expect(text).toContain('đúng hạn do hệ thống gián đoạn');
  expect(text).toContain('từ 21:00 thứ Năm, 17/12/2026 đến 07:40 thứ Sáu, 18/12/2026');
});

test('word that an agency is no longer late says what became of the draft and of an issued letter', async () => {
  const told = { dropped: true, issued: '87/BC-SKHCN' };
  const { text } = await render(givenLetter('settled', { told }));
  expect(text).toContain('đưa ra khỏi danh sách của dự thảo báo cáo UBND tỉnh chưa ban hành');
  expect(text).toContain('Văn bản số 87/BC-SKHCN đã ban hành');
});

test('an agency whose date the calendar does not reach: its date, the year to bring in, and what it means until then', async () => {
  const beyond = { due: day('2040-01-16'), year: 2040 };
  const { text } = await render(givenLetter('step-failed', { step: 'remind-10', beyond }));
  expect(text).toContain('Hạn của cơ quan là ngày 16/01/2040');
  expect(text).toContain('đề nghị nhập lịch làm việc năm 2040');
});

test('a code stands in the letter only, never in its subject, which the ledger keeps', async () => {
  const { subject, text } = await render(givenLetter('submission-code'));
  expect(subject).not.toContain('048213');
  expect(text.match(/048213/g)).toHaveLength(1);
});

test("a head's own link says what the head may do with it, a colleague's what the colleague may", async () => {
  expect((await render(givenLetter('room-link', { role: 'head' }))).text).toContain('gửi báo cáo, duyệt hoặc trả lại');
  expect((await render(givenLetter('room-link'))).text).toContain('Nội dung đồng chí lưu mang tên đồng chí.');
});

test('letters name the receivers of their own regime', async () => {
  const receivers = ['Bộ Tài chính'];
  for (const letter of [
    givenLetter('compiled', { receivers }),
    givenLetter('send-up', { receivers }),
    givenLetter('send-up', { receivers, sent: true }),
    givenLetter('extension-refused', { receivers }),
  ]) {
    const { text } = await render(letter);
    expect(text).toContain('Bộ Tài chính');
    expect(text).not.toContain('Thủ tướng Chính phủ');
  }
});
