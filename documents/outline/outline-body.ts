import type { Paragraph } from 'docx';
import type { FormSheet, SheetTask } from '../../domain/form-sheet.ts';
import { sheetText } from '../../domain/form-sheet.ts';
import type { FormSection } from '../../domain/form.ts';
import { figureWords } from '../../domain/words.ts';
import { taskStateWords } from '../form-sheet/layout.ts';
import { letterOf } from '../lettering.ts';
import { bodyParagraph, heading, words } from '../paragraphs.ts';

/** The report's parts in the form's order, with what the draft holds; what is missing is a line to be filled in. */
export function outlineBody(sheet: FormSheet): readonly Paragraph[] {
  const { agency, plan, cycle, form } = sheet;
  return [
    bodyParagraph(`Thực hiện ${plan.shortTitle}, ${agency.name} báo cáo kết quả ${cycle.words} như sau:`),
    ...form.sections
      .filter(({ kind }) => kind !== 'indicators')
      .flatMap((section) => [
        heading(1, `${section.code}. ${section.title.toLocaleUpperCase('vi')}`),
        ...(section.kind === 'tasks' ? taskParts(sheet) : told(sheet.content.sections[section.code] ?? '', section)),
      ]),
    ...(form.sections.some(({ kind }) => kind === 'indicators')
      ? [bodyParagraph('Số liệu cụ thể nêu tại Phụ lục kèm theo báo cáo này.')]
      : []),
    bodyParagraph(
      `Trên đây là báo cáo kết quả thực hiện ${plan.shortTitle} ${cycle.words}, ${agency.name} kính báo cáo Ủy ban nhân dân tỉnh xem xét, chỉ đạo./.`,
      { keepNext: true, keepLines: true },
    ),
  ];
}

/** A text by its lines, or what is asked for and a line of dots. */
function told(text: string, { hint }: Pick<FormSection, 'hint'>): readonly Paragraph[] {
  const lines = linesOf(text);
  if (lines.length > 0) return lines.map((line) => bodyParagraph(line));
  return [bodyParagraph([words(`(${hint})`, { italics: true })]), bodyParagraph(dots)];
}

const dots = '……………………………………………………';

const linesOf = (text: string): string[] =>
  sheetText(text)
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean);

const taskParts = ({ groups, tasks, content }: FormSheet): readonly Paragraph[] =>
  groups
    .map((group) => ({ group, given: tasks.filter((task) => task.group === group.code) }))
    .filter(({ given }) => given.length > 0)
    .flatMap(({ group, given }, place) => [
      heading(2, `${place + 1}. ${group.title}`),
      ...given.flatMap((task, index) => taskPart(task, index, content.tasks[task.code])),
    ]);

function taskPart(
  { code, title, leads }: SheetTask,
  index: number,
  result: FormSheet['content']['tasks'][string] | undefined,
): readonly Paragraph[] {
  const state = result ? taskStateWords[result.state].toLocaleLowerCase('vi') : '……………………';
  const percent = result ? figureWords(result.percent) : '……';
  const lines = linesOf(result?.result ?? '');
  return [
    heading(3, `${letterOf(index + 1)}) ${title} (mã nhiệm vụ ${code}, ${leads ? 'chủ trì' : 'phối hợp'})`),
    bodyParagraph(`Tình trạng: ${state}; mức độ hoàn thành: ${percent}%.`),
    ...(lines.length > 0 ? lines : ['Kết quả, sản phẩm, minh chứng: ……………………']).map((line) => bodyParagraph(line)),
  ];
}
