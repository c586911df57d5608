import { createHash } from 'node:crypto';
import type { Call } from '../demo/api-client.ts';
import { writeReport } from '../demo/report-words.ts';
import { seeded } from '../demo/seeded.ts';
import type { Arrival } from './arrival.ts';
import type { Diary } from './diary.ts';
import { isOvertakenByFacts } from './patient-call.ts';

/** Something that an agency will do at an instant of the office's time. */
export interface Deed {
  at: Temporal.Instant;
  run(): Promise<void>;
}

/** What an agency will do in the year: drawn from its seed, some of it on purpose about the moments of letters. */
export interface Intent {
  submitAt: Temporal.Instant | undefined;
  extension: { at: Temporal.Instant; until: string } | undefined;
  obstacleAt: Temporal.Instant | undefined;
}

/** Draws an intent. In: the moments at which waves leave, and the days between which reports come. */
export function drawIntent(seed: string, moments: readonly Temporal.Instant[], due: Temporal.PlainDate): Intent {
  const next = seeded(seed);
  const day = (offset: number): Temporal.Instant =>
    due
      .toZonedDateTime({ timeZone: 'Asia/Ho_Chi_Minh', plainTime: '08:00' })
      .toInstant()
      .add({ minutes: Math.round(offset * 24 * 60) });
  const manner = next();
  const moment = moments[Math.floor(next() * moments.length)] ?? day(0);
  const submitAt =
    manner < 0.1
      ? undefined
      : manner < 0.45
        ? day(-27 * next())
        : manner < 0.75
          ? moment.add({ minutes: Math.round(-30 + 90 * next()) })
          : day(12 * next());
  return {
    submitAt,
    extension:
      next() < 0.25
        ? { at: day(-10 + 8 * next()), until: due.add({ days: 1 + Math.floor(5 * next()) }).toString() }
        : undefined,
    obstacleAt: next() < 0.15 ? day(-20 * next()) : undefined,
  };
}

/** An agency: it has its mailbox and the link in its letters, and asks again when nobody answers. */
export function createAgency(
  code: string,
  seed: string,
  intent: Intent,
  callWith: (proof: () => Record<string, string>) => Call,
  diary: Diary,
) {
  let token: string | undefined;
  const call = callWith(() => ({ authorization: `Bearer ${token ?? ''}` }));
  const pace = seeded(`${seed}/pace`);

  const submit = async (attempt: string): Promise<void> => {
    const { tasks } = await call<{ tasks: { code: string }[] }>('GET', '/obligation');
    const content = writeReport(
      tasks.map((task) => task.code),
      seeded(`${seed}/${attempt}`),
    );
    const receipt = await call<Receipt>('POST', '/obligation/submissions', content, {
      'idempotency-key': uuidOf(`${seed}/${attempt}`),
    });
    diary.add({
      ...{ kind: 'receipt', agency: code, content, code: receipt.code, version: receipt.version },
      ...{
        receivedAt: Temporal.Instant.from(receipt.receivedAt),
        submission: receipt.submission,
        sha256: receipt.sha256,
      },
    });
  };
  const ask = async (until: string): Promise<void> => {
    const reason = 'Đơn vị đang sắp xếp lại bộ máy, cần thêm thời gian thu thập số liệu.';
    const { id } = await call<{ id: string }>('POST', '/obligation/extensions', { until, reason });
    diary.add({ kind: 'asked', agency: code, id });
  };
  const raise = async (): Promise<void> => {
    const body = {
      title: 'Chưa có hướng dẫn khoán chi',
      words: 'Đơn vị chưa có cơ sở lập dự toán; đề nghị hướng dẫn.',
    };
    const { id } = await call<{ id: string }>('POST', '/obstacles', body, {
      'idempotency-key': uuidOf(`${seed}/obstacle`),
    });
    diary.add({ kind: 'obstacle', agency: code, id });
  };

  // An agency's officer does one thing after the other; what the office refuses (a closed cycle, a decided date) is dropped.
  let last: Promise<void> = Promise.resolve();
  const deed = (at: Temporal.Instant | undefined, run: () => Promise<void>): Deed[] =>
    at ? [{ at, run: () => (last = last.then(run).catch(dropRefusal)) }] : [];

  return {
    /** Reads an e-mail and answers what the agency will do because of it. */
    receive({ link, slots, claimedAt }: Arrival): Deed[] {
      const isFirst = token === undefined;
      token ??= link?.split('/room/')[1];
      const returned = slots.filter((slot) => slot.split('/')[3] === 'returned');
      return [
        ...(isFirst && token
          ? [
              ...deed(intent.submitAt, () => submit('submit-1')),
              ...deed(intent.extension?.at, () => ask(intent.extension?.until ?? '')),
              ...deed(intent.obstacleAt, raise),
            ]
          : []),
        ...returned.flatMap((slot) => {
          const hours = 4 + 90 * pace();
          return pace() < 0.2 ? [] : deed(claimedAt.add({ minutes: Math.round(hours * 60) }), () => submit(slot));
        }),
      ];
    },
  };
}

interface Receipt {
  code: string;
  version: number;
  receivedAt: string;
  submission: string;
  sha256: string;
}

function dropRefusal(error: unknown): void {
  if (!isOvertakenByFacts(error)) throw error;
}

/** A UUID that repeats for the same text: an attempt that is repeated keeps its key. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
