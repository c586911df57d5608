import type { Db } from './connection.ts';

type Choice = readonly [id: string, words: string];

/** What a regime may name: the plans, the forms, the agencies that follow and compile; and who does so now. */
export async function listChoices(
  db: Db,
): Promise<{ plans: Choice[]; forms: Choice[]; agencies: Choice[]; focal: string | undefined }> {
  const plans = await db.selectFrom('plan').select(['id', 'short_title']).orderBy('id').execute();
  const forms = await db
    .selectFrom('form')
    .distinctOn('id')
    .select(['id', 'title'])
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute();
  const agencies = await db
    .selectFrom('agency')
    .select(['code', 'name'])
    .where('kind', '=', 'department')
    .where('valid_to', 'is', null)
    .orderBy('position')
    .execute();
  const current = await db.selectFrom('regime').select('policy').orderBy('activated_at', 'desc').executeTakeFirst();
  return {
    plans: plans.map(({ id, short_title }) => [id, short_title]),
    forms: forms.map(({ id, title }) => [id, title]),
    agencies: agencies.map(({ code, name }) => [code, name]),
    focal: current?.policy.focalAgency,
  };
}
