import { Type } from '@fastify/type-provider-typebox';
import { Exactly, Words } from './shapes.ts';

/** A regime's id, which names its cycles too: `kl69-nam`. */
export const RegimeName = Type.String({
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  minLength: 1,
  maxLength: 40,
  examples: ['kl69-nam'],
});

export const ByRegime = Type.Object({ id: RegimeName });

const AgencyKind = Type.Enum(['department', 'unit', 'district', 'ward', 'commune', 'special-zone']);
const Roll = Type.Enum(['forward', 'keep', 'back'], {
  description: 'Khi trùng ngày nghỉ: lùi sang ngày làm việc kế tiếp, giữ nguyên, hoặc đưa lên ngày làm việc trước.',
});
const Basis = Type.String({ maxLength: 500, description: 'Căn cứ pháp lý hoặc lý do.' });

/** One way of the two is to be used; the regime's own check says so in words, which a union of shapes could not. */
const dayOfTerm = {
  monthDay: Type.Optional(
    Type.String({ pattern: '^(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', description: 'Ngày của năm: 12-17.' }),
  ),
  day: Type.Optional(Type.Integer({ minimum: 1, maximum: 31 })),
  monthsAfter: Type.Optional(
    Type.Integer({ minimum: -12, maximum: 12, description: 'Số tháng sau tháng cuối của kỳ: 0 là chính tháng đó.' }),
  ),
};

const StatedDate = Exactly({
  ...dayOfTerm,
  wording: Type.Enum(['before', 'by'], { description: 'trước ngày | chậm nhất ngày' }),
  roll: Roll,
  basis: Basis,
});

const Recipients = Type.Array(Type.Enum(['head', 'focal', 'mailbox', 'officer', 'leader']), {
  maxItems: 5,
  uniqueItems: true,
});

const Press = Exactly({ workingDays: Type.Integer({ minimum: -60, maximum: 60 }), to: Recipients });

const Rung = Exactly({
  rung: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$', description: 'Mã bậc, duy nhất trong chế độ.' }),
  kind: Type.Enum(['request', 'remind', 'urge', 'flag', 'escalate', 'compile', 'close']),
  when: Exactly({
    workingDays: Type.Optional(
      Type.Integer({
        minimum: -250,
        maximum: 250,
        description: 'Ngày làm việc so với hạn của cơ quan; âm là trước hạn.',
      }),
    ),
    ...dayOfTerm,
    roll: Type.Optional(Roll),
  }),
  time: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', examples: ['08:00'] }),
  to: Recipients,
  follows: Type.Optional(Type.Enum(['correction'])),
  basis: Basis,
});

const Components = Exactly({
  name: Words(500),
  content: Words(4000),
  subjects: Words(1000),
  receiver: Words(1000),
  method: Words(2000),
  deadline: Words(1000),
  frequency: Words(500),
  cutOff: Words(1000),
  outline: Words(1000),
  tables: Words(1000),
  procedure: Words(2000),
});

/** A regime's policy: the eleven components of NĐ 09/2019 Đ.7, its dates and its ladder. */
export const RegimePolicy = Exactly({
  id: RegimeName,
  plan: Type.String({ minLength: 1, maxLength: 100 }),
  form: Type.String({ minLength: 1, maxLength: 100, description: 'Mã đề cương, biểu mẫu.' }),
  frequency: Type.Enum(['year', 'half', 'quarter', 'month', 'once']),
  focalAgency: Type.String({ minLength: 1, maxLength: 40 }),
  subjects: Type.Array(AgencyKind, { maxItems: 6, uniqueItems: true }),
  components: Components,
  parts: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 12 }), { maxItems: 12, uniqueItems: true })),
  once: Type.Optional(Exactly({ from: Type.String({ format: 'date' }), to: Type.String({ format: 'date' }) })),
  cutOff: StatedDate,
  due: StatedDate,
  dueOf: Type.Optional(
    Exactly({
      department: Type.Optional(StatedDate),
      unit: Type.Optional(StatedDate),
      district: Type.Optional(StatedDate),
      ward: Type.Optional(StatedDate),
      commune: Type.Optional(StatedDate),
      'special-zone': Type.Optional(StatedDate),
    }),
  ),
  sendUp: StatedDate,
  receivers: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
      ...{ minItems: 1, maxItems: 10 },
      description: 'Nơi nhận báo cáo tổng hợp; không ghi thì gửi Thủ tướng Chính phủ, Bộ Khoa học và Công nghệ.',
    }),
  ),
  sendings: Type.Optional(
    Exactly(
      {
        dates: Type.Optional(
          Type.Array(Exactly({ receiver: Type.String({ minLength: 1, maxLength: 200 }), date: StatedDate }), {
            maxItems: 10,
          }),
        ),
        press: Type.Optional(Type.Array(Press, { maxItems: 10 })),
        daily: Type.Optional(Press.properties.to),
      },
      'Hạn gửi riêng của từng nơi nhận, và ai được nhắc cho đến khi ghi nhận đã gửi.',
    ),
  ),
  extensionLimit: StatedDate,
  openingLead: Type.Integer({ minimum: 0, maximum: 250 }),
  notice: Type.Integer({ minimum: 0, maximum: 250 }),
  late: Exactly({
    policy: Type.Enum(['accept', 'lock']),
    workingDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 250 })),
  }),
  graceHours: Type.Integer({ minimum: 0, maximum: 720 }),
  outageHours: Type.Integer({ minimum: 0, maximum: 240 }),
  extension: Exactly({
    press: Type.Array(Press, { maxItems: 10 }),
    undecided: Type.Enum(['refused', 'granted']),
  }),
  review: Exactly({ press: Type.Array(Press, { maxItems: 10 }) }),
  letters: Type.Optional(
    Exactly(
      { press: Type.Array(Press, { maxItems: 10 }) },
      'Ai được nhắc khi công văn đã dự thảo mà chưa duyệt, chưa ban hành hoặc chưa có bản ký số.',
    ),
  ),
  ladder: Type.Array(Rung, { maxItems: 60 }),
});
