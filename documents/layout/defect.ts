import type { LaidParagraph } from './read-layout.ts';

/** What of a document contradicts the layout of NĐ 30/2020, Phụ lục I. */
export type LayoutCode =
  | 'paper.size'
  | 'paper.margins'
  | 'page.number'
  | 'type.font'
  | 'type.colour'
  | 'heading.missing'
  | 'heading.nation'
  | 'heading.motto'
  | 'heading.motto_rule'
  | 'heading.issuer'
  | 'heading.issuer_rule'
  | 'heading.number'
  | 'heading.date'
  | 'subject.missing'
  | 'subject.type'
  | 'subject.rule'
  | 'readers.missing'
  | 'readers.type'
  | 'readers.marks'
  | 'body.align'
  | 'body.indent'
  | 'body.gap'
  | 'body.line'
  | 'body.size'
  | 'level.number'
  | 'level.type'
  | 'end.mark'
  | 'signature.missing'
  | 'signature.type'
  | 'copies.missing'
  | 'copies.type'
  | 'copies.marks';

/** A defect: its code for programs, a sentence for people, and where it was found. */
export interface LayoutDefect {
  code: LayoutCode;
  message: string;
  found: string;
}

/** Which document is looked at: one of a named kind, or a letter (công văn), which has none. */
export type LayoutKind = 'report' | 'letter';

const words: Record<LayoutCode, string> = {
  'paper.size': 'Khổ giấy phải là A4; phần lời văn để giấy đứng.',
  'paper.margins': 'Lề trên, dưới 20–25 mm, trái 30–35 mm, phải 15–20 mm.',
  'page.number': 'Số trang canh giữa trong lề trên, cỡ 13–14, đánh từ trang 2 của mỗi phần.',
  'type.font': 'Phông chữ phải là Times New Roman.',
  'type.colour': 'Chữ phải màu đen.',
  'heading.missing': 'Thiếu khối tiêu đề hai cột: cơ quan ban hành bên trái, Quốc hiệu bên phải.',
  'heading.nation': 'Quốc hiệu viết hoa, cỡ 12–13, đứng, đậm.',
  'heading.motto': 'Tiêu ngữ cỡ 13–14, đứng, đậm.',
  'heading.motto_rule': 'Đường kẻ dưới Tiêu ngữ dài bằng dòng chữ.',
  'heading.issuer': 'Tên cơ quan ban hành viết hoa, cỡ 12–13, đứng, đậm; cơ quan chủ quản không đậm.',
  'heading.issuer_rule': 'Đường kẻ dưới tên cơ quan dài từ 1/3 đến 1/2 dòng chữ.',
  'heading.number': 'Số, ký hiệu cỡ 13, đứng, canh giữa; số dưới 10 có số 0 ở trước.',
  'heading.date': 'Địa danh, thời gian cỡ 13–14, nghiêng, canh giữa; ngày dưới 10, tháng 1, 2 có số 0 ở trước.',
  'subject.missing': 'Thiếu tên loại, trích yếu (công văn: dòng “V/v …” dưới số, ký hiệu).',
  'subject.type':
    'Tên loại, trích yếu cỡ 13–14, đứng, đậm, canh giữa; trích yếu công văn cỡ 12–13, đứng, cách số ký hiệu 6 pt.',
  'subject.rule': 'Đường kẻ dưới trích yếu dài từ 1/3 đến 1/2 dòng chữ.',
  'readers.missing': 'Thiếu “Kính gửi:”.',
  'readers.type': '“Kính gửi” cỡ 13–14, đứng.',
  'readers.marks': 'Mỗi nơi nhận một dòng bắt đầu bằng “- ”, cuối dòng “;”, dòng cuối “.”.',
  'body.align': 'Lời văn canh đều hai lề.',
  'body.indent': 'Dòng đầu của đoạn lùi vào 1 hoặc 1,27 cm.',
  'body.gap': 'Khoảng cách giữa các đoạn tối thiểu 6 pt.',
  'body.line': 'Khoảng cách dòng từ dòng đơn đến 1,5 dòng.',
  'body.size': 'Lời văn cỡ 13–14.',
  'level.number': 'Các mục đánh số liên tục: I, II, III; 1, 2, 3; a, b, c, d, đ.',
  'level.type': 'Mục I viết hoa, đậm; khoản 1 có tiêu đề thì đậm; điểm a đứng; cỡ 13–14.',
  'end.mark': 'Lời văn kết thúc bằng “./.”, một lần duy nhất.',
  'signature.missing': 'Thiếu chức vụ của người ký.',
  'signature.type': 'Quyền hạn, chức vụ viết hoa, cỡ 13–14, đứng, đậm, canh giữa.',
  'copies.missing': 'Thiếu “Nơi nhận:” hoặc dòng “- Lưu: VT”.',
  'copies.type': '“Nơi nhận” cỡ 12, nghiêng, đậm; danh sách cỡ 11, đứng.',
  'copies.marks': 'Mỗi nơi nhận bắt đầu bằng “- ”, cuối dòng “;”, dòng “Lưu” cuối cùng kết thúc bằng “.”.',
};

/** A defect in the words of its rule. */
export const defect = (code: LayoutCode, found = ''): LayoutDefect => ({ code, message: words[code], found });

/** A defect unless the rule is kept; what was found is cut to a line. */
export const unless = (kept: boolean, code: LayoutCode, found = ''): readonly LayoutDefect[] =>
  kept ? [] : [defect(code, found.slice(0, 120))];

/** A look that words must have; sizes in points, both included. */
export interface Look {
  size: readonly [least: number, most: number];
  bold?: boolean;
  italics?: boolean;
  caps?: boolean;
  align?: 'center';
}

/** Whether a paragraph's words all look so; upright and not bold where the look does not say so. */
export function looks({ runs, text, align }: LaidParagraph, look: Look): boolean {
  const [least, most] = look.size;
  const { bold = false, italics = false } = look;
  return (
    runs.every(
      (run) =>
        run.text === '' || (run.size >= least && run.size <= most && run.bold === bold && run.italics === italics),
    ) &&
    (!look.caps || text === text.toLocaleUpperCase('vi')) &&
    (!look.align || align === look.align)
  );
}
