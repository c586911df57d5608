import { byDate } from './zone.ts';

export type AgencyKind = 'department' | 'unit' | 'district' | 'ward' | 'commune' | 'special-zone';

/** An agency as the province knows it, with the days on which it exists; merged ones name their successors. */
export interface Agency {
  code: string;
  name: string;
  kind: AgencyKind;
  validFrom: Temporal.PlainDate;
  validTo: Temporal.PlainDate | undefined;
  successors: readonly string[];
}

/** Who may be written to at an agency: its head, its focal contact for reports, its official mailbox. */
export type ContactRole = 'head' | 'focal' | 'mailbox';

export interface Contact {
  role: ContactRole;
  /** The person's name; the official mailbox has the agency's. */
  name: string;
  /** The post held, such as "Giám đốc"; empty for a mailbox. */
  title: string;
  email: string;
}

/** Whether an agency exists on a day: a department merged on 01/03/2025 is valid to 28/02/2025, that day included. */
export function isValidOn(agency: Agency, day: Temporal.PlainDate): boolean {
  return byDate(agency.validFrom, day) <= 0 && (agency.validTo === undefined || byDate(day, agency.validTo) <= 0);
}

/** The agencies of the given kinds that exist on a day: who owes a report whose due date that is. */
export function obligedOn(
  agencies: readonly Agency[],
  kinds: readonly AgencyKind[],
  day: Temporal.PlainDate,
): readonly Agency[] {
  return agencies.filter((agency) => kinds.includes(agency.kind) && isValidOn(agency, day));
}

/**
 * The codes that an agency answers for: its own and those of the agencies merged into it, however often. A plan that
 * gave a task to Sở Kế hoạch và Đầu tư gives it to Sở Tài chính after the merger.
 */
export function answersFor(code: string, agencies: readonly Agency[]): ReadonlySet<string> {
  const codes = new Set([code]);
  for (const known of codes) {
    for (const agency of agencies)
      if (agency.successors.includes(known) && agency.code !== known) codes.add(agency.code);
  }
  return codes;
}
