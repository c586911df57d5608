import type { Call } from '../demo/api-client.ts';
import { seeded } from '../demo/seeded.ts';
import type { Diary, Span } from './diary.ts';
import { isOvertakenByFacts } from './patient-call.ts';
import { dateIn } from './policy.ts';
import type { Policy } from './policy.ts';
import type { WallCalendar } from './wall-calendar.ts';

interface ObligationAnswer {
  id: string;
  agency: { code: string };
  state: string;
  receipt?: { submission: string; version: number; code: string };
}

interface ExtensionAnswer {
  id: string;
  agency: { code: string };
  until: string;
  decision?: unknown;
}

export interface OfficerOptions {
  call: Call;
  seed: string;
  policy: Policy;
  calendar: WallCalendar;
  year: number;
  diary: Diary;
  now: () => Temporal.Instant;
}

/** The focal agency's officer: reviews, returns, decides on extensions, excuses; notes between which instants each was done. */
export function createOfficer({ call, seed, policy, calendar, year, diary, now }: OfficerOptions) {
  const cycle = `${policy.id}/${year}`;
  const chance = (about: string): number => seeded(`${seed}/officer/${about}`)();
  const limit = dateIn(policy.sendUp, year, calendar);

  /** Does it, again if need be; undefined when it was refused because the facts had changed. */
  const spanOf = async (work: () => Promise<unknown>): Promise<Span | undefined> => {
    const from = now();
    try {
      await work();
      return { from, to: now() };
    } catch (error) {
      if (isOvertakenByFacts(error)) return undefined;
      throw error;
    }
  };

  const review = async ({ agency, receipt }: ObligationAnswer): Promise<void> => {
    if (!receipt) return;
    const { code, submission } = receipt;
    const today = now().toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate();
    const due = calendar.step(today, 1 + Math.floor(3 * chance(`${agency.code}/correction`)));
    const returns = receipt.version === 1 && chance(`${agency.code}/return`) < 0.35;
    if (returns && Temporal.PlainDate.compare(due, limit) <= 0) {
      const correctionDue = due.toString();
      const reasons = [{ field: 'sections.III', message: 'Chưa nêu rõ nguyên nhân chủ quan; đề nghị bổ sung.' }];
      const span = await spanOf(() => call('POST', `/submissions/${submission}/return`, { reasons, correctionDue }));
      if (span) diary.add({ kind: 'review', agency: agency.code, code, verdict: 'returned', span, correctionDue });
    } else {
      const span = await spanOf(() => call('POST', `/submissions/${submission}/accept`));
      if (span) diary.add({ kind: 'review', agency: agency.code, code, verdict: 'accepted', span });
    }
  };

  const decide = async ({ id, agency, until }: ExtensionAnswer): Promise<void> => {
    const decision = chance(`${agency.code}/extension`) < 0.6 ? 'granted' : 'refused';
    const words = decision === 'granted' ? '1520/SKHCN-VP' : 'Thời hạn báo cáo Bộ không cho phép gia hạn thêm.';
    const span = await spanOf(() => call('POST', `/extensions/${id}/decision`, { decision, words }));
    if (!span) return;
    diary.add({ kind: 'decided', agency: agency.code, id, span, ...(decision === 'granted' && { until }) });
  };

  const excuse = async ({ id, agency }: ObligationAnswer): Promise<void> => {
    if (chance(`${agency.code}/excuse`) >= 0.06) return;
    const reason = 'Đơn vị mới thành lập trong tháng, chưa phát sinh nhiệm vụ.';
    const span = await spanOf(() => call('POST', `/obligations/${id}/excuse`, { reason }));
    if (span) diary.add({ kind: 'excused', agency: agency.code, span });
  };

  let hasExcused = false;
  return {
    /** The agencies that owe a report, when the cycle has opened. */
    async agencies(): Promise<string[]> {
      const cycles = await call<unknown[]>('GET', '/cycles');
      if (cycles.length === 0) return [];
      return (await call<ObligationAnswer[]>('GET', `/cycles/${cycle}/obligations`)).map(({ agency }) => agency.code);
    },

    /** One round of the office's day. */
    async work(): Promise<void> {
      const waiting = await call<ObligationAnswer[]>('GET', `/cycles/${cycle}/obligations?state=submitted`);
      for (const each of waiting) await review(each);
      const asked = await call<ExtensionAnswer[]>('GET', `/extensions?cycle=${encodeURIComponent(cycle)}`);
      for (const each of asked) if (!each.decision) await decide(each);
      if (hasExcused || now().toZonedDateTimeISO('Asia/Ho_Chi_Minh').month !== 12) return;
      hasExcused = true;
      const all = await call<ObligationAnswer[]>('GET', `/cycles/${cycle}/obligations`);
      for (const each of all) if (each.state === 'open') await excuse(each);
    },
  };
}
