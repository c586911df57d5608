import { mkdirSync, writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { playYear } from './play-year.ts';
import type { PlayedYear } from './play-year.ts';
import { readWallCalendar } from './wall-calendar.ts';

const { values } = parseArgs({
  options: {
    years: { type: 'string', default: '2' },
    seed: { type: 'string', default: 'kl69' },
    agencies: { type: 'string', default: '24' },
    faults: { type: 'string', default: '12' },
    /** How many years are played at the same time, each with its own system. */
    together: { type: 'string', default: '2' },
    speed: { type: 'string', default: '30000' },
  },
});

const folder = join('var/chaos', values.seed);
rmSync(folder, { recursive: true, force: true });

/** The years that the calendar knows with the one after each, from the province's merger on, again and again. */
const known = readWallCalendar().years;
const playable = known.filter((year) => year >= 2025 && known.includes(year + 1));

/** Ctrl-C ends what was started; so does the first year that cannot be played. */
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => stopping.abort(new Error(`stopped by ${signal}`)));

const played: PlayedYear[] = [];
const queue = Array.from({ length: Number(values.years) }, (_, place) => place).values();

async function playSome(): Promise<void> {
  for (const place of queue) {
    const home = join(folder, String(place + 1));
    mkdirSync(home, { recursive: true });
    const seed = `${values.seed}/${place + 1}`;
    const year = playable[place % playable.length] ?? 2026;
    const [agencies, faults, speed] = [values.agencies, values.faults, values.speed].map(Number) as [
      number,
      number,
      number,
    ];
    const result = await playYear({
      seed,
      year,
      folder: home,
      agencies,
      faults,
      speed,
      rest: 6,
      stopping: stopping.signal,
    });
    writeFileSync(join(home, 'verdict.json'), JSON.stringify(result, null, 2));
    played.push(result);
    console.log(lineOf(place + 1, result));
  }
}

function lineOf(place: number, { year, faults, letters, seconds, crossed, ...found }: PlayedYear): string {
  const defects = [
    ...found.lost.map((words) => `  mất: ${words}`),
    ...found.duplicated.map((words) => `  trùng: ${words}`),
    ...found.afterSubmission.map((words) => `  sau khi đã báo cáo: ${words}`),
    ...found.receiptsWithoutReport.map((words) => `  xác nhận không có báo cáo: ${words}`),
    ...found.untimely.map((words) => `  sai giờ: ${words}`),
  ];
  const head = `năm ${place} (${year}): ${faults} sự cố, ${letters} thư, ${found.unacknowledgedRetries} thư gửi lại, ${crossed} thư gặp báo cáo trên đường, ${seconds.toFixed(0)} s`;
  return [head, ...defects].join('\n');
}

const ends = await Promise.allSettled(
  Array.from({ length: Number(values.together) }, () =>
    playSome().catch((error: unknown) => {
      stopping.abort(error);
      throw error;
    }),
  ),
);
for (const end of ends) if (end.status === 'rejected') console.error('the trial could not be played:', end.reason);

const sum = (count: (year: PlayedYear) => number): number => played.reduce((total, year) => total + count(year), 0);
const bad = sum(
  ({ lost, duplicated, afterSubmission, receiptsWithoutReport, untimely }) =>
    [lost, duplicated, afterSubmission, receiptsWithoutReport, untimely].flat().length,
);
if (bad > 0) console.log(`lặp lại: npm run chaos -- --years ${values.years} --seed ${values.seed}; nhật ký: ${folder}`);
console.log(
  `chaos: years=${played.length} faults=${sum(({ faults }) => faults)} letters=${sum(({ letters }) => letters)} ` +
    `lost=${sum(({ lost }) => lost.length)} duplicated=${sum(({ duplicated }) => duplicated.length)} ` +
    `unacknowledged_retries=${sum((year) => year.unacknowledgedRetries)} ` +
    `after_submission=${sum(({ afterSubmission }) => afterSubmission.length)} ` +
    `receipts_without_report=${sum((year) => year.receiptsWithoutReport.length)}`,
);
process.exit(bad > 0 || ends.some(({ status }) => status === 'rejected') ? 1 : 0);
