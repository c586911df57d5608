import { termName } from './term.ts';
import type { Term } from './term.ts';

/** A cycle is named by its regime and term: `kl69-nam/2026`. */
export type CycleId = string;

/** The kinds of matter; each has a workflow type of the same name in `workflows/`. */
export type MatterKind = 'regime' | 'cycle' | 'compilation' | 'obstacle' | 'post-office' | 'bounce-mailbox';

/** A matter is anything that has a next moment; its name is its workflow's id: `cycle/kl69-nam/2026`. */
export interface Matter {
  kind: MatterKind;
  /** What the matter is about, without its kind: `kl69-nam/2026`. */
  subject: string;
}

export const regimeMatter = (regime: string): Matter => ({ kind: 'regime', subject: regime });
export const cycleMatter = (cycle: CycleId): Matter => ({ kind: 'cycle', subject: cycle });
export const compilationMatter = (compilation: string): Matter => ({ kind: 'compilation', subject: compilation });
export const obstacleMatter = (obstacle: string): Matter => ({ kind: 'obstacle', subject: obstacle });
/** A post office: every letter leaves through the one to which its recipient belongs. */
export const postOfficeMatter = (postOffice: number): Matter => ({ kind: 'post-office', subject: String(postOffice) });

/** The mailbox to which letters come back; there is none where it is not configured. */
export const bounceMailbox: Matter = { kind: 'bounce-mailbox', subject: 'main' };

/** `cycle/kl69-nam/2026`: the workflow id of a matter, and its key in the wake table. */
export const matterName = (matter: Matter): string => `${matter.kind}/${matter.subject}`;

/** `kl69-nam/2026` from a regime and the term that names the report; `xk-quy/2026-2` for the second quarter. */
export const cycleId = (regime: string, term: Term): CycleId => `${regime}/${termName(term)}`;

/** The regime of a cycle's name. */
export const regimeOf = (cycle: CycleId): string => cycle.slice(0, cycle.lastIndexOf('/'));
