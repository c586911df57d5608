import { openMailbox } from '../../mail/mailbox.ts';
import { recordObstacleCompilation } from '../../office/compile-obstacles.ts';
import { draftEscalation } from '../../office/draft-escalation.ts';
import { draftForm } from '../../office/draft-form.ts';
import { draftRegime } from '../../office/draft-regime.ts';
import { inviteStaff } from '../../office/invite-staff.ts';
import { noteIntake } from '../../office/note-intake.ts';
import { raiseObstacle } from '../../office/raise-obstacle.ts';
import { startCompilation } from '../../office/start-compilation.ts';
import { submitReport } from '../../office/submit-report.ts';
import type { Db } from '../../store/connection.ts';
import type { GivenClock } from '../given/clock.ts';
import { vn } from '../given/clock.ts';
import { givenCompiled } from '../given/compiled.ts';
import { givenCycle } from '../given/cycle.ts';
import { formOf, indicator } from '../given/forms.ts';
import { givenAgency } from '../given/people.ts';
import type { GivenStaff } from '../given/people.ts';
import { sonLaHalf } from '../given/regimes.ts';
import { givenReport } from '../given/report.ts';

interface Facts {
  db: Db;
  clock: GivenClock;
  admin: GivenStaff;
  mailFolder: string;
}

/** Pages that show a refusal, by their names. */
export const refused = new Set(['unknown link', 'unknown page']);

/** Puts something on every page of the site, on 22 December 2026; answers the pages' addresses by their names. */
export async function fillEveryPage({ db, clock, admin, mailFolder }: Facts): Promise<Record<string, string>> {
  const [cycle, at, { actor }] = [await givenCycle(db), clock.now(), admin];
  const agency = await givenAgency(db, cycle, 'SNV');
  const report = await fillReports(db, agency, at);
  const compilation = await startCompilation(db, { cycle, final: true, slot: 'done', actor, at });
  await givenCompiled(db, compilation, at);
  const running = await startCompilation(db, { cycle, final: false, slot: 'running', actor, at });
  const letter = await fillLetter(db, cycle);
  await draftRegime(db, { policy: sonLaHalf, reason: 'Kế hoạch', actor, at });
  const { sections } = formOf(indicator('1.1', { unit: 'tỷ đồng' }));
  await draftForm(db, { form: 'kl69-nam', text: { title: 'Đề cương sửa', source: '', sections }, seen: 0, actor, at });
  const [from, to] = ['2026-11-01', '2026-12-22'].map((day) => Temporal.PlainDate.from(day)) as [Day, Day];
  const attempt = '0197a3c2-5b1e-7c44-9d0a-2f6c1e8b7a14';
  const compiledObstacles = await recordObstacleCompilation(db, { from, to, attempt, actor, at });
  const mail = 'Subject: =?utf-8?B?W05o4bqvYyBo4bqhbl0=?=\r\nContent-Type: text/html\r\n\r\n<p>Thư</p>';
  await (await openMailbox(mailFolder, false)).keep(Buffer.from(mail));
  return {
    ...cyclePages(cycle, { compilation, running }),
    ...officePages,
    'first version': `/submissions/${report.submission}`,
    'second version': `/submissions/${report.newest}`,
    letter: `/letters/${letter}`,
    obstacle: `/obstacles/${report.obstacle}`,
    'compilation of obstacles': `/obstacles/compilation/${compiledObstacles}`,
    'line of the ledger': `/letters-ledger/line?slot=${encodeURIComponent(`${cycle}/SNV/receipt/1`)}`,
    setup: `/setup/${await invite(db, admin, at)}`,
    room: `/room/${(await givenAgency(db, cycle, 'SXD')).token}`,
    receipt: `/room/${agency.token}/receipts/${report.code}`,
    'verification of a receipt': `/r/${report.code}`,
  };
}

type Day = Temporal.PlainDate;

