import type { Regime, Rung, StatedDate } from '../../domain/regime.ts';
import { activateRegime } from '../../office/activate-regime.ts';
import { draftRegime } from '../../office/draft-regime.ts';
import type { Db } from '../../store/connection.ts';
import { regime as sample } from '../domain/given-calendar.ts';
import { givenStaff } from './people.ts';

/** The sample without its receivers' own dates, which are of the year. */
const { sendings: _, ...yearly } = sample;

/** A date that is stated "trước ngày …" in a plan, counted from the month in which the term ends. */
const before = (day: number, basis: string, monthsAfter = 0): StatedDate => ({
  day,
  monthsAfter,
  wording: 'before',
  roll: 'forward',
  basis,
});

const lastRungs: readonly Rung[] = [
  {
    rung: 'compile-final',
    kind: 'compile',
    when: { workingDays: 1 },
    time: '15:00',
    to: ['officer', 'leader'],
    basis: '',
  },
  { rung: 'close', kind: 'close', when: { workingDays: 10 }, time: '17:00', to: [], basis: '' },
];

const firstRungs: readonly Rung[] = [
  { rung: 'request', kind: 'request', when: { workingDays: -5 }, time: '08:00', to: ['focal'], basis: 'Đề nghị' },
  { rung: 'remind-1', kind: 'remind', when: { workingDays: -1 }, time: '08:00', to: ['focal'], basis: 'Nhắc' },
  { rung: 'urge-1', kind: 'urge', when: { workingDays: 1 }, time: '08:00', to: ['head'], basis: 'Đôn đốc' },
];

/** Sơn La, QĐ 2954/QĐ-UBND of 2025, part V, as published: who reports when, and when the focal agency sends on. */
export const sonLa = {
  source: 'Kế hoạch kèm theo Quyết định 2954/QĐ-UBND năm 2025 của UBND tỉnh Sơn La, phần V',
  contributors:
    'Định kỳ hàng tháng (trước ngày 16 hàng tháng), 6 tháng (trước ngày 16/6), tổng kết năm (trước ngày 20/11 hàng năm) hoặc khi có yêu cầu báo cáo tình hình thực hiện Kế hoạch, gửi Sở Công thương tổng hợp báo cáo Tỉnh ủy, HĐND, UBND tỉnh.',
  focal:
    'Sở Công Thương tổng hợp báo cáo Tỉnh ủy, HĐND, UBND tỉnh về tình hình thực hiện Kế hoạch này định kỳ hàng tháng (trước ngày 18 hàng tháng), 6 tháng (trước ngày 18/5), tổng kết năm (trước ngày 30/11 hàng năm) hoặc khi có yêu cầu báo cáo đột xuất.',
} as const;

const sonLaCommon: Regime = {
  ...yearly,
  notice: 5,
  openingLead: 7,
  ladder: [...firstRungs, ...lastRungs],
};

const cutOffAt = (stated: StatedDate, day: number): StatedDate => ({ ...stated, day, wording: 'by', roll: 'keep' });

function sonLaRegime(frequency: Regime['frequency'], due: StatedDate, sendUp: StatedDate, cutOffDay: number): Regime {
  return {
    ...sonLaCommon,
    id: `xk-${frequency}`,
    frequency,
    ...(frequency === 'half' && { parts: [1] }),
    cutOff: cutOffAt(due, cutOffDay),
    due,
    sendUp,
    extensionLimit: due,
  };
}

/** The plan's three regimes with the dates of its two sentences; the ladder around them is ours. */
export const sonLaMonthly = sonLaRegime('month', before(16, sonLa.contributors), before(18, sonLa.focal), 11);
export const sonLaHalf = sonLaRegime('half', before(16, sonLa.contributors), before(18, sonLa.focal, -1), 11);
export const sonLaYearly = sonLaRegime('year', before(20, sonLa.contributors, -1), before(30, sonLa.focal, -1), 14);

/** A regime of each quarter beside the yearly one: due on the 18th of its last month, sent up on the 24th. */
export const quarterly: Regime = {
  ...yearly,
  id: 'xk-quy',
  frequency: 'quarter',
  components: { ...yearly.components, name: 'Báo cáo quý về kết quả thực hiện Kế hoạch' },
  notice: 5,
  openingLead: 10,
  cutOff: { day: 14, monthsAfter: 0, wording: 'by', roll: 'keep', basis: 'NĐ 09/2019 Đ.12' },
  due: { day: 18, monthsAfter: 0, wording: 'by', roll: 'forward', basis: 'Kế hoạch' },
  sendUp: { day: 25, monthsAfter: 0, wording: 'by', roll: 'back', basis: 'NĐ 09/2019 Đ.13' },
  extensionLimit: { day: 18, monthsAfter: 0, wording: 'by', roll: 'forward', basis: 'Không gia hạn' },
  ladder: [...firstRungs, ...lastRungs],
};

/** A regime of each month, due on the 10th and sent up by the 17th. */
export const monthly: Regime = {
  ...quarterly,
  id: 'xk-thang',
  frequency: 'month',
  cutOff: { ...quarterly.cutOff, day: 5, basis: 'Kế hoạch' },
  due: { ...quarterly.due, day: 10 },
  sendUp: { ...quarterly.sendUp, day: 17 },
  extensionLimit: { ...quarterly.extensionLimit, day: 10 },
  components: { ...quarterly.components, name: 'Báo cáo tháng về kết quả thực hiện Kế hoạch' },
};

/** A regime in force beside the sample's: drafted by an officer, activated by a leader. */
export async function givenRegime(db: Db, policy: Regime, at: Temporal.Instant): Promise<string> {
  const leader = (await givenStaff(db, 'leader')).actor;
  await draftRegime(db, { policy, reason: 'Kế hoạch số 1/KH-UBND', actor: leader, at });
  await activateRegime(db, { regime: policy.id, seen: 1, actor: leader, at });
  return policy.id;
}
