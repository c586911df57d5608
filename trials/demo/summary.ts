import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScaledClock } from '../../clock.ts';
import type { Call } from './api-client.ts';
import { compare, expectedSteps } from './expectation.ts';
import type { Findings, LedgerLine } from './expectation.ts';
import type { Journal } from './journal.ts';
import type { Mail } from './mail-reader.ts';

/** How late a step may be taken, in seconds of the machine: a busy machine is late, a lost timer is much later. */
const lagLimitSeconds = 3;

export interface Played {
  folder: string;
  call: Call;
  mails: readonly Mail[];
  journal: Journal;
  clock: ScaledClock;
  began: number;
}

interface StepAnswer {
  key: string;
  at: string;
  takenAt?: string;
}

interface CycleAnswer {
  figures: { total: number; reported: number; onTime: number; late: number; missing: number; excused: number };
  steps: StepAnswer[];
}

interface CompilationAnswer {
  id: string;
  number: number;
  final: boolean;
  state: string;
}

/** Checks the played year, writes `summary.json` and the compiled report, and says what it found. */
export async function summarise({ folder, call, mails, journal, clock, began }: Played) {
  const cycle = await call<CycleAnswer>('GET', '/cycles/kl69-nam/2026');
  const obligations = await call<{ agency: { code: string }; look: string; receipt?: { code: string } }[]>(
    'GET',
    '/cycles/kl69-nam/2026/obligations',
  );
  const ledger = await readLedger(call);
  const findings = compare(
    obligations.map(({ agency }) => agency.code),
    mails,
    journal,
    ledger,
  );
  const unsettled = ledger.filter(({ state }) => state === 'planned' || state === 'claimed').map(({ slot }) => slot);
  const steps = lagsOf(cycle.steps, clock);
  const receipts = unstoredReceipts(journal, obligations);
  const compiled = await saveReports(folder, call);
  const { total, onTime, late, missing } = cycle.figures;
  const submitted = onTime + late;
  const lost = [...findings.lost, ...unsettled, ...receipts];
  const faults = [
    ...lost.map((slot) => `mất: ${slot}`),
    ...findings.duplicated.map((slot) => `trùng: ${slot}`),
    ...findings.afterSubmission.map((slot) => `gửi sau khi đã báo cáo: ${slot}`),
    ...findings.outsideHours.map((slot) => `ngoài giờ: ${slot}`),
    ...steps
      .filter((step) => !step.inTime)
      .map((step) => `bước sai giờ: ${step.key} ${step.takenAt ?? 'không thực hiện'}`),
    ...(compiled.length === 3 ? [] : [`chỉ có ${compiled.length}/3 báo cáo tổng hợp`]),
  ];
  const seconds = (performance.now() - began) / 1000;
  const closingLine =
    `demo: obligations=${total} submitted=${submitted} late=${late} missing=${missing} letters=${mails.length} ` +
    `lost=${lost.length} duplicated=${findings.duplicated.length} after_submission=${findings.afterSubmission.length} compiled=${compiled.length}`;
  const summary = {
    closingLine,
    seconds,
    figures: cycle.figures,
    letters: countBy(mails.map(({ kind }) => kind)),
    steps,
    findings,
    faults,
  };
  writeFileSync(join(folder, 'summary.json'), JSON.stringify(summary, null, 2));
  const table = tableOf(cycle, mails, steps, findings, faults, seconds, compiled);
  return { passed: faults.length === 0, closingLine, table };
}

async function readLedger(call: Call): Promise<LedgerLine[]> {
  const lines: LedgerLine[] = [];
  for (;;) {
    const path = `/notifications?cycle=kl69-nam/2026&limit=500&offset=${lines.length}`;
    const page = await call<{ total: number; lines: LedgerLine[] }>('GET', path);
    lines.push(...page.lines);
    if (lines.length >= page.total || page.lines.length === 0) return lines;
  }
}

const isWaveKey = (key: string): boolean => /^(request|remind|urge)/.test(key);

/**
 * Each expected step with the time at which it was taken: late by more than the limit, or missing, is not in time, and
 * neither is one taken more than a minute ahead, in which the letters of a wave are made ready.
 */