const cyclePages = (cycle: string, { compilation, running }: { compilation: string; running: string }) => ({
  board: `/cycles/${cycle}`,
  'filtered board': `/cycles/${cycle}?state=missing&kind=ward&sort=due`,
  'empty board': `/cycles/${cycle}?q=khong-co-dau`,
  agency: `/cycles/${cycle}/agencies/SNV`,
  'why a letter': `/cycles/${cycle}/agencies/SNV/letters?day=2026-12-22`,
  'why staff have a letter': `/cycles/${cycle}/staff-letters?day=2026-12-22`,
  compilations: `/cycles/${cycle}/compilations`,
  'compilation that is ready': `/cycles/${cycle}/compilations/${compilation}`,
  'compilation that is checked': `/cycles/${cycle}/compilations/${compilation}?check=1`,
  'compilation that runs': `/cycles/${cycle}/compilations/${running}`,
  syntheses: `/cycles/${cycle}/synthesis`,
  'synthesis of a section': `/cycles/${cycle}/synthesis/I`,
  'synthesis of a task': `/cycles/${cycle}/synthesis/II.1.a`,
  sendings: `/cycles/${cycle}/sendings`,
  brief: `/cycles/${cycle}/brief`,
});

const officePages = {
  home: '/',
  obstacles: '/obstacles',
  'compilations of obstacles': '/obstacles/compilation',
  'results over the years': '/agencies/records',
  letters: '/letters',
  'letters that came in': '/letters/incoming',
  ledger: '/letters-ledger',
  'ledger of a day': '/letters-ledger?day=2026-12-22&recipient=nobody@skhcn.example',
  calendar: '/calendar',
  'provisional calendar': '/calendar/versions/2026-10?year=2028',
  outages: '/outages',
  mailbox: '/mailbox',
  mail: '/mailbox/000000000001',
  regimes: '/regimes',
  'new regime': '/regimes/new',
  regime: '/regimes/kl69-nam',
  'draft of a regime': '/regimes/xk-half/edit',
  'activation of a regime': '/regimes/xk-half/activate',
  'dry run': '/regimes/kl69-nam/dry-run?year=2026',
  'dry run of a provisional year': '/regimes/kl69-nam/dry-run?year=2027',
  'dry run of one step': '/regimes/kl69-nam/dry-run/step?term=2026&step=remind-3%402026-12-17',
  'letter of a dry run': '/regimes/kl69-nam/dry-run/letter?term=2026&step=urge-1%402026-12-17&agency=SNV',
  forms: '/forms',
  'new form': '/forms/new',
  form: '/forms/kl69-nam',
  'draft of a form': '/forms/kl69-nam/edit',
  'version of a form': '/forms/kl69-nam/versions/1',
  'publishing of a form': '/forms/kl69-nam/publish',
  accounts: '/accounts',
  'signing in': '/sign-in',
  'unknown link': '/room/khong-co',
  'unknown page': '/khong-co',
};

/** Two versions of a report after an outage over the deadline, and an obstacle. */
async function fillReports(
  db: Db,
  { obligation, actor }: Awaited<ReturnType<typeof givenAgency>>,
  at: Temporal.Instant,
) {
  const common = { obligation, actor, at };
  const attempt = '0197a3c2-5b1e-7c44-9d0a-2f6c1e8b7a11';
  const limit = Temporal.Duration.from({ seconds: 30 });
  await noteIntake(db, { at: vn('2026-12-17 21:00'), limit });
  await noteIntake(db, { at: at.subtract({ seconds: 10 }), limit });
  const { submission, code } = await submitReport(db, { ...common, attempt, report: givenReport() });
  const second = { ...common, attempt: '0197a3c2-5b1e-7c44-9d0a-2f6c1e8b7a12' };
  const { submission: newest } = await submitReport(db, { ...second, report: givenReport({ III: 'Còn chậm.' }) });
  const obstacle = await raiseObstacle(db, { ...common, attempt, title: 'Thiếu hướng dẫn', words: 'Chưa có.' });
  return { submission, newest, code, obstacle };
}

async function fillLetter(db: Db, cycle: string): Promise<string> {
  const at = vn('2026-12-22 08:00');
  await draftEscalation(db, cycle, { key: 'escalate', kind: 'escalate', rung: 'escalate', at }, at);
  const { id } = await db.selectFrom('letter').select('id').where('kind', '=', 'escalation').executeTakeFirstOrThrow();
  return id;
}

function invite(db: Db, { actor }: GivenStaff, at: Temporal.Instant): Promise<string> {
  const person = { email: 'lan@skhcn.example', name: 'Trần Thị Lan', title: '', role: 'officer' as const };
  return inviteStaff(db, { ...person, actor, at, expiresAt: at.add({ hours: 72 }) });
}
