import { html } from 'hono/html';
import type { Standing } from '../../domain/review.ts';
import type { Html } from '../html.ts';
import { plainState } from './states.ts';

interface Reviewed {
  submission: { version: number };
  standing: ReadonlyMap<string, Standing>;
}

/** Whether a part has passed: in this version, or before and is the same or another since. */
export function standingState({ submission, standing }: Reviewed, part: string): Html {
  const passed = standing.get(part);
  if (!passed) return html``;
  if (passed.version === submission.version) return plainState('good', 'check', 'Đạt');
  if (passed.changed) return plainState('warn', 'alert', `Đã đạt ở bản ${passed.version}, nhưng đã sửa từ đó`);
  return plainState('good', 'check', `Đã đạt ở bản ${passed.version}, không đổi từ đó`);
}
