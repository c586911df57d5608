/** What a compilation run does, in order; each step is done once, and what it made is kept (các bước của lần tổng hợp). */
export const compilationSteps = ['snapshot', 'check', 'aggregate', 'write', 'announce'] as const;

export type CompilationStep = (typeof compilationSteps)[number];

/** What a step does, as the page says it. */
export const compilationStepWords: Record<CompilationStep, string> = {
  snapshot: 'Chốt nguồn số liệu',
  check: 'Kiểm tra nguồn',
  aggregate: 'Tổng hợp số liệu và nội dung',
  write: 'Lập văn bản Word',
  announce: 'Lưu và báo kết quả',
};

/** The first step that is not done; undefined when all are: after `snapshot` and `check` it is `aggregate`. */
export const nextCompilationStep = (done: readonly CompilationStep[]): CompilationStep | undefined =>
  compilationSteps.find((step) => !done.includes(step));

/** `bước 3/5: tổng hợp số liệu và nội dung`: where a run is. */
export function compilationPhase(step: CompilationStep): string {
  const words = compilationStepWords[step];
  const place = compilationSteps.indexOf(step) + 1;
  return `bước ${place}/${compilationSteps.length}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}
