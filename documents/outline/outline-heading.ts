import type { Paragraph, Table } from 'docx';
import type { FormSheet } from '../../domain/form-sheet.ts';
import { groupName } from '../../domain/form.ts';
import { documentTitle, letterhead } from '../letterhead.ts';
import { bodyParagraph, words } from '../paragraphs.ts';

/** The agency beside the national name, the title and the receiver; number, day and month are left for the signing. */
export const outlineHeading = (sheet: FormSheet): readonly (Paragraph | Table)[] => [
  headingTable(sheet),
  ...documentTitle('BÁO CÁO', subjectOf(sheet)),
  bodyParagraph([words('Kính gửi: Ủy ban nhân dân tỉnh Quảng Ngãi')], {
    indent: { left: 1500, firstLine: 0 },
    spacing: { before: 240, after: 0 },
  }),
  bodyParagraph('(qua Sở Khoa học và Công nghệ)', {
    indent: { left: 2700, firstLine: 0 },
    spacing: { before: 0, after: 240 },
  }),
];

const subjectOf = ({ plan, cycle }: FormSheet): string => `Kết quả thực hiện ${plan.shortTitle} ${cycle.words}`;

function headingTable({ agency, cycle }: FormSheet): Table {
  const { above, name, symbol, place } = issuerOf(agency);
  return letterhead({
    superior: above,
    issuer: name,
    number: `Số:        /BC-${symbol}`,
    dated: `${place}, ngày      tháng      năm ${cycle.year}`,
  });
}

interface Issuer {
  /** The superior agency; a people's committee names none. */
  above: readonly string[];
  name: readonly string[];
  symbol: string;
  place: string;
}

/** Who issues the report, as NĐ 30/2020, Phụ lục I, mục II.2 has it; what we do not know is left to be filled in. */
function issuerOf({ code, name, kind }: FormSheet['agency']): Issuer {
  const upper = (text: string): string => text.toLocaleUpperCase('vi');
  const [, locality] = /^UBND (.+)$/.exec(name) ?? [];
  if (locality && groupName(kind) === 'localities') {
    const place = locality.replace(/^(xã|phường|đặc khu|huyện|thị xã|thành phố) /, '');
    return { above: [], name: ['ỦY BAN NHÂN DÂN', upper(locality)], symbol: 'UBND', place };
  }
  const known = kind === 'department';
  return {
    above: [known ? 'UBND TỈNH QUẢNG NGÃI' : '……………………'],
    name: [upper(name)],
    symbol: known && /^[A-ZĐ]{2,10}$/.test(code) ? code : '……',
    place: 'Quảng Ngãi',
  };
}
