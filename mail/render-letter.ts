import type { Letter, LetterKind } from '../domain/letter.ts';
import { dueEvent } from './due-event.ts';
import { htmlBody } from './html-body.ts';
import type { LetterOf, LetterWords, Sender, Writers } from './letter-words.ts';
import { compilationLetters } from './letters/compilation-letters.ts';
import { dueLetters } from './letters/due-letters.ts';
import { extensionLetters } from './letters/extension-letters.ts';
import { missingLetters } from './letters/missing-letters.ts';
import { movedLetters } from './letters/moved-letters.ts';
import { officialLetters } from './letters/official-letters.ts';
import { obstacleLetters } from './letters/obstacle-letters.ts';
import { personLetters } from './letters/person-letters.ts';
import { paperLetters } from './letters/paper-letters.ts';
import { sendingLetters } from './letters/sending-letters.ts';
import { reviewLetters } from './letters/review-letters.ts';
import { settledLetters } from './letters/settled-letters.ts';
import { troubleLetters } from './letters/trouble-letters.ts';
import { waitingLetters } from './letters/waiting-letters.ts';
import { textBody } from './text-body.ts';

export type { Sender } from './letter-words.ts';

export interface RenderedLetter {
  subject: string;
  text: string;
  html: string;
  /** The due date for the reader's calendar, in letters that give one. */
  ics?: string;
}

/** A letter's facts as an e-mail: the same words as text and as HTML. */
export async function renderLetter(letter: Letter, sender: Sender): Promise<RenderedLetter> {
  const { words, link, ics } = inWords(letter, sender);
  const { subject } = words;
  return {
    subject,
    text: textBody(words, link, sender),
    html: await htmlBody(words, link, sender),
    ...(ics && { ics }),
  };
}

/** A letter put into words, with its link and its date for the reader's calendar. */
export interface WordedLetter {
  words: LetterWords;
  link: string;
  ics?: string;
}

/** Puts a letter into words; its subject is one line. */
export function inWords(letter: Letter, sender: Sender): WordedLetter {
  const words = write(letter, sender);
  return {
    words: { ...words, subject: subjectLine(words.subject) },
    link: letter.link,
    ...(words.event && 'agency' in letter && { ics: dueEvent(letter, letter.agency, words.event) }),
  };
}

const writers = {
  ...dueLetters,
  ...reviewLetters,
  ...personLetters,
  ...paperLetters,
  ...extensionLetters,
  ...movedLetters,
  ...obstacleLetters,
  ...missingLetters,
  ...compilationLetters,
  ...sendingLetters,
  ...troubleLetters,
  ...settledLetters,
  ...waitingLetters,
  ...officialLetters,
} satisfies Writers<LetterKind>;

function write<K extends LetterKind>(letter: LetterOf<K> & { kind: K }, sender: Sender): LetterWords {
  const writer: Writers<K>[K] = (writers as Writers<LetterKind>)[letter.kind];
  return writer(letter, sender);
}

const longestSubject = 160;

/** Titles typed by people may be long or hold line breaks; a subject is one line, with what must stand at its end. */
export function subjectLine(words: string, end = ''): string {
  const line = words.replace(/\s+/g, ' ').trim();
  const room = longestSubject - end.length;
  return `${line.length > room ? `${line.slice(0, room - 1).trimEnd()}…` : line}${end}`;
}
