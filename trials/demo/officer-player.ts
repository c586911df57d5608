import type { Call } from './api-client.ts';
import type { Role } from './agency-roles.ts';
import type { Journal } from './journal.ts';

const cycle = '/cycles/kl69-nam/2026';

interface ObligationAnswer {
  id: string;
  agency: { code: string };
  state: string;
  receipt?: { submission: string; version: number };
}

interface ExtensionAnswer {
  id: string;
  agency: { code: string };
  until: string;
  decision?: unknown;
}

interface ObstacleAnswer {
  id: string;
  state: string;
  raisedAt: string;
}

/** The focal agency's officer of the demo: works through the API at office hours, as a colleague at the pages would. */
export function createOfficer(call: Call, roles: ReadonlyMap<string, Role>, journal: Journal) {
  const reviewReports = async (now: Temporal.Instant): Promise<void> => {
    const waiting = await call<ObligationAnswer[]>('GET', `${cycle}/obligations?state=submitted`);
    for (const { agency, receipt } of waiting) {
      if (!receipt) continue;
      const { submission } = receipt;
      const at = now.toString();
      if (roles.get(agency.code) === 'returned' && receipt.version === 1) {
        const correctionDue = correctionDay(now);
        const reasons = [
          { field: 'sections.III', message: 'Chưa nêu rõ nguyên nhân chủ quan của hạn chế; đề nghị bổ sung.' },
        ];
        await call('POST', `/submissions/${submission}/return`, { reasons, correctionDue });
        journal.add({ kind: 'reviewed', agency: agency.code, submission, verdict: 'returned', at, correctionDue });
      } else {
        await call('POST', `/submissions/${submission}/accept`);
        journal.add({ kind: 'reviewed', agency: agency.code, submission, verdict: 'accepted', at });
      }
    }
  };

  const decideExtensions = async (now: Temporal.Instant): Promise<void> => {
    const asked = await call<ExtensionAnswer[]>('GET', `/extensions?cycle=${encodeURIComponent('kl69-nam/2026')}`);
    for (const { id, agency, until, decision } of asked) {
      if (decision) continue;
      const granted = roles.get(agency.code) === 'extension-granted';
      const answer = granted ? 'granted' : 'refused';
      const words = granted
        ? '1520/SKHCN-VP'
        : 'Thời hạn báo cáo Bộ Khoa học và Công nghệ không cho phép gia hạn thêm.';
      await call('POST', `/extensions/${id}/decision`, { decision: answer, words });
      journal.add({ kind: 'extension', agency: agency.code, decision: answer, until, at: now.toString() });
    }
  };

  /** The first is answered, the second forwarded and decided, the others wait to be pressed; all are closed at last. */
  const settleObstacles = async (now: Temporal.Instant): Promise<void> => {
    const obstacles = await call<ObstacleAnswer[]>('GET', '/obstacles');
    const byAge = obstacles.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    for (const [place, { id, state, raisedAt }] of byAge.entries()) {
      const age = now.since(Temporal.Instant.from(raisedAt)).total('hours') / 24;
      const settle = (verb: string, words: string) => call('POST', `/obstacles/${id}/${verb}`, { words });
      if (state === 'raised' && place === 1 && age > 1)
        await settle('forward', 'Kính chuyển UBND tỉnh xem xét, chỉ đạo.');
      else if (state === 'raised' && age > (place === 0 ? 1 : 9))
        await settle('answer', 'Sở đã có hướng dẫn tại Công văn số 1490/SKHCN-QLKH.');
      else if (state === 'forwarded' && age > 5)
        await settle('decision', 'UBND tỉnh giao Sở Tài chính hướng dẫn trong quý I/2027.');
      else if ((state === 'answered' || state === 'decided') && age > 14) await settle('close', 'Đã xử lý xong.');
    }
  };

  return {
    /** One round of the office's day. */
    async work(now: Temporal.Instant): Promise<void> {
      await reviewReports(now);
      await decideExtensions(now);
      await settleObstacles(now);
    },

    /** Excuses the agency whose role it is. */
    async excuse(now: Temporal.Instant): Promise<void> {
      const all = await call<ObligationAnswer[]>('GET', `${cycle}/obligations`);
      for (const { id, agency, state } of all) {
        if (roles.get(agency.code) !== 'excused' || state !== 'open') continue;
        await call('POST', `/obligations/${id}/excuse`, {
          reason: 'Đơn vị mới thành lập trong tháng, chưa phát sinh nhiệm vụ.',
        });
        journal.add({ kind: 'excused', agency: agency.code, at: now.toString() });
      }
    },

    async compile(): Promise<void> {
      await call(
        'POST',
        `${cycle}/compilations`,
        { final: false },
        { 'idempotency-key': '5d0b1c5e-9a33-4b6c-8f0e-2d2f1b5a7c11' },
      );
    },

    /** Records that the newest final report was issued and sent up; false while there is none yet. */
    async sendUp(): Promise<boolean> {
      const compilations = await call<{ id: string; final: boolean; state: string }[]>('GET', `${cycle}/compilations`);
      const final = compilations.find((run) => run.final && run.state === 'ready');
      if (!final) return false;
      for (const receiver of ['Bộ Khoa học và Công nghệ', 'Thủ tướng Chính phủ']) {
        const sending = {
          documentNumber: '312/BC-UBND',
          issuedOn: '2026-12-24',
          receiver,
          channel: 'Trục liên thông văn bản quốc gia',
        };
        await call('POST', `/compilations/${final.id}/sendings`, sending);
      }
      return true;
    },
  };
}

/** Two days after a Monday to Wednesday, four otherwise; never beyond 22/12. */
function correctionDay(now: Temporal.Instant): string {
  const today = now.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate();
  const day = today.add({ days: today.dayOfWeek <= 3 ? 2 : 4 });
  return Temporal.PlainDate.compare(day, Temporal.PlainDate.from('2026-12-22')) > 0 ? '2026-12-22' : day.toString();
}
