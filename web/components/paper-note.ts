import { html } from 'hono/html';
import { paperWords } from '../../domain/paper-report.ts';
import { momentWords } from '../../domain/words.ts';
import { paperIn } from '../../store/submissions.ts';
import type { Html } from '../html.ts';
import { plainState } from './states.ts';

/** Marks a version that came outside the system, wherever it is shown to the office; nothing for all others. */
export function paperNote(version: Parameters<typeof paperIn>[0]): Html {
  const { paper } = paperIn(version);
  return html`${
    paper &&
    html`<p class="note">
      ${plainState('info', 'file', 'Gửi ngoài hệ thống')} ${paperWords(paper)}; Sở ghi nhận thay cơ quan lúc
      ${momentWords(paper.recordedAt)}. Nội dung xem trong văn bản.
    </p>`
  }`;
}
