import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import { onTimeBecause } from '../../domain/receipt.ts';
import type { Receipt } from '../../domain/receipt.ts';
import { Day, Exactly, Moment, Sha256, Uuid } from './shapes.ts';

/** What an agency gets for a report that is stored. */
export const ReceiptBody = Exactly(
  {
    submission: Uuid,
    code: Type.String({ examples: ['STC-2026-1-7K3FQ0'] }),
    version: Type.Integer(),
    receivedAt: Moment,
    due: Day,
    onTime: Type.Boolean(),
    workingDaysLate: Type.Integer(),
    because: Type.Optional(
      Type.Enum(['grace', 'outage'], {
        description: 'Vì sao gửi sau hạn mà vẫn đúng hạn: thời gian châm chước của chế độ, hoặc hệ thống gián đoạn.',
      }),
    ),
    outage: Type.Optional(Exactly({ beganAt: Moment, endedAt: Moment })),
    sha256: Sha256,
  },
  'Xác nhận tiếp nhận: thời điểm nhận quyết định đúng hạn hay không.',
);

export function receiptBody({ outage, ...receipt }: Receipt): Static<typeof ReceiptBody> {
  const because = onTimeBecause({ ...receipt, ...(outage && { outage }) });
  return {
    ...receipt,
    receivedAt: receipt.receivedAt.toString(),
    due: receipt.due.toString(),
    ...(because && { because }),
    ...(outage && { outage: { beganAt: outage.beganAt.toString(), endedAt: outage.endedAt.toString() } }),
  };
}
