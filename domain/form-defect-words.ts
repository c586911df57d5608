import type { FormDefect, FormDefectCode } from './form-defect.ts';
import { aggregationWords, indicatorTypeWords } from './form-words.ts';
import type { DefectWords } from './defect-words.ts';

type Facts = FormDefect['facts'];

/** A code of the data as people read it. */
const known = (words: Readonly<Record<string, string>>, code: string | undefined): string =>
  (words[code ?? ''] ?? code ?? '').toLocaleLowerCase('vi');

const codeRule = 'Mã gồm chữ cái không dấu (và chữ đ), chữ số, dấu chấm, gạch nối, tối đa 40 ký tự; ví dụ: II, 2.1.';

/** Every code has its sentences; the compiler proves that none is missing. */
const words: Record<FormDefectCode, (facts: Facts) => DefectWords> = {
  'title.missing': () => ({ what: 'Chưa có tên.', mend: 'Ghi tên như sẽ hiện với cơ quan báo cáo.' }),
  'source.missing': () => ({
    what: 'Chưa ghi nguồn, căn cứ.',
    mend: 'Ghi văn bản hoặc hệ thống chỉ tiêu thống kê quy định chỉ tiêu này.',
  }),
  'code.bad': ({ code }) => ({ what: code ? `Mã “${code}” không dùng được.` : 'Chưa có mã.', mend: codeRule }),
  'code.duplicate': ({ code }) => ({
    what: `Mã “${code ?? ''}” đã dùng ở trên; số liệu của hai chỗ sẽ lẫn vào nhau.`,
    mend: 'Đặt mã khác cho một trong hai chỗ.',
  }),
  'name.missing': () => ({ what: 'Chỉ tiêu chưa có tên.', mend: 'Ghi tên chỉ tiêu.' }),
  'unit.missing': () => ({ what: 'Chỉ tiêu chưa có đơn vị tính.', mend: 'Ghi đơn vị tính, ví dụ: triệu đồng, %.' }),
  'sections.none': () => ({ what: 'Đề cương chưa có phần nào.', mend: 'Thêm ít nhất một phần.' }),
  'sections.many': ({ most }) => ({
    what: `Đề cương có quá ${most ?? ''} phần.`,
    mend: 'Gộp các phần có nội dung gần nhau.',
  }),
  'indicators.many': ({ most }) => ({
    what: `Đề cương hỏi quá ${most ?? ''} chỉ tiêu.`,
    mend: 'Bỏ bớt chỉ tiêu, hoặc chia thành hai chế độ báo cáo.',
  }),
  'section.tasks-twice': () => ({
    what: 'Kết quả từng nhiệm vụ đã có ở một phần trên; cơ quan chỉ ghi một lần.',
    mend: 'Bỏ phần này hoặc chọn cách trả lời khác.',
  }),
  'section.no-figures': () => ({
    what: 'Biểu số liệu chưa có chỉ tiêu nào.',
    mend: 'Thêm chỉ tiêu, hoặc chọn cách trả lời khác.',
  }),
  'section.stray-figures': () => ({
    what: 'Phần này có chỉ tiêu nhưng không phải biểu số liệu; cơ quan sẽ không thấy các chỉ tiêu đó.',
    mend: 'Chọn “Biểu số liệu”, hoặc bỏ các chỉ tiêu.',
  }),
  'section.other-kind': ({ code }) => ({
    what: `Phần ${code ?? ''} của phiên bản trước trả lời theo cách khác; nội dung năm trước sẽ không lấy sang được.`,
    mend: 'Nếu đây là phần mới, đặt mã khác.',
  }),
  'section.other-title': ({ code, before }) => ({
    what: `Phần ${code ?? ''} của phiên bản trước là “${before ?? ''}”; nội dung năm trước của phần ấy sẽ được lấy sang phần này.`,
    mend: 'Nếu đây là phần khác, đặt mã khác.',
  }),
  'section.gone': ({ code, name }) => ({
    what: `Phiên bản này không còn phần ${code ?? ''}. ${name ?? ''}.`,
    mend: 'Kiểm tra là bỏ có chủ ý; nếu chỉ đổi mã, giữ mã cũ để lấy được nội dung năm trước.',
  }),
  'indicator.other-meaning': ({ code, name, unit, type }) => ({
    what: `Mã ${code ?? ''} trước đây là “${name ?? ''}”, ${known(indicatorTypeWords, type)}, đơn vị “${unit ?? ''}”; số năm trước sẽ bị đem so với số khác loại.`,
    mend: 'Đặt mã mới cho chỉ tiêu mới; giữ nguyên mã cũ cho chỉ tiêu cũ.',
  }),
  'indicator.other-name': ({ code, name }) => ({
    what: `Mã ${code ?? ''} trước đây là “${name ?? ''}”; số năm trước của chỉ tiêu ấy sẽ đứng cạnh chỉ tiêu này.`,
    mend: 'Nếu là chỉ tiêu khác, đặt mã mới.',
  }),
  'indicator.gone': ({ code, name }) => ({
    what: `Phiên bản này không còn chỉ tiêu ${code ?? ''}. ${name ?? ''}.`,
    mend: 'Kiểm tra là bỏ có chủ ý; nếu chỉ đổi mã, giữ mã cũ để so được với năm trước.',
  }),
  'bounds.crossed': () => ({ what: 'Giá trị nhỏ nhất lớn hơn giá trị lớn nhất.', mend: 'Sửa một trong hai giá trị.' }),
  'bounds.useless': () => ({
    what: 'Giới hạn không có tác dụng: chỉ tiêu này không do cơ quan nhập bằng số.',
    mend: 'Để trống giá trị nhỏ nhất, lớn nhất.',
  }),
  'compare.negative': () => ({
    what: 'Mức thay đổi so với năm trước không thể âm.',
    mend: 'Ghi số phần trăm từ 0 trở lên, hoặc để trống.',
  }),
  'compare.useless': () => ({
    what: 'Nội dung bằng chữ không so được với năm trước.',
    mend: 'Để trống mức thay đổi.',
  }),
  'aggregation.unfit': ({ type, aggregation }) => ({
    what: `Cách tổng hợp “${known(aggregationWords, aggregation)}” không dùng được cho ${known(indicatorTypeWords, type)}.`,
    mend:
      type === 'percent'
        ? 'Tỷ lệ phần trăm không cộng được: chọn bình quân gia quyền (hoặc bình quân).'
        : 'Chọn “Đếm cơ quan có” hoặc “Không tổng hợp”.',
  }),
  'aggregation.mean-of-percents': () => ({
    what: 'Bình quân các tỷ lệ coi cơ quan lớn và nhỏ như nhau.',
    mend: 'Nên chọn bình quân gia quyền theo một chỉ tiêu quy mô, hoặc tính tỷ lệ bằng công thức.',
  }),
  'weight.missing': () => ({
    what: 'Bình quân gia quyền chưa ghi chỉ tiêu làm quyền số.',
    mend: 'Chọn chỉ tiêu quy mô, ví dụ tổng số hồ sơ.',
  }),
  'weight.unknown': ({ weight }) => ({
    what: `Quyền số “${weight ?? ''}” không phải một chỉ tiêu khác của đề cương này.`,
    mend: 'Ghi mã của một chỉ tiêu khác trong đề cương.',
  }),
  'weight.no-number': ({ weight }) => ({
    what: `Chỉ tiêu ${weight ?? ''} không phải số đếm được nên không làm quyền số được.`,
    mend: 'Chọn một chỉ tiêu là số nguyên hoặc số thập phân.',
  }),
  'weight.useless': () => ({
    what: 'Quyền số chỉ dùng khi tổng hợp bằng bình quân gia quyền.',
    mend: 'Để trống quyền số, hoặc đổi cách tổng hợp.',
  }),
  'required.reckoned': () => ({
    what: 'Chỉ tiêu tính theo công thức thì cơ quan không nhập, nên không thể bắt buộc.',
    mend: 'Bỏ “Bắt buộc” ở đây; đánh dấu ở các chỉ tiêu thành phần.',
  }),
  'formula.of-text': () => ({
    what: 'Chỉ tiêu bằng chữ hoặc Có/Không không tính được theo công thức.',
    mend: 'Đổi kiểu thành số, hoặc bỏ công thức.',
  }),
  'formula.empty': () => ({
    what: 'Công thức chưa ghi đủ các chỉ tiêu thành phần.',
    mend: 'Tổng cần ít nhất một mã; hiệu và tỷ lệ cần đúng hai mã.',
  }),
  'formula.unknown': ({ code }) => ({
    what: `Công thức dùng mã “${code ?? ''}”, không có trong đề cương này.`,
    mend: 'Ghi mã của chỉ tiêu có trong đề cương.',
  }),
  'formula.text': ({ code }) => ({
    what: `Công thức dùng chỉ tiêu ${code ?? ''}, là nội dung bằng chữ.`,
    mend: 'Chỉ dùng các chỉ tiêu là số.',
  }),
  'formula.twice': ({ code }) => ({
    what: `Công thức dùng chỉ tiêu ${code ?? ''} hai lần.`,
    mend: 'Mỗi chỉ tiêu chỉ ghi một lần.',
  }),
  'formula.circle': ({ way }) => ({
    what: `Công thức đi vòng: ${way ?? ''}; không tính được.`,
    mend: 'Bỏ công thức của một chỉ tiêu trong vòng.',
  }),
  'formula.share-of-shares': ({ codes }) => ({
    what: `Tỷ lệ tính từ tỷ lệ khác (${codes ?? ''}); không có số tổng toàn tỉnh để tính.`,
    mend: 'Tính tỷ lệ từ hai chỉ tiêu là số lượng.',
  }),
  'formula.sum-of-percents': ({ codes }) => ({
    what: `Tổng có tỷ lệ phần trăm (${codes ?? ''}).`,
    mend: 'Chỉ cộng các tỷ lệ khi chúng cùng chia cho một tổng.',
  }),
  'formula.mixed-units': ({ units }) => ({
    what: `Công thức dùng các đơn vị tính khác nhau: ${units ?? ''}.`,
    mend: 'Đưa các chỉ tiêu về cùng đơn vị tính.',
  }),
};

/** The sentences of a form's defect. */
export const formDefectWords = ({ code, facts }: FormDefect): DefectWords => words[code](facts);
