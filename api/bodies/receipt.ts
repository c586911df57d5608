import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
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
    sha256: Sha256,
  },
  'Xác nhận tiếp nhận: thời điểm nhận quyết định đúng hạn hay không.',
);

export const receiptBody = (receipt: Receipt): Static<typeof ReceiptBody> => ({
  ...receipt,
  receivedAt: receipt.receivedAt.toString(),
  due: receipt.due.toString(),
});
