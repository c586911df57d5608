import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import { onTimeBecause } from '../../domain/receipt.ts';
import type { PaperReport } from '../../domain/paper-report.ts';
import type { Receipt } from '../../domain/receipt.ts';
import { Day, Exactly, Moment, Sha256, Uuid } from './shapes.ts';

export const PaperChannel = Type.Enum(['paper', 'document-system'], {
  description: 'Văn bản giấy, hoặc qua Hệ thống quản lý văn bản và điều hành.',
});

/** How a report came, when not on the system; Sở recorded it in the agency's name. */
export const PaperBody = Exactly({
  channel: PaperChannel,
  number: Type.String({ examples: ['125/BC-STC'] }),
  receivedOn: Day,
  recordedAt: Moment,
});

export const paperBody = ({ channel, number, receivedOn, recordedAt }: PaperReport): Static<typeof PaperBody> => ({
  ...{ channel, number },
  ...{ receivedOn: receivedOn.toString(), recordedAt: recordedAt.toString() },
});

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
    paper: Type.Optional(PaperBody),
  },
  'Xác nhận tiếp nhận: thời điểm nhận quyết định đúng hạn hay không.',
);

export function receiptBody({ outage, paper, ...receipt }: Receipt): Static<typeof ReceiptBody> {
  const because = onTimeBecause({ ...receipt, ...(outage && { outage }) });
  return {
    ...receipt,
    receivedAt: receipt.receivedAt.toString(),
    due: receipt.due.toString(),
    ...(because && { because }),
    ...(paper && { paper: paperBody(paper) }),
    ...(outage && { outage: { beganAt: outage.beganAt.toString(), endedAt: outage.endedAt.toString() } }),
  };
}
