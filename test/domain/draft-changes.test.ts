import { expect, test } from 'vitest';
import { changesBetween } from '../../domain/draft-changes.ts';
import type { ReportContent } from '../../domain/form.ts';

const asked: ReportContent = {
  sections: { I: 'Đã quán triệt.', III: 'Không.' },
  tasks: { 'II.1.a': { state: 'under_way', percent: 40, result: 'Đang làm.' } },
  indicators: { '2.1': { value: 4 }, '2.2': { value: 7 } },
};

test('a draft that is the same, or has other spaces at its ends, has not changed', () => {
  const same = { ...asked, sections: { I: 'Đã quán triệt. ', III: 'Không.', V: '  ' } };
  expect(changesBetween(asked, same)).toEqual({ sections: [], tasks: [], indicators: [] });
});

test('each changed section, task and figure is named, those that are gone too', () => {
  const now: ReportContent = {
    sections: { I: 'Đã quán triệt, phổ biến.', III: 'Không.' },
    tasks: { 'II.1.a': { state: 'done', percent: 100, result: 'Đang làm.' } },
    indicators: { '2.1': { value: 4, estimated: true } },
  };
  expect(changesBetween(asked, now)).toEqual({ sections: ['I'], tasks: ['II.1.a'], indicators: ['2.1', '2.2'] });
});
