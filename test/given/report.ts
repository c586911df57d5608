import type { ReportContent } from '../../domain/form.ts';

/** A report that lacks nothing; a test changes the part that it is about. */
export const givenReport = (sections: Record<string, string> = {}): ReportContent => ({
  sections: {
    I: 'Đã quán triệt Kết luận số 69-KL/TW đến toàn thể công chức.',
    III: 'Không.',
    IV: 'Tiếp tục thực hiện các nhiệm vụ được giao.',
    ...sections,
  },
  tasks: {
    'II.1.a': { state: 'done', percent: 100, result: 'Ban hành kế hoạch của Sở.' },
    'II.1.b': { state: 'under_way', percent: 40, result: '' },
  },
});
