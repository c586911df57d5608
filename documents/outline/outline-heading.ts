import type { Paragraph, Table } from 'docx';
import type { FormSheet } from '../../domain/form-sheet.ts';
import { groupName } from '../../domain/form.ts';
import { size, textWidth } from '../decree-30.ts';
import { bodyParagraph, centred, rule, words } from '../paragraphs.ts';
import { ruleBelow } from '../rule-below.ts';
import { bareTable } from '../tables.ts';

/** Twips, as in the compiled report's heading. */
const left = 3515;
const right = textWidth.portrait - left;
const mottoRule = 3428;
const caps = { bold: true, size: size.heading } as const;

/** The agency beside the national name, the title and the receiver; number, day and month are left for the signing. */
export const outlineHeading = (sheet: FormSheet): readonly (Paragraph | Table)[] => [
  headingTable(sheet),
  centred('BÁO CÁO', { bold: true }, { spacing: { before: 320 } }),
  centred(subjectOf(sheet), { bold: true }),
  ruleBelow([subjectOf(sheet)], { width: textWidth.portrait, halfPoints: size.body }),
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
  return bareTable(
    [left, right],
    [
      [
        ...above.map((line) => centred(line, { size: size.heading })),
        ...name.map((line) => centred(line, caps)),
        ruleBelow(name, { width: left, halfPoints: size.heading }),
        centred(`Số:        /BC-${symbol}`, { size: size.heading }, { spacing: { before: 120 } }),
      ],
      [
        centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', caps),
        centred('Độc lập - Tự do - Hạnh phúc', { bold: true }),
        rule(right, mottoRule),
        centred(`${place}, ngày      tháng      năm ${cycle.year}`, { italics: true }, { spacing: { before: 120 } }),
      ],
    ],
  );
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
