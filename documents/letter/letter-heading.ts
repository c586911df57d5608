import type { Paragraph, Table } from 'docx';
import type { OfficialSheet } from '../../domain/official/sheet.ts';
import { documentTitle, letterhead } from '../letterhead.ts';

/** The heading of a letter, with what it is about under its number; a report says that in its title. */
export const letterHeading = ({ superior, issuer, number, dated, report, subject }: OfficialSheet): Table =>
  letterhead({
    ...(superior && { superior: [superior] }),
    ...{ issuer, number, dated },
    ...(!report && { about: whole(subject) }),
  });

/** The kind and the subject of a report; a letter has none. */
export const letterTitle = ({ report, subject }: OfficialSheet): readonly Paragraph[] =>
  report ? documentTitle('BÁO CÁO', upperFirst(whole(subject))) : [];

/** A document's symbol stays on one line: `69-KL/TW`. */
const whole = (text: string): string => text.replaceAll(/(?<=\d)-(?=\p{Lu})/gu, '\u2011');

const upperFirst = (text: string): string => text.replace(/^./u, (first) => first.toLocaleUpperCase('vi'));
