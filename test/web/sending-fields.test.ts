import { expect, test } from 'vitest';
import { fieldNamed, fieldsOf, policyOf } from '../../web/regime-fields.ts';
import { sendingFields, sendingsOf } from '../../web/sending-fields.ts';
import { regime } from '../domain/given-calendar.ts';

test('the receivers’ own dates, and who is reminded, come back from the form as they went in', () => {
  const sendings = {
    ...regime.sendings,
    press: [{ workingDays: -3, to: ['leader' as const] }],
    daily: ['leader' as const],
  };
  expect(sendingsOf(sendingFields(sendings))).toEqual({ sendings });
  expect(sendingsOf(sendingFields())).toEqual({});
  expect(policyOf(fieldsOf(regime))).toMatchObject({ sendings: regime.sendings });
});

test('a row without a receiver is none, and one that is added is a date more', () => {
  const fields = { ...sendingFields(regime.sendings), 'sendings.dates.0.receiver': ' ' };
  const added = {
    ...{ 'sendings.dates.2.receiver': 'Tỉnh ủy', 'sendings.dates.2.date.way': 'year' },
    ...{ 'sendings.dates.2.date.value': '22/12', 'sendings.dates.2.date.wording': 'by' },
    ...{ 'sendings.dates.2.date.roll': 'back', 'sendings.dates.2.date.basis': '' },
  };
  expect(sendingsOf({ ...fields, ...added })).toMatchObject({
    sendings: { dates: [{ receiver: 'Thủ tướng Chính phủ' }, { receiver: 'Tỉnh ủy', date: { monthDay: '12-22' } }] },
  });
});

test('a problem of a receiver’s date leads to its field', () => {
  expect(fieldNamed('sendings.dates.0.date.day', {})).toBe('sendings.dates.0.date.value');
  expect(fieldNamed('sendings.dates.0', {})).toBe('sendings.dates.0.date.value');
});
