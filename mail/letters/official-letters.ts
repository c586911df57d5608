import type { OfficialDocument } from '../../domain/letter.ts';
import { dayWords } from '../../domain/words.ts';
import type { LetterWords, Writers } from '../letter-words.ts';
import { openRoom } from './report-words.ts';

/** Letters in the authority's name, once issued: the document itself is enclosed. */
export const officialLetters: Writers<'official-letter' | 'official-report'> = {
  'official-letter': (letter, { office }) => ({
    ...common(letter),
    lead: `${office} gửi ${letter.agency} ${numbered(letter)} (tệp kèm theo); đề nghị Quý cơ quan thực hiện theo nội dung văn bản.`,
    to: letter.agency,
    action: openRoom,
    why: `${office} đã ban hành văn bản gửi Quý cơ quan`,
  }),
  'official-report': (letter, { office }) => ({
    ...common(letter),
    lead: `${office} kính gửi UBND tỉnh ${numbered(letter)} (tệp kèm theo); kính đề nghị UBND tỉnh xem xét, chỉ đạo.`,
    to: 'Ủy ban nhân dân tỉnh',
    action: 'Xem văn bản trên hệ thống',
    why: `${office} đã ban hành văn bản gửi UBND tỉnh`,
  }),
};

const common = (letter: OfficialDocument): Pick<LetterWords, 'subject' | 'blocks'> => ({
  subject: `[Văn bản] Số ${letter.number}: ${letter.title}`,
  blocks: [
    `Trích yếu: ${letter.title}.`,
    letter.signed
      ? 'Kèm theo thư này là bản ký số (PDF) và bản Word của văn bản; bản ký số là bản chính thức.'
      : 'Kèm theo thư này là bản Word của văn bản; bản ký gửi theo Hệ thống quản lý văn bản và điều hành.',
  ],
});

const numbered = ({ number, issuedOn }: OfficialDocument): string =>
  `văn bản số ${number}${issuedOn ? ` ngày ${dayWords(issuedOn)}` : ''}`;
