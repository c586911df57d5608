import { figureWords } from './figure-words.ts';
import type { ReportToWrite, TaskToWrite } from './map-paragraphs.ts';
import { reportedWords } from './term-words.ts';

/** How a task stands by what the agencies say: all of them are done, some are at it, nobody began, nobody speaks of it. */
export type Standing = 'done' | 'under_way' | 'not_started' | 'untold';

/** How a task stands: done when every agency that reported on it is. */
export function standingOf({ done, underWay, notStarted, results, supporting }: TaskToWrite<unknown>): Standing {
  if (done + underWay > 0) return underWay + notStarted === 0 ? 'done' : 'under_way';
  if (notStarted > 0) return 'not_started';
  return results.length + (supporting?.length ?? 0) > 0 ? 'under_way' : 'untold';
}

/** What the year achieved, in figures over the plan's tasks; the judgement is left to who signs. */
export function achievements(report: Pick<ReportToWrite<unknown>, 'groups' | 'year' | 'term'>): string {
  const tasks = report.groups.flatMap((group) => group.tasks);
  if (tasks.length === 0) return 'Kế hoạch chưa giao nhiệm vụ cụ thể.';
  const told = Object.entries(words).flatMap(([standing, said]) => {
    const count = tasks.filter((task) => standingOf(task) === standing).length;
    return count > 0 ? [`${figureWords(count)} nhiệm vụ ${said}`] : [];
  });
  return `Trong ${figureWords(tasks.length)} nhiệm vụ của Kế hoạch, đến hết ${reportedWords(report)} có ${told.join(', ')}.`;
}

const words: Record<Standing, string> = {
  done: 'được tất cả cơ quan báo cáo xác định đã hoàn thành',
  under_way: 'đang được triển khai',
  not_started: 'chưa bắt đầu',
  untold: 'chưa có cơ quan nào nêu kết quả',
};
