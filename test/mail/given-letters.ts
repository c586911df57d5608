import type { Letter, LetterKind } from '../../domain/letter.ts';
import type { LetterOf, Sender } from '../../mail/letter-words.ts';

export const givenSender: Sender = {
  office: 'Sở Khoa học và Công nghệ',
  contact: { name: 'Trần Thị Bình', phone: '0255 382 2345', email: 'tonghop.skhcn@quangngai.gov.vn' },
};

export const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

/** A moment in Vietnam: `at('2026-12-14T08:00')`. */
export const at = (text: string): Temporal.Instant => Temporal.Instant.from(`${text}+07:00`);

const link = 'https://dondoc.quangngai.gov.vn/room/MS40ZGI.c2VhbA';

const frame = { plan: 'Kế hoạch thực hiện Kết luận số 69-KL/TW', term: 'năm 2026', link };

const toAgency = { ...frame, agency: 'Sở Tài chính' };

const toPerson = { ...toAgency, person: 'Lê Thị Mai', roomLink: '0197a3c2-5b1e-7c44-9d0a-2f6c1e8b7a12' };

const missing = [
  { agency: 'Sở Nội vụ', due: day('2026-12-17'), extended: false, returned: false, urged: 1 },
  { agency: 'Ủy ban nhân dân xã Tịnh Khê', due: day('2026-12-17'), extended: false, returned: true, urged: 0 },
  { agency: 'Đặc khu Lý Sơn', due: day('2026-12-18'), extended: true, returned: false, urged: 2 },
];