function lagsOf(taken: readonly StepAnswer[], clock: ScaledClock) {
  return Object.entries(expectedSteps).map(([key, local]) => {
    const expected = Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Ho_Chi_Minh').toInstant();
    const takenAt = taken.find((step) => step.key === key)?.takenAt;
    const lagHours = takenAt ? Temporal.Instant.from(takenAt).since(expected).total('hours') : Number.NaN;
    const lagSeconds = takenAt
      ? (clock.reach(Temporal.Instant.from(takenAt)) - clock.reach(expected)) / 1000
      : Number.NaN;
    return {
      key,
      expected: local,
      takenAt,
      lagHours,
      lagSeconds,
      inTime: lagHours >= (isWaveKey(key) ? -1 / 60 : 0) && lagSeconds <= lagLimitSeconds,
    };
  });
}

/** Agencies whose newest receipt is not the one that the facts hold. */
function unstoredReceipts(
  journal: Journal,
  obligations: readonly { agency: { code: string }; receipt?: { code: string } }[],
): string[] {
  const newest = new Map(journal.of('receipt').map(({ agency, code }) => [agency, code]));
  return obligations
    .filter(({ agency, receipt }) => newest.get(agency.code) !== receipt?.code)
    .map(({ agency }) => `xác nhận của ${agency.code}`);
}

async function saveReports(folder: string, call: Call): Promise<string[]> {
  const compilations = await call<CompilationAnswer[]>('GET', '/cycles/kl69-nam/2026/compilations');
  const ready = compilations.filter(({ state }) => state === 'ready').toSorted((a, b) => a.number - b.number);
  return Promise.all(
    ready.map(async ({ id, number, final }) => {
      const file = join(folder, `bao-cao-tong-hop-${number}${final ? '' : '-du-thao'}.docx`);
      writeFileSync(
        file,
        await call<Uint8Array>('GET', `/compilations/${id}/report.docx`, undefined, { accept: 'bytes' }),
      );
      return file;
    }),
  );
}

function tableOf(
  { figures }: CycleAnswer,
  mails: readonly Mail[],
  steps: ReturnType<typeof lagsOf>,
  findings: Findings,
  faults: readonly string[],
  seconds: number,
  compiled: readonly string[],
): string {
  const lags = steps.map(({ lagHours }) => lagHours).toSorted((a, b) => a - b);
  const rows = [
    ['Cơ quan phải báo cáo', `${figures.total}`],
    ['Đã gửi (đúng hạn / quá hạn)', `${figures.reported} (${figures.onTime} / ${figures.late})`],
    ['Chưa gửi / không phải báo cáo', `${figures.missing} / ${figures.excused}`],
    ['Thư đã gửi', `${mails.length}`],
    ...Object.entries(countBy(mails.map(({ kind }) => kind))).map(([kind, count]) => [`  ${kind}`, `${count}`]),
    ['Thư gửi lại sau khi máy chủ không kịp trả lời', `${findings.unacknowledgedRetries}`],
    ['Thư ngoài giờ hành chính', `${findings.outsideHours.length}`],
    ...steps.map((step) => [
      `  ${step.expected.replace('T', ' ')}  ${step.key}`,
      `trễ ${Math.max(0, step.lagHours).toFixed(1)} giờ (${Math.max(0, Math.round(step.lagSeconds * 1000))} ms máy)`,
    ]),
    [
      'Độ trễ của bước: giữa / lớn nhất',
      `${lags[Math.floor(lags.length / 2)]?.toFixed(1)} / ${lags.at(-1)?.toFixed(1)} giờ theo đồng hồ nhanh`,
    ],
    ['Báo cáo tổng hợp', compiled.join(', ')],
    ['Thời gian chạy', `${seconds.toFixed(1)} s`],
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length));
  const lines = rows.map(([name = '', value = '']) => `${name.padEnd(width)}  ${value}`);
  return ['', ...lines, ...faults.map((fault) => `LỖI  ${fault}`), ''].join('\n');
}

const countBy = (kinds: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(kinds, (kind) => kind)].map(([kind, some]) => [kind, some.length]));
