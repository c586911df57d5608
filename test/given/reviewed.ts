import { randomUUID } from 'node:crypto';
import type { ReportContent } from '../../domain/form.ts';
import { submitReport } from '../../office/submit-report.ts';
import type { Db } from '../../store/connection.ts';
import { vn } from './clock.ts';
import { givenCycle } from './cycle.ts';
import { givenAgency, givenStaff } from './people.ts';
import { givenReport } from './report.ts';

/** An agency that has sent its report on 10/12/2026, and an officer who reviews it. */
export async function givenReceived(db: Db, report: ReportContent = givenReport()) {
  const cycle = await givenCycle(db);
  const agency = await givenAgency(db, cycle);
  const officer = await givenStaff(db, 'officer');
  const submit = async (at: string, content: ReportContent = givenReport()) => {
    const { obligation, actor } = agency;
    const attempt = randomUUID();
    return (await submitReport(db, { obligation, report: content, attempt, actor, at: vn(at) })).submission;
  };
  return { cycle, agency, officer, submit, submission: await submit('2026-12-10 08:00', report) };
}