const letters = {
  request: {
    ...toAgency,
    kind: 'request',
    asOf: at('2026-11-18T08:00'),
    due: day('2026-12-17'),
    periodFrom: day('2025-12-15'),
    periodTo: day('2026-12-14'),
    cutOff: day('2026-12-14'),
    form: 'Đề cương báo cáo năm thực hiện Kết luận số 69-KL/TW',
  },
  remind: {
    ...toAgency,
    kind: 'remind',
    asOf: at('2026-12-14T08:00'),
    due: day('2026-12-17'),
    workingDaysLeft: 3,
    extended: false,
    correction: false,
  },
  urge: {
    ...toAgency,
    kind: 'urge',
    asOf: at('2026-12-18T08:00'),
    ordinal: 1,
    due: day('2026-12-17'),
    workingDaysLate: 1,
    correction: false,
    newDue: day('2026-12-21'),
    escalatesOn: day('2026-12-22'),
  },
  receipt: {
    ...toAgency,
    kind: 'receipt',
    asOf: at('2026-12-16T16:20'),
    code: 'STC-2026-1-7K3FQ0',
    version: 1,
    receivedAt: at('2026-12-16T16:20'),
    due: day('2026-12-17'),
    onTime: true,
    workingDaysLate: 0,
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    verification: 'https://dondoc.example/r/STC-2026-1-7K3FQ0',
  },
  'official-letter': {
    ...toAgency,
    kind: 'official-letter',
    asOf: at('2026-12-18T10:00'),
    document: '0197a3c2-5b1e-7c44-9d0a-2f6c1e8b7a11',
    title: 'Công văn về việc đôn đốc báo cáo kết quả thực hiện Kế hoạch năm 2026',
    number: '12/SKHCN-VP',
    issuedOn: day('2026-12-18'),
    signed: true,
  },
  'official-report': {
    ...frame,
    kind: 'official-report',
    asOf: at('2026-12-22T10:00'),
    document: '0197a3c2-5b1e-7c44-9d0a-2f6c1e8b7a12',
    title: 'Báo cáo UBND tỉnh về tình hình thực hiện chế độ báo cáo',
    number: '87/BC-SKHCN',
    issuedOn: day('2026-12-22'),
    signed: false,
  },
  'paper-recorded': {
    ...toAgency,
    kind: 'paper-recorded',
    asOf: at('2026-12-18T09:00'),
    code: 'STC-2026-1-4M8ZQ2',
    paper: { channel: 'paper', number: '125/BC-STC', receivedOn: day('2026-12-16') },
    due: day('2026-12-17'),
    onTime: true,
    workingDaysLate: 0,
    verification: 'https://dondoc.example/r/STC-2026-1-4M8ZQ2',
  },
  returned: {
    ...toAgency,
    kind: 'returned',
    asOf: at('2026-12-17T09:00'),
    code: 'STC-2026-1-7K3FQ0',
    reasons: [
      { field: 'sections.III', message: 'Chưa nêu nguyên nhân của các hạn chế' },
      { field: 'tasks.II.1.a.result', message: 'chưa có sản phẩm, minh chứng.' },
      { field: 'sections.V', message: 'Phần V. Đề xuất, kiến nghị: chưa có nội dung.' },
    ],
    correctionDue: day('2026-12-21'),
  },
  reopened: {
    ...toAgency,
    kind: 'reopened',
    asOf: at('2026-12-18T14:00'),
    code: 'STC-2026-1-7K3FQ0',
    reason: 'Kho bạc Nhà nước thông báo lại số giải ngân tháng 11.\nĐề nghị cập nhật chỉ tiêu 1.2.',
    correctionDue: day('2026-12-22'),
  },
  accepted: { ...toAgency, kind: 'accepted', asOf: at('2026-12-18T10:00'), code: 'STC-2026-1-7K3FQ0' },
  'extension-granted': {
    ...toAgency,
    kind: 'extension-granted',
    asOf: at('2026-12-15T10:00'),
    until: day('2026-12-22'),
    reference: 'Công văn số 1234/SKHCN-VP ngày 15/12/2026',
  },
  'due-moved': {
    ...toAgency,
    kind: 'due-moved',
    asOf: at('2026-12-10T10:00'),
    from: day('2026-12-17'),
    due: day('2026-12-18'),
    source: 'Thông báo số 15/TB-BNV ngày 09/12/2026',
  },
  'extension-refused': {
    ...toAgency,
    kind: 'extension-refused',
    asOf: at('2026-12-15T10:00'),
    reason: 'thời gian đề nghị sau ngày tổng hợp chính thức',
    due: day('2026-12-17'),
    sendUp: day('2026-12-25'),
  },
  excused: {
    ...toAgency,
    kind: 'excused',
    asOf: at('2026-12-01T09:00'),
    reason: 'Không được giao nhiệm vụ trong Kế hoạch',
  },
  'obstacle-acknowledged': {
    ...toAgency,
    kind: 'obstacle-acknowledged',
    asOf: at('2026-10-05T09:10'),
    title: 'Chưa có hướng dẫn quyết toán kinh phí nhiệm vụ',
    raisedAt: at('2026-10-05T09:10'),
    answerBy: day('2026-10-12'),
  },
  'obstacle-told': {
    ...toAgency,
    kind: 'obstacle-told',
    asOf: at('2026-10-09T14:00'),
    title: 'Chưa có hướng dẫn quyết toán kinh phí nhiệm vụ',
    outcome: 'answered',
    words: 'Áp dụng Thông tư liên tịch hiện hành.\nSở Tài chính hướng dẫn chi tiết trong tháng 10.',
  },
  'missing-list': {
    ...frame,
    kind: 'missing-list',
    asOf: at('2026-12-21T08:00'),
    due: day('2026-12-17'),
    total: 110,
    reported: 105,
    excused: 2,
    missing,
  },
  'escalation-drafted': {
    ...frame,
    kind: 'escalation-drafted',
    asOf: at('2026-12-22T08:00'),
    total: 110,
    reported: 105,
    late: 4,
    missing,
  },
  compiled: {
    ...frame,
    kind: 'compiled',
    asOf: at('2026-12-18T17:02'),
    final: false,
    number: 1,
    sources: 98,
    missing: 10,
    sendUp: day('2026-12-25'),
  },
  'send-up': { ...frame, kind: 'send-up', asOf: at('2026-12-24T08:00'), due: day('2026-12-25'), sent: false },
  'obstacle-raised': {
    ...toAgency,
    kind: 'obstacle-raised',
    asOf: at('2026-10-05T09:10'),
    title: 'Chưa có hướng dẫn quyết toán kinh phí nhiệm vụ',
    words: 'Nhiệm vụ II.2.c đã nghiệm thu nhưng chưa quyết toán được.\nĐề nghị hướng dẫn.',
    raisedAt: at('2026-10-05T09:10'),
  },
  'obstacle-waiting': {
    ...toAgency,
    kind: 'obstacle-waiting',
    asOf: at('2026-10-12T08:00'),
    title: 'Chưa có hướng dẫn quyết toán kinh phí nhiệm vụ',
    raisedAt: at('2026-10-05T09:10'),
    ordinal: 1,
  },
  'extension-requested': {
    ...toAgency,
    kind: 'extension-requested',
    asOf: at('2026-12-14T15:00'),
    due: day('2026-12-17'),
    until: day('2026-12-22'),
    reason: 'chờ số liệu của các đơn vị trực thuộc',
  },
  'extension-waiting': {
    ...frame,
    kind: 'extension-waiting',
    asOf: at('2026-12-15T08:00'),
    requests: [
      {
        agency: 'Sở Tài chính',
        due: day('2026-12-17'),
        until: day('2026-12-22'),
        requestedAt: at('2026-12-14T15:00'),
        decideBy: day('2026-12-17'),
      },
    ],
    undecided: 'refused',
  },
  'review-waiting': {
    ...frame,
    kind: 'review-waiting',
    asOf: at('2026-12-18T08:00'),
    workingDays: 2,
    reports: [{ agency: 'Sở Tài chính', code: 'STC-2026-1-7K3FQ0', receivedAt: at('2026-12-16T16:20') }],
  },
  'letter-waiting': {
    ...frame,
    kind: 'letter-waiting',
    asOf: at('2026-12-22T08:00'),
    workingDays: 3,
    letters: [
      {
        id: '1b0f5f0e-6f0c-4c55-9d5c-0f2b1c1c8a11',
        title: 'Công văn về việc đôn đốc gửi báo cáo năm 2026',
        state: 'draft',
        since: at('2026-12-17T16:20'),
      },
      {
        id: '6b2cb4b5-5a55-47f9-8a5b-51c7d2d5ce12',
        title: 'Công văn về việc gia hạn gửi báo cáo của Sở Tài chính',
        state: 'unsigned',
        since: at('2026-12-16T09:00'),
      },
    ],
  },
  'obstacles-to-compile': {
    ...{ kind: 'obstacles-to-compile', plan: '', link: frame.link, asOf: at('2026-12-15T08:00') },
    ...{ words: 'quý IV năm 2026', unsettled: 3 },
  },
  'sending-waiting': {
    ...frame,
    kind: 'sending-waiting',
    asOf: at('2026-12-23T08:00'),
    receiver: 'Thủ tướng Chính phủ',
    due: day('2026-12-25'),
    workingDays: -2,
  },
  settled: {
    ...frame,
    kind: 'settled',
    asOf: at('2026-12-22T09:30'),
    agency: 'Sở Tài chính',
    settled: {
      outcome: 'reported',
      code: 'STC-2026-1-7K3FQ0',
      receivedAt: at('2026-12-22T09:30'),
      onTime: false,
      workingDaysLate: 3,
    },
    told: { dropped: true },
  },
  'delivery-failed': {
    ...toAgency,
    kind: 'delivery-failed',
    asOf: at('2026-12-14T08:01'),
    addresses: ['vanthu.stc@quangngai.gov.vn'],
    subject: '[Nhắc hạn] Báo cáo năm 2026, hạn 17/12/2026',
    reply: '550 5.1.1 User unknown',
  },
  'step-failed': {
    ...toAgency,
    kind: 'step-failed',
    asOf: at('2026-12-14T08:00'),
    step: 'remind-3',
    code: 'calendar.gap',
  },
  'room-link': {
    ...toPerson,
    kind: 'room-link',
    asOf: at('2026-12-14T08:00'),
    role: 'officer',
    by: 'Đồng chí Nguyễn Văn An, Sở Tài chính',
    due: day('2026-12-17'),
  },
  'approval-asked': {
    ...toPerson,
    kind: 'approval-asked',
    asOf: at('2026-12-16T14:00'),
    person: 'Phạm Văn Hòa',
    by: 'Lê Thị Mai',
    askedAt: at('2026-12-16T13:58'),
    due: day('2026-12-17'),
  },
  'approval-returned': {
    ...toPerson,
    kind: 'approval-returned',
    asOf: at('2026-12-16T15:00'),
    by: 'Phạm Văn Hòa',
    words: 'Phần III cần nêu rõ nguyên nhân.\nBổ sung số liệu của quý IV.',
    due: day('2026-12-17'),
  },
  'submission-code': {
    ...toPerson,
    kind: 'submission-code',
    asOf: at('2026-12-16T14:03'),
    person: 'Sở Tài chính',
    until: at('2026-12-16T14:18'),
    code: '0197a3c2-5b1e-7c44-9d0a-2f6c1e8b7a11',
    digits: '048213',
  },
  'contact-changed': {
    ...toPerson,
    kind: 'contact-changed',
    asOf: at('2026-12-10T09:00'),
    person: 'Phạm Văn Hòa',
    role: 'focal',
    by: 'Đồng chí Lê Thị Mai, Sở Tài chính',
    changedAt: at('2026-12-10T08:58'),
    contact: { name: 'Lê Thị Mai', email: 'mai@stc.example' },
    before: { name: 'Nguyễn Văn An', email: 'an@stc.example' },
  },
} satisfies { [K in LetterKind]: LetterOf<K> };

/** A letter of a kind, with some of its facts replaced. */
export function givenLetter<K extends LetterKind>(kind: K, facts: Partial<LetterOf<K>> = {}): LetterOf<K> {
  return { ...(letters as unknown as { [P in LetterKind]: LetterOf<P> })[kind], ...facts };
}

/** One letter of each kind. */
export const everyLetter: readonly Letter[] = Object.values(letters);
