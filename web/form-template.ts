import type { FormText } from '../store/forms.ts';

/** What a new form begins with: the outline of a periodic report by NĐ 09/2019 Đ.8.7. */
export const formTemplate: FormText = {
  title: '',
  source: 'Nghị định 09/2019/NĐ-CP Đ.8.7',
  sections: [
    {
      code: 'I',
      title: 'Tình hình triển khai',
      hint: 'Công tác chỉ đạo, văn bản đã ban hành, bố trí nguồn lực.',
      kind: 'narrative',
      required: true,
    },
    {
      code: 'II',
      title: 'Kết quả thực hiện theo từng nhiệm vụ được giao',
      hint: 'Với mỗi nhiệm vụ: tình trạng, mức độ hoàn thành, kết quả, sản phẩm, minh chứng.',
      kind: 'tasks',
      required: false,
    },
    {
      code: 'III',
      title: 'Tồn tại, hạn chế và nguyên nhân',
      hint: 'Nêu rõ nguyên nhân khách quan, chủ quan. Nếu không có, ghi “Không”.',
      kind: 'narrative',
      required: true,
    },
    {
      code: 'IV',
      title: 'Phương hướng, nhiệm vụ kỳ tới',
      hint: 'Nhiệm vụ trọng tâm, sản phẩm dự kiến, thời gian hoàn thành.',
      kind: 'narrative',
      required: true,
    },
    { code: 'V', title: 'Đề xuất, kiến nghị', hint: '', kind: 'narrative', required: false },
  ],
};
