/** What the demo's agencies write. Sentences are chosen by the agency's own stream, so that some of them coincide. */
const situation = [
  'Đã tổ chức quán triệt Kết luận số 69-KL/TW và Kế hoạch của UBND tỉnh đến toàn thể cán bộ, công chức, viên chức và người lao động.',
  'Ban hành kế hoạch thực hiện của cơ quan, phân công rõ bộ phận chủ trì, thời hạn và sản phẩm của từng nhiệm vụ.',
  'Lồng ghép nhiệm vụ khoa học, công nghệ và đổi mới sáng tạo vào chương trình công tác năm và dự toán được giao.',
  'Phối hợp với Sở Khoa học và Công nghệ tổ chức tập huấn về chuyển đổi số, đổi mới sáng tạo cho cán bộ phụ trách.',
];
const results = [
  'Hoàn thành số hóa, đưa vào sử dụng 100% quy trình nội bộ trên môi trường điện tử.',
  'Triển khai 02 mô hình ứng dụng tiến bộ kỹ thuật, được hội đồng cơ sở đánh giá đạt yêu cầu.',
  'Ban hành văn bản hướng dẫn, tổ chức 03 hội nghị tuyên truyền với trên 200 lượt người tham dự.',
  'Đề xuất 01 nhiệm vụ khoa học và công nghệ cấp tỉnh, đang hoàn thiện thuyết minh.',
  'Công nhận 05 sáng kiến cấp cơ sở, áp dụng có hiệu quả trong giải quyết thủ tục hành chính.',
  'Rà soát, kiến nghị sửa đổi 02 văn bản không còn phù hợp với quy định hiện hành.',
  'Hỗ trợ 04 hợp tác xã, cơ sở sản xuất xây dựng nhãn hiệu, truy xuất nguồn gốc sản phẩm.',
];
const shortcomings = [
  'Kinh phí bố trí cho khoa học và công nghệ còn thấp; cán bộ phụ trách kiêm nhiệm nên triển khai có việc còn chậm.',
  'Hạ tầng số ở cơ sở chưa đồng bộ; dữ liệu dùng chung chưa đầy đủ. Nguyên nhân chủ yếu do mới sắp xếp tổ chức bộ máy.',
  'Doanh nghiệp trên địa bàn quy mô nhỏ, chưa quan tâm đầu tư đổi mới công nghệ.',
];
const directions = [
  'Tiếp tục thực hiện Kế hoạch; hoàn thành các nhiệm vụ chuyển tiếp trước ngày 30/9.',
  'Tập trung chuyển đổi số, ứng dụng trí tuệ nhân tạo trong giải quyết công việc và phục vụ người dân.',
  'Đăng ký nhiệm vụ khoa học và công nghệ gắn với sản phẩm chủ lực của địa phương.',
];
const proposals = [
  'Đề nghị UBND tỉnh bố trí kinh phí sự nghiệp khoa học và công nghệ cho cấp xã ngay từ đầu năm.',
  'Đề nghị Bộ Khoa học và Công nghệ sớm hướng dẫn cơ chế khoán chi đến sản phẩm cuối cùng.',
  '',
];

/** A report's content for the tasks that the plan gives an agency. */
export function writeReport(tasks: readonly string[], next: () => number, sections = 5) {
  const pick = (words: readonly string[]): string => words[Math.floor(next() * words.length)] ?? '';
  const states = ['done', 'done', 'under_way', 'under_way', 'not_started', 'not_applicable'] as const;
  const taskResults = tasks.map((task) => {
    const state = states[Math.floor(next() * states.length)] ?? 'under_way';
    const percent = state === 'done' ? 100 : state === 'under_way' ? 20 + Math.floor(next() * 14) * 5 : 0;
    return [task, { state, percent, result: state === 'done' || state === 'under_way' ? pick(results) : '' }] as const;
  });
  const written = [
    ['I', `${pick(situation)}\n${pick(situation)}`],
    ['III', pick(shortcomings)],
    ['IV', pick(directions)],
    ['V', pick(proposals)],
  ].slice(0, sections);
  return { sections: Object.fromEntries(written) as Record<string, string>, tasks: Object.fromEntries(taskResults) };
}
