import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { DryLetter, DryStep, DryTerm } from '../../domain/dry-run.ts';
import { isWave } from '../../domain/regime.ts';
import { termName, termWords } from '../../domain/term.ts';
import type { DryRun } from '../../office/read-dry-run.ts';
import { CycleName, Day, Exactly, Moment } from './shapes.ts';

const TermName = Type.String({ pattern: '^2[01]\\d\\d(-[1-9]\\d?)?$', examples: ['2026', '2026-2'] });
const Codes = Type.Array(Type.String(), { description: 'Mã cơ quan' });

const DryStepBody = Exactly({
  step: Type.String({ examples: ['remind-3@2026-12-17'] }),
  kind: Type.Enum(['request', 'remind', 'urge', 'flag', 'escalate', 'compile', 'close']),
  rung: Type.String(),
  basis: Type.String({ description: 'Căn cứ hoặc lý do của bậc' }),
  at: Moment,
  movedFrom: Type.Optional(
    Type.String({ format: 'date-time', description: 'Thời điểm nếu không có ngày nghỉ lễ, nghỉ bù, hoán đổi' }),
  ),
  leavesAt: Type.Optional(Type.String({ format: 'date-time', description: 'Lúc thư rời hệ thống, trong giờ gửi' })),
  provisional: Type.Boolean({ description: 'Rơi vào năm mà lịch nghỉ còn tạm tính' }),
  due: Type.Optional(Day),
  to: Type.Array(Type.String(), { description: 'Vai trò nhận thư' }),
  letters: Type.Integer(),
  kinds: Type.Record(Type.String(), Type.Integer(), { description: 'Số cơ quan nhận theo loại' }),
  agencies: Codes,
  unreachable: Type.Array(Type.String(), { description: 'Cơ quan không gửi được, vì chưa có người liên hệ' }),
  overtaken: Type.Array(Type.String(), { description: 'Cơ quan đã có thư sau thay thế cùng lúc' }),
  preview: Type.Optional(Type.String({ description: 'Trang xem thư như người nhận sẽ thấy; thêm &agency=MÃ' })),
});

const DryTermBody = Exactly({
  cycle: CycleName,
  words: Type.String({ examples: ['năm 2026'] }),
  opensAt: Moment,
  periodFrom: Day,
  periodTo: Day,
  cutOff: Day,
  due: Day,
  dueMovedFrom: Type.Optional(Day),
  sendUp: Day,
  agencies: Type.Integer(),
  steps: Type.Array(DryStepBody),
});

/** A regime's year as it would run if nobody reported. */
export const DryRunBody = Exactly({
  regime: Type.String(),
  year: Type.Integer(),
  calendar: Type.String({ description: 'Phiên bản lịch làm việc đã dùng' }),
  provisionalYears: Type.Array(Type.Integer()),
  letters: Type.Integer({ description: 'Tổng số thư gửi tới các cơ quan' }),
  terms: Type.Array(DryTermBody),
  beyond: Type.Array(TermName, { description: 'Các kỳ mà lịch làm việc chưa có' }),
  months: Type.Array(Exactly({ month: Type.String({ examples: ['2026-12'] }), letters: Type.Integer() })),
  agencies: Type.Array(
    Exactly({
      code: Type.String(),
      name: Type.String(),
      request: Type.Integer(),
      remind: Type.Integer(),
      urge: Type.Integer(),
    }),
  ),
});

export const dryRunBody = (run: DryRun): Static<typeof DryRunBody> => ({
  regime: run.facts.regime.id,
  year: run.year,
  calendar: run.facts.calendar.version,
  provisionalYears: [...run.provisionalYears],
  letters: run.months.reduce((sum, { letters }) => sum + letters, 0),
  terms: run.terms.map((dry) => termBody(dry, run)),
  beyond: run.beyond.map(termName),
  months: [...run.months],
  agencies: run.agencies.map(({ agency: { code, name }, request, remind, urge }) => ({
    code,
    name,
    request,
    remind,
    urge,
  })),
});

const termBody = (dry: DryTerm, run: DryRun): Static<typeof DryTermBody> => ({
  cycle: dry.cycle,
  words: termWords(dry.term, run.facts.regime.frequency),
  opensAt: dry.dates.opensAt.toString(),
  periodFrom: dry.dates.period.from.toString(),
  periodTo: dry.dates.period.to.toString(),
  cutOff: dry.dates.cutOff.toString(),
  due: dry.dates.due.toString(),
  ...(dry.dueMovedFrom && { dueMovedFrom: dry.dueMovedFrom.toString() }),
  sendUp: dry.dates.sendUp.toString(),
  agencies: dry.agencies.length,
  steps: dry.steps.map((step) => stepBody(step, dry, run)),
});

function stepBody(step: DryStep, dry: DryTerm, { facts }: DryRun): Static<typeof DryStepBody> {
  const inState = (state: DryLetter['state']) => step.letters.filter((letter) => letter.state === state);
  const sent = inState('sent');
  const query = new URLSearchParams({ term: termName(dry.term), step: step.key });
  return {
    step: step.key,
    kind: step.kind,
    rung: step.rung,
    basis: step.basis,
    at: step.at.toString(),
    ...(step.movedFrom && { movedFrom: step.movedFrom.toString() }),
    ...(step.leavesAt && { leavesAt: step.leavesAt.toString() }),
    provisional: step.provisional,
    ...(step.due && { due: step.due.toString() }),
    to: [...step.to],
    letters: isWave(step.kind) ? sent.length : 0,
    kinds: Object.fromEntries(
      [...Map.groupBy(sent, ({ agency }) => agency.kind)].map(([kind, some]) => [kind, some.length]),
    ),
    agencies: codesOf(sent),
    unreachable: codesOf(inState('failed')),
    overtaken: codesOf(inState('overtaken')),
    ...(step.leavesAt && { preview: `/regimes/${facts.regime.id}/dry-run/letter?${query}` }),
  };
}

const codesOf = (letters: readonly DryLetter[]): string[] => letters.map(({ agency }) => agency.code);
