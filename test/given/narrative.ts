import { excludeSource } from '../../office/exclude-source.ts';
import { saveSynthesis } from '../../office/save-synthesis.ts';
import type { SaveSynthesis } from '../../office/save-synthesis.ts';
import { submitReport } from '../../office/submit-report.ts';
import type { Db } from '../../store/connection.ts';
import { vn } from './clock.ts';
import { givenAgency, givenStaff } from './people.ts';
import { givenReport } from './report.ts';

/** Reports of three agencies in an open cycle, with different words in section I, and an officer who edits them. */
export async function givenNarrative(db: Db, cycle: string, words: Record<string, string> = situations) {
  const officer = await givenStaff(db, 'officer');
  const { actor } = officer;
  const report = async (agency: string, text: string, at = '2026-12-10 08:00') => {
    const { obligation, actor: by } = await givenAgency(db, cycle, agency);
    const sent = { obligation, actor: by, attempt: crypto.randomUUID(), report: givenReport({ I: text }) };
    return (await submitReport(db, { ...sent, at: vn(at) })).code;
  };
  const receipts: Record<string, string> = {};
  for (const [agency, text] of Object.entries(words)) receipts[agency] = await report(agency, text);
  return {
    ...{ officer, receipts, report },
    save: (save: Partial<SaveSynthesis>, at = '2026-12-11 08:00') =>
      saveSynthesis(db, {
        ...{ cycle, place: 'I', text: 'Toàn tỉnh đã quán triệt.', keepSources: false, seen: 0, actor, at: vn(at) },
        ...save,
      }),
    exclude: (agency: string, place?: string, reason = 'Trùng nội dung.', at = '2026-12-11 08:00') =>
      excludeSource(db, { cycle, agency, place, reason, actor, at: vn(at) }),
  };
}

const situations = {
  STC: 'Đã quán triệt Kết luận đến toàn thể công chức.',
  SNV: 'Tổ chức 2 lớp tập huấn.',
  SYT: 'Ban hành kế hoạch của ngành.',
};
