import { Refusal } from '../domain/refusal.ts';
import type { Problem } from '../domain/refusal.ts';
import { defectWords } from '../domain/defect-words.ts';
import type { Regime } from '../domain/regime.ts';
import { regimeProblems } from '../domain/regime-problems.ts';
import { defectsOf, isSound } from '../domain/regime-defects.ts';
import type { Defect } from '../domain/regime-defects.ts';
import type { OfficeHours } from '../domain/send-window.ts';
import { partsOf } from '../domain/term.ts';
import type { Term } from '../domain/term.ts';
import { longest, refuseTooLong, tooLong } from '../domain/text-limits.ts';
import type { Tx } from '../store/connection.ts';

/** Refuses `request.invalid`, every place at once, unless the policy keeps its own rules, what it names exists, and a reason is given. */
export async function demandStorable(tx: Tx, policy: Regime, reason: string): Promise<void> {
  const problems = [
    ...regimeProblems(policy),
    ...(await unknownNames(tx, policy)),
    ...(reason.trim() ? [] : [noReason]),
    ...tooLong({ reason: [reason, longest.shortReason] }),
  ];
  if (problems.length > 0) throw new Refusal('request.invalid', { count: String(problems.length) }, problems);
}

async function unknownNames(tx: Tx, { plan, form, focalAgency }: Regime): Promise<Problem[]> {
  const [knownPlan, knownForm, knownAgency] = [
    await tx.selectFrom('plan').select('id').where('id', '=', plan).executeTakeFirst(),
    await tx.selectFrom('form').select('id').where('id', '=', form).limit(1).executeTakeFirst(),
    await tx.selectFrom('agency').select('code').where('code', '=', focalAgency).executeTakeFirst(),
  ];
  return [
    ...(knownPlan ? [] : [{ field: 'plan', message: `Chưa có kế hoạch mang mã “${plan}”.` }]),
    ...(knownForm ? [] : [{ field: 'form', message: `Chưa có đề cương, biểu mẫu mang mã “${form}”.` }]),
    ...(knownAgency ? [] : [{ field: 'focalAgency', message: `Chưa có cơ quan mang mã “${focalAgency}”.` }]),
  ];
}

/**
 * Refuses `regime.defective`, every error listed, unless the policy is sound in its next term; where the calendar does not
 * reach that one, in the last year that it knows.
 */
export function demandSound(policy: Regime, next: Term | undefined, hours: OfficeHours): void {
  const defects = defectsOf(policy, next ?? lastKnownTerm(policy, hours), hours);
  if (isSound(defects)) return;
  const problems = defects.filter(({ severity }) => severity === 'error').map(problemOf);
  throw new Refusal('regime.defective', { count: String(problems.length) }, problems);
}

const lastKnownTerm = ({ frequency, parts }: Regime, { calendar }: OfficeHours): Term => ({
  year: calendar.to.year,
  ...(partsOf(frequency) > 1 && { part: parts?.[0] ?? 1 }),
});

const problemOf = (defect: Defect): Problem => {
  const { what, mend } = defectWords(defect);
  return { field: defect.where, message: `${what} ${mend}` };
};

const noReason: Problem = { field: 'reason', message: 'Cần ghi lý do hoặc căn cứ.' };

/** Refuses `request.invalid` unless a reason is given that is not too long. */
export function demandReason(reason: string): void {
  refuseTooLong({ reason: [reason, longest.shortReason] });
  if (reason.trim()) return;
  throw new Refusal('request.invalid', { count: '1' }, [noReason]);
}
