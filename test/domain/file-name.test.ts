import { expect, test } from 'vitest';
import { keptName } from '../../domain/file-name.ts';

test.each([
  { given: 'Báo cáo (đã ký).pdf', kept: 'Báo cáo (đã ký).pdf' },
  { given: ' a.pdf ', kept: 'a.pdf' },
  { given: 'Ba\u0301o ca\u0301o.pdf', kept: 'Báo cáo.pdf' },
  { given: '../../etc/a.pdf', kept: 'a.pdf' },
  { given: 'C:\\Báo cáo\\a.pdf', kept: 'a.pdf' },
  { given: 'x'.repeat(200), kept: 'x'.repeat(200) },
  { given: 'x'.repeat(201), kept: undefined },
  { given: '', kept: undefined },
  { given: ' ', kept: undefined },
  { given: 'thư mục/', kept: undefined },
  { given: 'a\0b.pdf', kept: undefined },
  { given: 'a\r\nb.pdf', kept: undefined },
  { given: 'a\ud800b.pdf', kept: undefined },
])('a file that comes as $given is kept as $kept', ({ given, kept }) => {
  expect(keptName(given)).toBe(kept);
});
