import type { CompilationFacts } from './compilation.ts';
import type { RoleHolder } from './task-role.ts';

/** A submission version by its id, with the hash of its content when the run was taken. */
export interface FixedSource {
  submission: string;
  sha256: string;
}

/** Which version of which form the figures are told by. */
export interface FormName {
  id: string;
  version: number;
}

/** The year before, as it was fixed: who was asked, who answers for it now, and the version that was compiled. */
export interface FixedYear {
  year: number;
  form: FormName;
  agencies: readonly { code: string; heirs: readonly string[]; source?: FixedSource }[];
}

/**
 * Everything that a run is made of, as of its start: what is not a submission's content stands here itself, contents by
 * their hashes. So the run can be made again later, whatever has changed since.
 */
export interface CompilationSnapshot {
  facts: Omit<CompilationFacts, 'sources' | 'indicators'>;
  form: FormName;
  sources: readonly FixedSource[];
  /** By agency: what the plan's tasks are given to it by; absent in runs of earlier releases. */
  holders?: Readonly<Record<string, Omit<RoleHolder, 'agency'>>>;
  before?: FixedYear;
}
