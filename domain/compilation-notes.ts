import type { CompilationFacts } from './compilation.ts';

/** What makes a compilation doubtful; it never keeps it from being made. */
export type CompilationDoubt =
  'no_sources' | 'altered' | 'missing' | 'unreviewed' | 'open_comments' | 'outside' | 'estimated' | 'no_figures';

/** A doubt, with the names of the agencies that it is about. */
export interface CompilationNote {
  doubt: CompilationDoubt;
  agencies: readonly string[];
}

/** A source as it is looked over before it is compiled. */
export interface CheckedSource {
  name: string;
  /** Whether its content still has the hash that its receipt names. */
  intact: boolean;
  reviewed: boolean;
  /** Comments of the review that nobody has resolved. */
  openComments: number;
  /** It came outside the system: its words are not here. */
  outside: boolean;
  estimated: boolean;
  figures: boolean;
}

/**
 * What a reader of the compiled report should know of its sources, the gravest first. In: the agencies of the run, each
 * source as looked over, whether the form asks for figures.
 */
export function compilationNotes(
  agencies: CompilationFacts['agencies'],
  sources: readonly CheckedSource[],
  asksFigures: boolean,
): readonly CompilationNote[] {
  const named = (doubt: CompilationDoubt, is: (source: CheckedSource) => boolean): CompilationNote => ({
    doubt,
    agencies: sources.filter(is).map(({ name }) => name),
  });
  const missing = agencies.filter(({ receipt, look }) => !receipt && look !== 'excused').map(({ name }) => name);
  const notes: CompilationNote[] = [
    named('altered', ({ intact }) => !intact),
    { doubt: 'missing', agencies: missing },
    named('unreviewed', ({ reviewed }) => !reviewed),
    named('open_comments', ({ openComments }) => openComments > 0),
    named('outside', ({ outside }) => outside),
    named('estimated', ({ estimated }) => estimated),
    named('no_figures', ({ figures, outside }) => asksFigures && !figures && !outside),
  ];
  return [
    ...(sources.length === 0 ? [{ doubt: 'no_sources' as const, agencies: [] }] : []),
    ...notes.filter((note) => note.agencies.length > 0),
  ];
}

const words: Record<CompilationDoubt, string> = {
  no_sources: 'Chưa có báo cáo nào để tổng hợp; văn bản chỉ có danh sách cơ quan',
  altered:
    'Nội dung lưu không còn khớp mã băm của xác nhận tiếp nhận; đề nghị báo người quản trị trước khi dùng bản này',
  missing: 'Cơ quan chưa có báo cáo trong bản tổng hợp này',
  unreviewed: 'Bản nộp chưa được thẩm tra',
  open_comments: 'Ý kiến thẩm tra chưa được giải quyết',
  outside: 'Báo cáo gửi ngoài hệ thống: nội dung chưa có để tổng hợp',
  estimated: 'Có số liệu ước',
  no_figures: 'Chưa nhập số liệu nào',
};

/** What a doubt says, without the agencies' names. */
export const compilationNoteWords = ({ doubt }: Pick<CompilationNote, 'doubt'>): string => words[doubt];
