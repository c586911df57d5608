import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { OutageView } from '../../office/read-outages.ts';
import { AgencyName, CycleName, Day, Exactly, Moment, Uuid } from './shapes.ts';

/** A time in which nothing could be received. */
export const OutageBody = Exactly({
  id: Uuid,
  beganAt: Moment,
  endedAt: Moment,
  notedAt: Moment,
  deadlines: Type.Array(
    Exactly({
      cycle: CycleName,
      due: Day,
      agencies: Type.Integer({ description: 'Số cơ quan có hạn gửi đó.' }),
    }),
    { description: 'Các hạn gửi rơi vào thời gian gián đoạn.' },
  ),
  saved: Type.Array(
    Exactly({
      submission: Uuid,
      code: Type.String(),
      cycle: CycleName,
      agency: AgencyName,
      receivedAt: Moment,
      due: Day,
    }),
    { description: 'Các báo cáo gửi sau hạn nhưng đúng hạn do lần gián đoạn này.' },
  ),
});

export const outageBody = ({
  id,
  beganAt,
  endedAt,
  notedAt,
  deadlines,
  saved,
}: OutageView): Static<typeof OutageBody> => ({
  id,
  beganAt: beganAt.toString(),
  endedAt: endedAt.toString(),
  notedAt: notedAt.toString(),
  deadlines: deadlines.map(({ cycle, due, agencies }) => ({ cycle, due: due.toString(), agencies })),
  saved: saved.map((each) => ({ ...each, receivedAt: each.receivedAt.toString(), due: each.due.toString() })),
});
