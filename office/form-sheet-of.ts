import type { FormSheet } from '../domain/form-sheet.ts';
import { groupName } from '../domain/form.ts';
import type { Room } from './read-room.ts';

/** What an agency's form is made of when it leaves its room as a file. */
export function formSheetOf({ obligation, agency, cycle, plan, form, tasks, draft, lastYear, due }: Room): FormSheet {
  const leads = [agency.code, groupName(agency.kind)];
  return {
    obligation: obligation.id,
    agency: { code: agency.code, name: agency.name, kind: agency.kind },
    cycle: { id: cycle.id, words: cycle.words, year: cycle.term.year },
    plan: { number: plan.number, shortTitle: plan.shortTitle },
    form,
    groups: plan.groups,
    tasks: tasks.map(({ code, group, title, lead }) => ({
      code,
      group,
      title,
      leads: lead.some((who) => leads.includes(who)),
    })),
    content: draft.content,
    version: draft.version,
    savedAt: draft.savedAt ?? undefined,
    lastYear: lastYear && { form: lastYear.form, content: lastYear.content, year: lastYear.year },
    due,
  };
}
