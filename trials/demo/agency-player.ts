import { createHash } from 'node:crypto';
import { createCall } from './api-client.ts';
import type { Call } from './api-client.ts';
import type { Role } from './agency-roles.ts';
import type { Journal } from './journal.ts';
import type { Mail } from './mail-reader.ts';
import { writeFigures } from './report-figures.ts';
import { writeReport } from './report-words.ts';
import { seeded } from './seeded.ts';

/** Something that an agency of the demo will do at an instant of the office's time. */
export interface Action {
  /** Unique: `STC/submit-1`. */
  id: string;
  at: Temporal.Instant;
  run(): Promise<void>;
}

interface Room {
  draft: { version: number };
  tasks: { code: string }[];
}

interface ReceiptAnswer {
  code: string;
  version: number;
  receivedAt: string;
  onTime: boolean;
  workingDaysLate: number;
  submission: string;
}

/**
 * An agency of the demo. It has what a real one has: its mailbox, and the link in its letters. Each letter makes it plan
 * actions; its choices come from its own seed.
 */
export function createAgency(base: string, agency: string, role: Role, seed: string, journal: Journal) {
  const next = seeded(`${seed}/${agency}`);
  const pace = next();
  let call: Call = () => Promise.reject(new Error(`${agency} has no link yet`));

  const read = async (): Promise<Room> => call<Room>('GET', '/obligation');

  const saveDraft = async (sections: number): Promise<void> => {
    const { draft, tasks } = await read();
    const content = writeReport(
      tasks.map(({ code }) => code),
      seeded(`${seed}/${agency}/words`),
      sections,
    );
    await call('PUT', '/obligation/draft', content, { 'if-match': `"${draft.version}"` });
  };

  const submit = async (attempt: string): Promise<void> => {
    const { tasks } = await read();
    const words = writeReport(
      tasks.map(({ code }) => code),
      seeded(`${seed}/${agency}/words/${attempt === 'submit-2' ? 2 : 1}`),
    );
    const content = { ...words, indicators: writeFigures(seeded(`${seed}/${agency}/figures`)) };
    const key = { 'idempotency-key': uuidOf(`${seed}/${agency}/${attempt}`) };
    const receipt = await call<ReceiptAnswer>('POST', '/obligation/submissions', content, key);
    // Every fifth clicks twice: the second answer must be the first receipt.
    if (pace < 0.2) {
      const again = await call<ReceiptAnswer>('POST', '/obligation/submissions', content, key);
      if (again.code !== receipt.code) throw new Error(`${agency}: a double click gave two receipts`);
    }
    const { code, version, receivedAt, onTime, workingDaysLate, submission } = receipt;
    journal.add({ kind: 'receipt', agency, code, version, receivedAt, onTime, workingDaysLate, submission });
  };

  // An agency's officer does one thing after the other, also when a busy machine brings two moments together.
  let last: Promise<void> = Promise.resolve();
  const inTurn = (run: () => Promise<void>): Promise<void> => {
    last = last.then(run);
    return last;
  };

  const after = (mail: Mail, hours: number, name: string, run: () => Promise<void>): Action => ({
    id: `${agency}/${name}`,
    at: mail.claimedAt.add({ minutes: Math.round(hours * 60) }),
    run: () => inTurn(run),
  });

  const reportAfter = (mail: Mail, hours: number, attempt = 'submit-1'): Action[] => [
    after(mail, hours * 0.5, `draft-${attempt}`, () => saveDraft(2)),
    after(mail, hours, attempt, () => submit(attempt)),
  ];

  /** The first report: spread over the weeks between the request and the due date, denser towards the end. */
  const early = (mail: Mail): Action[] => reportAfter(mail, 24 * (1 + 27 * Math.sqrt(pace)));

  const extension = (mail: Mail, until: string): Action[] => [
    after(mail, 2 + pace, 'extension', async () => {
      const reason = 'Đơn vị đang sắp xếp lại bộ máy, cần thêm thời gian thu thập số liệu từ các đơn vị trực thuộc.';
      await call('POST', '/obligation/extensions', { until, reason });
    }),
  ];

  const obstacle = (mail: Mail): Action[] => [
    after(mail, 24 * (2 + pace), 'obstacle', async () => {
      const body = {
        title: 'Chưa có hướng dẫn khoán chi đến sản phẩm cuối cùng',
        words:
          'Đơn vị chưa có cơ sở lập dự toán nhiệm vụ khoa học và công nghệ theo phương thức khoán chi; đề nghị hướng dẫn.',
      };
      const { id } = await call<{ id: string }>('POST', '/obstacles', body, {
        'idempotency-key': uuidOf(`${seed}/${agency}/obstacle`),
      });
      journal.add({ kind: 'obstacle', agency, id });
    }),
  ];

  const reactions: Record<Role, (mail: Mail, rung: string) => Action[]> = {
    early: (mail, rung) => (rung === 'request' ? early(mail) : []),
    returned: (mail, rung) => {
      if (rung === 'request') return reportAfter(mail, 24 * (10 + 8 * pace));
      return mail.kind === 'returned' ? reportAfter(mail, 6 + 20 * pace, 'submit-2') : [];
    },
    obstacle: (mail, rung) => (rung === 'request' ? [...obstacle(mail), ...early(mail)] : []),
    'after-remind-3': (mail, rung) => (rung === 'remind-3' ? reportAfter(mail, 6 + 30 * pace) : []),
    'after-remind-1': (mail, rung) => (rung === 'remind-1' ? reportAfter(mail, 4 + 24 * pace) : []),
    'after-urge-1': (mail, rung) => (rung === 'urge-1' ? reportAfter(mail, 5 + 20 * pace) : []),
    'after-urge-2': (mail, rung) => (rung === 'urge-2' ? reportAfter(mail, 3 + 8 * pace) : []),
    'extension-granted': (mail, rung) => {
      if (rung === 'remind-3') return extension(mail, '2026-12-21');
      return mail.kind === 'extension-granted' ? reportAfter(mail, 60 + 30 * pace) : [];
    },
    'extension-refused': (mail, rung) => {
      if (rung === 'remind-3') return extension(mail, '2026-12-22');
      return mail.kind === 'extension-refused' ? reportAfter(mail, 8 + 12 * pace) : [];
    },
    excused: () => [],
    never: () => [],
  };

  return {
    /** Reads a letter and answers what the agency will do because of it. */
    receive(mail: Mail): Action[] {
      const token = mail.link?.split('/room/')[1];
      if (token) call = createCall(base, () => ({ authorization: `Bearer ${token}` }));
      return reactions[role](mail, mail.slot.split('/')[3] ?? '');
    },
  };
}

/** A UUID that repeats for the same text, so that an action repeated after a kill is the same attempt. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
