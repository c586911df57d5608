import type { ReportContent } from '../../domain/form.ts';
import { submitReport } from '../../office/submit-report.ts';
import type { Db } from '../../store/connection.ts';
import { vn } from './clock.ts';
import { givenCycle } from './cycle.ts';
import { givenAgency } from './people.ts';
import { givenReport } from './report.ts';

/** What an agency told the year before: words, results and figures of every kind. */
export const reportOfLastYear = (): ReportContent => ({
  ...givenReport({ I: 'Năm trước: đã quán triệt Kết luận số 69-KL/TW.', V: 'Đề nghị hướng dẫn khoán chi.' }),
  indicators: {
    '1.1': { value: 12_500.5 },
    '1.2': { value: 640 },
    '2.1': { value: 4 },
    '2.2': { value: 6 },
    '6.1': { value: 1200 },
    '6.2': { value: 900 },
    '6.5': { value: true },
  },
});

/** The sample's cycles of 2025 and 2026, an agency's report of 2025 sent; answers the cycle of 2026. */
export async function givenTwoYears(db: Db, agencies: readonly string[] = ['STC']): Promise<string> {
  const [before, now] = [await givenCycle(db, { year: 2025 }), await givenCycle(db)];
  for (const code of agencies) {
    const { obligation, actor } = await givenAgency(db, before, code);
    const at = vn('2025-12-10 08:00');
    await submitReport(db, { obligation, actor, attempt: crypto.randomUUID(), at, report: reportOfLastYear() });
  }
  return now;
}
