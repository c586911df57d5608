import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import { defectWords } from '../../domain/defect-words.ts';
import type { Defect } from '../../domain/regime-defects.ts';
import { termName } from '../../domain/term.ts';
import type { readRegimes, RegimeOutlook, RegimeView } from '../../office/read-regimes.ts';
import { RegimeName, RegimePolicy } from './regime.ts';
import { CycleName, Day, Exactly, Moment } from './shapes.ts';

const State = Type.Enum(['drafted', 'active', 'withdrawn']);

const DefectBody = Exactly({
  severity: Type.Enum(['error', 'warning'], { description: 'Còn lỗi (error) thì không đưa vào áp dụng được.' }),
  code: Type.String({ examples: ['send-up.before-due'] }),
  where: Type.String({ description: 'Ngày hoặc bậc có lỗi.', examples: ['sendUp', 'ladder.remind-3'] }),
  what: Type.String({ description: 'Lỗi gì.' }),
  mend: Type.String({ description: 'Cách sửa.' }),
});

const defectBody = (defect: Defect): Static<typeof DefectBody> => ({
  severity: defect.severity,
  code: defect.code,
  where: defect.where,
  ...defectWords(defect),
});

const OutlookBody = Exactly(
  {
    term: Type.String({ examples: ['2026-2'] }),
    words: Type.String({ examples: ['quý II năm 2026'] }),
    opensAt: Type.Optional(Moment),
    due: Type.Optional(Day),
    sendUp: Type.Optional(Day),
    agencies: Type.Integer(),
    defects: Type.Array(DefectBody),
  },
  'Kỳ mở kế tiếp; không có ngày khi lịch làm việc chưa tới.',
);

const outlookBody = ({ term, words, dates, agencies, defects }: RegimeOutlook): Static<typeof OutlookBody> => ({
  term: termName(term),
  words,
  agencies,
  defects: defects.map(defectBody),
  ...(dates && { opensAt: dates.opensAt.toString(), due: dates.due.toString(), sendUp: dates.sendUp.toString() }),
});

/** A regime in a list. */
export const RegimeBody = Exactly({
  id: RegimeName,
  name: Type.String(),
  state: State,
  version: Type.Integer({ description: 'Gửi kèm khi sửa hoặc áp dụng, để không đè lên thay đổi của người khác.' }),
  next: Type.Optional(OutlookBody),
});

type Listed = Awaited<ReturnType<typeof readRegimes>>[number];

export const regimeBody = ({ id, policy, state, version, next }: Listed): Static<typeof RegimeBody> => ({
  id,
  name: policy.components.name,
  state,
  version,
  ...(next && { next: outlookBody(next) }),
});

/** A regime with its policy, its history and its cycles. */
export const RegimeDetail = Type.Object(
  {
    ...RegimeBody.properties,
    policy: RegimePolicy,
    activatedAt: Type.Optional(Moment),
    withdrawnAt: Type.Optional(Moment),
    withdrawnReason: Type.Optional(Type.String()),
    history: Type.Array(Exactly({ version: Type.Integer(), madeAt: Moment, reason: Type.String() })),
    cycles: Type.Array(Exactly({ id: CycleName, words: Type.String(), closed: Type.Boolean() })),
  },
  { additionalProperties: false },
);

export const regimeDetail = (regime: RegimeView): Static<typeof RegimeDetail> => ({
  ...regimeBody(regime),
  policy: regime.policy as Static<typeof RegimePolicy>,
  ...(regime.activatedAt && { activatedAt: regime.activatedAt.toString() }),
  ...(regime.withdrawnAt && { withdrawnAt: regime.withdrawnAt.toString() }),
  ...(regime.withdrawnReason && { withdrawnReason: regime.withdrawnReason }),
  history: regime.history.map(({ version, madeAt, reason }) => ({ version, madeAt: madeAt.toString(), reason })),
  cycles: [...regime.cycles],
});
