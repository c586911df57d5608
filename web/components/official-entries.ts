import { html } from 'hono/html';
import { dayWords } from '../../domain/words.ts';
import { stateOfLetter } from '../../store/letters.ts';
import type { Thread } from '../../office/read-thread.ts';
import { officialKindWords } from '../official-words.ts';
import { officialStateMark } from './official-state.ts';
import type { Entry } from './thread-entries.ts';

/** The letters in the authority's name that are addressed to an agency, or name it, in its thread. */
export const officialEntries = ({ letters, obligation }: Thread): Entry[] =>
  letters.map((letter) => {
    const state = stateOfLetter(letter);
    const named = letter.content.list.some(({ agency }) => agency === obligation.agencyName);
    return {
      at: letter.issued_at ?? letter.drafted_at,
      icon: 'file',
      tone: state === 'void' || !letter.number ? 'faint' : 'plain',
      body: html`<p class="what">Công văn: ${officialKindWords[letter.kind]} ${officialStateMark(state)}</p>
        <p><a href="/letters/${letter.id}">${letter.number ? `Số ${letter.number}: ` : ''}${letter.title}</a></p>
        ${named && html`<p class="note">Cơ quan có tên trong danh sách kèm theo.</p>`}`,
    };
  });

/** The letters that came in about an agency. */
export const incomingEntries = ({ incoming }: Thread): Entry[] =>
  incoming.map(({ id, number, issued_on, sender, subject, file_sha256, recorded_at }) => ({
    at: recorded_at,
    icon: 'file',
    tone: 'plain',
    body: html`<p class="what">Công văn đến số ${number}, ngày ${dayWords(issued_on)}</p>
      <p>${sender}: ${subject}${file_sha256 && html` · <a href="/letters/incoming/${id}/file">Tải tệp</a>`}</p>`,
  }));
