/** A cycle is named by its regime and year: `kl69-nam/2026`. */
export type CycleId = string;

/** The kinds of matter; each has a workflow type of the same name in `workflows/`. */
export type MatterKind = 'regime' | 'cycle' | 'compilation' | 'obstacle' | 'post-office';

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
/** The one post office of an installation: every letter leaves through it. */
export const postOffice: Matter = { kind: 'post-office', subject: 'main' };

/** `cycle/kl69-nam/2026`: the workflow id of a matter, and its key in the wake table. */
export const matterName = (matter: Matter): string => `${matter.kind}/${matter.subject}`;

/** `kl69-nam/2026` from a regime and the year that names the report. */
export const cycleId = (regime: string, year: number): CycleId => `${regime}/${year}`;

/** The regime and the year of a cycle's name. */
export function cycleParts(cycle: CycleId): { regime: string; year: number } {
  const cut = cycle.lastIndexOf('/');
  return { regime: cycle.slice(0, cut), year: Number(cycle.slice(cut + 1)) };
}
