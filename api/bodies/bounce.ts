import { Type } from '@fastify/type-provider-typebox';
import { Exactly } from './shapes.ts';

/** What a mail service reports of one letter, for services that post events and not the returned mail itself. */
export const BounceEvent = Exactly({
  address: Type.String({ pattern: '^[^\\s@<>]{1,64}@[^\\s@<>]{1,255}$', examples: ['daumoi.stc@quangngai.example'] }),
  messageId: Type.String({
    pattern: '^<?[^\\s<>]{1,250}>?$',
    description: 'Message-ID của thư đã gửi, có hoặc không có dấu ngoặc nhọn.',
  }),
  kind: Type.Enum(['hard', 'soft'], { description: 'hard: không thể gửi đến địa chỉ này; soft: tạm thời chưa nhận.' }),
  final: Type.Optional(
    Type.Boolean({ description: 'Máy chủ thư đã thôi thử gửi thư này; không ghi thì theo `hard`.' }),
  ),
  status: Type.Optional(Type.String({ pattern: '^[245]\\.\\d{1,3}\\.\\d{1,3}$', examples: ['5.1.1'] })),
  diagnostic: Type.Optional(Type.String({ maxLength: 2000, examples: ['550 5.1.1 User unknown'] })),
});

/** A returned mail, as it arrived. */
export const ReturnedMessage = Type.String({ description: 'Nguyên văn thư trả về (RFC 5322), tối đa 1 MB.' });

export const SignedHeaders = Type.Object({
  'x-dondoc-timestamp': Type.String({ maxLength: 20, description: 'Giây tính từ 1970; lệch không quá 5 phút.' }),
  'x-dondoc-signature': Type.String({
    maxLength: 100,
    description: '`sha256=` và HMAC-SHA256 (hex) của `<timestamp>.<nội dung>` với BOUNCE_HOOK_SECRET.',
  }),
});

export const BounceOutcome = Exactly({
  outcome: Type.Enum(['recorded', 'repeated', 'unmatched', 'ignored', 'for_people'], {
    description:
      'recorded: đã ghi; repeated: đã ghi từ trước; unmatched: không khớp thư nào; ignored: trả lời tự động; for_people: không phải báo trả thư.',
  }),
  letters: Type.Integer({ description: 'Số lượt thư trong sổ thư mà thư trả về nói đến.' }),
});
