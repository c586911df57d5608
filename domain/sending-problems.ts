import { sameReceiver } from './receiver-dues.ts';
import { receiversOf } from './receivers.ts';
import type { Problem } from './refusal.ts';
import type { Press, Recipient, Regime } from './regime.ts';

/**
 * What must be mended in a regime's sendings before it can be stored: a date for somebody who is no receiver, or two for
 * one; reminders to people who are not of the focal agency. Its dates are looked at with the regime's others.
 */
export function sendingProblems(regime: Regime): Problem[] {
  const { dates = [], press = [], daily } = regime.sendings ?? {};
  const receivers = receiversOf(regime);
  return [
    ...dates.flatMap(({ receiver }, place) => {
      const field = `sendings.dates.${place}.receiver`;
      if (!receivers.some((each) => sameReceiver(each, receiver))) {
        return [{ field, message: `“${receiver}” không phải nơi nhận báo cáo tổng hợp của chế độ này.` }];
      }
      const first = dates.findIndex((each) => sameReceiver(each.receiver, receiver));
      return first < place ? [{ field, message: `“${receiver}” đã có hạn gửi riêng.` }] : [];
    }),
    ...press.flatMap((each, place) => pressProblems(each, `sendings.press.${place}`)),
    ...(daily ? nobody(daily, 'sendings.daily') : []),
  ];
}

const pressProblems = ({ workingDays, to }: Press, field: string): Problem[] => [
  ...(workingDays > 0
    ? [
        {
          field: `${field}.workingDays`,
          message: 'Sau hạn, việc gửi được nhắc mỗi ngày làm việc; chỉ ghi số ngày trước hạn.',
        },
      ]
    : []),
  ...nobody(to, `${field}.to`),
];

const nobody = (to: readonly Recipient[], field: string): Problem[] =>
  to.length > 0 && to.every((who) => who === 'officer' || who === 'leader')
    ? []
    : [{ field, message: 'Việc gửi cấp trên chỉ nhắc chuyên viên và lãnh đạo của cơ quan đầu mối.' }];
