import { expect, test } from 'vitest';
import { runEditing } from '../../web/components/run-editing.ts';
import { givenReport } from '../documents/given-report.ts';

test('a run names the paragraphs to look at again and what was left out, each with its way back', async () => {
  const report = givenReport({
    staleSyntheses: [{ place: 'II.2.đ', title: 'Cải cách hành chính' }],
    excluded: [
      { agency: 'Sở Nội vụ', reason: 'Trùng <nội dung>.', place: 'I', title: 'Công tác chỉ đạo' },
      { agency: 'Sở Y tế', reason: 'Của năm trước.' },
    ],
  });
  const page = await runEditing(report, 'kl69-nam/2026');
  const words = page ? page.toString() : '';
  expect(words).toContain('<a href="/cycles/kl69-nam/2026/synthesis/II.2.%C4%91">II.2.đ. Cải cách hành chính</a>');
  expect(words).toContain('mục I</a>: Trùng &lt;nội dung&gt;.');
  expect(words).toContain('Sở Y tế, cả báo cáo: Của năm trước.');
  expect(words).toContain('2 nguồn không đưa vào');
});

test('a run without either says nothing', () => {
  expect(runEditing(givenReport(), 'kl69-nam/2026')).toBe(false);
});
