import type { ReportContent } from './form.ts';

/** The parts of a report that differ, by their codes. */
export interface DraftChanges {
  sections: readonly string[];
  tasks: readonly string[];
  indicators: readonly string[];
}

export const unchanged: DraftChanges = { sections: [], tasks: [], indicators: [] };

/**
 * What was changed between two drafts, by code: for a head who was asked to approve the first one. A section that was empty and
 * still is, or has only other spaces at its ends, has not changed.
 */
export function changesBetween(asked: ReportContent, now: ReportContent): DraftChanges {
  return {
    sections: differing(asked.sections, now.sections, (text) => text?.trim() ?? ''),
    tasks: differing(
      asked.tasks,
      now.tasks,
      (task) => task && [task.state, task.percent, task.result.trim()].join('\n'),
    ),
    indicators: differing(
      asked.indicators ?? {},
      now.indicators ?? {},
      (answer) => answer && [answer.value, answer.estimated ?? false].join('\n'),
    ),
  };
}

/** In the order in which the parts stand now, those that are gone last. */
function differing<Part>(
  before: Record<string, Part>,
  after: Record<string, Part>,
  sense: (part: Part | undefined) => string | undefined,
): string[] {
  const codes = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return codes.filter((code) => sense(before[code]) !== sense(after[code]));
}
