import { usualLetterPress } from '../domain/letter-presses.ts';
import type { Regime, StatedDate } from '../domain/regime.ts';

const stated = (monthDay: string, roll: StatedDate['roll'], basis = ''): StatedDate => ({
  monthDay,
  wording: 'by',
  roll,
  basis,
});

/** What a new regime begins with: a year's report with a short ladder, to be filled in. */
export const regimeTemplate: Omit<Regime, 'plan' | 'form' | 'focalAgency'> = {
  id: '',
  frequency: 'year',
  subjects: ['department', 'ward', 'commune', 'special-zone'],
  components: {
    name: '',
    content: '',
    subjects: '',
    receiver: '',
    method: 'Gửi trên hệ thống này qua liên kết trong thư đề nghị',
    deadline: '',
    frequency: '',
    cutOff: '',
    outline: '',
    tables: '',
    procedure: '',
  },
  cutOff: stated('12-14', 'keep', 'NĐ 09/2019 Đ.12'),
  due: stated('12-17', 'forward'),
  sendUp: stated('12-25', 'back', 'NĐ 09/2019 Đ.13'),
  extensionLimit: stated('12-22', 'back'),
  openingLead: 30,
  notice: 15,
  late: { policy: 'accept' },
  graceHours: 0,
  outageHours: 8,
  extension: { press: [{ workingDays: -1, to: ['officer', 'leader'] }], undecided: 'refused' },
  review: { press: [{ workingDays: 2, to: ['officer'] }] },
  letters: { press: usualLetterPress },
  ladder: [
    {
      rung: 'request',
      kind: 'request',
      when: { workingDays: -20 },
      time: '08:00',
      to: ['focal', 'head', 'mailbox'],
      basis: '',
    },
    { rung: 'remind-3', kind: 'remind', when: { workingDays: -3 }, time: '08:00', to: ['focal', 'head'], basis: '' },
    { rung: 'urge-1', kind: 'urge', when: { workingDays: 1 }, time: '08:00', to: ['head', 'mailbox'], basis: '' },
    {
      rung: 'flag-missing',
      kind: 'flag',
      when: { workingDays: 1 },
      time: '08:00',
      to: ['officer', 'leader'],
      basis: '',
    },
    {
      rung: 'compile-final',
      kind: 'compile',
      when: { monthDay: '12-23', roll: 'forward' },
      time: '15:00',
      to: ['officer', 'leader'],
      basis: '',
    },
    { rung: 'close', kind: 'close', when: { monthDay: '12-31', roll: 'back' }, time: '17:00', to: [], basis: '' },
  ],
};
