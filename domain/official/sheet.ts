import { documentDate } from '../words.ts';
import { dayOf } from '../zone.ts';
import { ruleOf } from './kinds.ts';
import type { LetterLine, OfficialKind } from './kinds.ts';

/** A letter as it is stored, draft or issued. */
export interface SheetFacts {
  kind: OfficialKind;
  title: string;
  subject?: string | undefined;
  paragraphs: readonly string[];
  list: readonly LetterLine[];
  /** The one agency that it is addressed to. */
  agency?: string | undefined;
  draftedAt: Temporal.Instant;
  number?: string | undefined;
  issuedOn?: Temporal.PlainDate | undefined;
}

/** A letter as it is laid out, on the page and in Word alike (NĐ 30/2020, mẫu 1.4, 1.5). */
export interface OfficialSheet {
  /** Who issues it: the superior body first, regular; the issuer's own lines are bold. */
  superior: string | undefined;
  issuer: readonly string[];
  /** `Số: 05/SKHCN-VP`; room for a hand before it is issued. */
  number: string;
  dated: string;
  /** A report has its kind and subject as a title; a letter has "V/v" under its number. */
  report: boolean;
  subject: string;
  to: readonly string[];
  paragraphs: readonly string[];
  copies: readonly string[];
  signer: readonly string[];
  annex?: OfficialAnnex | undefined;
  at: Temporal.Instant;
}

/** The list of agencies that belongs to a letter, on pages of its own. */
export interface OfficialAnnex {
  title: string;
  belongsTo: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** Room for what a hand fills in. */
const gap = '\u00a0'.repeat(7);

/** Lays a letter out. The same letter gives the same sheet. */
export function sheetOf(letter: SheetFacts): OfficialSheet {
  const { kind, paragraphs, issuedOn, draftedAt } = letter;
  const { symbol } = ruleOf(kind);
  const province = kind === 'direction-draft';
  const number = letter.number ?? `${gap}${symbol}`;
  const dated = issuedOn ? documentDate(issuedOn) : `ngày${gap}tháng${gap}năm ${dayOf(draftedAt).year}`;
  const annex = letter.list.length > 0 ? annexOf(letter, `${number} ${dated}`) : undefined;
  return {
    superior: province ? undefined : 'UBND TỈNH QUẢNG NGÃI',
    issuer: province ? ['ỦY BAN NHÂN DÂN', 'TỈNH QUẢNG NGÃI'] : ['SỞ KHOA HỌC VÀ', 'CÔNG NGHỆ'],
    number: `Số: ${number}`,
    dated: `Quảng Ngãi, ${dated}`,
    report: kind === 'escalation',
    subject: subjectOf(letter),
    to: readersOf(letter),
    paragraphs,
    copies: copiesOf(kind),
    signer: province ? ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'] : ['GIÁM ĐỐC'],
    annex,
    at: draftedAt,
  };
}

/** What a letter is about; one of before this was kept has it in its title. */
const subjectOf = ({ subject, title }: SheetFacts): string => subject ?? title.replace(/^Báo cáo UBND tỉnh về\s*/, '');

function readersOf({ kind, agency }: SheetFacts): readonly string[] {
  switch (kind) {
    case 'request':
      return ['Các sở, ban, ngành tỉnh', 'UBND các xã, phường, đặc khu'];
    case 'urging':
    case 'direction-draft':
      return ['Các cơ quan, đơn vị, địa phương có tên trong danh sách kèm theo'];
    case 'extension':
      return [agency ?? ''];
    case 'escalation':
    case 'tracking':
      return ['Ủy ban nhân dân tỉnh Quảng Ngãi'];
  }
}

function copiesOf(kind: OfficialKind): readonly string[] {
  if (kind === 'direction-draft') {
    return ['Như trên;', 'CT, các PCT UBND tỉnh;', 'Sở Khoa học và Công nghệ;', 'Lưu: VT, KGVX.'];
  }
  const told = kind === 'request' || kind === 'urging';
  return ['Như trên;', ...(told ? ['UBND tỉnh (b/c);'] : []), 'Giám đốc, các PGĐ Sở;', 'Lưu: VT, VP.'];
}

function annexOf({ kind, list }: SheetFacts, belongsTo: string): OfficialAnnex {
  const name = kind === 'escalation' ? 'Báo cáo' : 'Công văn';
  const issuer = kind === 'direction-draft' ? 'UBND tỉnh Quảng Ngãi' : 'Sở Khoa học và Công nghệ';
  const rows = list.map((line, place) => [
    String(place + 1),
    line.agency,
    line.due.replace(' (đã gia hạn)', ''),
    line.extended ?? (line.due.includes('gia hạn') ? 'đã gia hạn' : ''),
    line.sentOn ?? '',
    line.document ?? '',
    line.state,
    String(line.urged),
    '',
  ]);
  return {
    title: 'DANH SÁCH CƠ QUAN CHƯA GỬI BÁO CÁO',
    belongsTo: `(Kèm theo ${name} số ${belongsTo} của ${issuer})`,
    head: [
      ...['STT', 'Cơ quan, đơn vị', 'Hạn gửi', 'Gia hạn đến', 'Ngày gửi thực tế', 'Số, ký hiệu', 'Tình trạng'],
      ...['Số lần đôn đốc', 'Ghi chú'],
    ],
    rows,
  };
}
