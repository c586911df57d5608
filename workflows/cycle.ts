import type { CycleOrder, PressingOrder } from '../activities/plan-cycle.ts';
import { orders } from './orders.ts';
import { followTimeline } from './timeline.ts';

/** A reporting cycle (kỳ báo cáo) asks, reminds, urges, flags, compiles, escalates and closes; it presses what lies undone. */
export async function reportingCycle(cycle: string): Promise<void> {
  await followTimeline(
    cycle,
    () => orders.planCycle(cycle),
    (step) => takeStep(cycle, step),
  );
}

function takeStep(cycle: string, step: CycleOrder | PressingOrder): Promise<void> {
  switch (step.kind) {
    case 'request':
      return orders.requestReports(cycle, step); // công văn đề nghị báo cáo
    case 'remind':
      return orders.remindAgencies(cycle, step); // nhắc trước hạn
    case 'urge':
      return orders.urgeAgencies(cycle, step); // đôn đốc sau hạn
    case 'flag':
      return orders.flagToFocalAgency(cycle, step); // báo Sở KH&CN
    case 'escalate':
      return orders.escalate(cycle, step); // báo cáo UBND tỉnh
    case 'compile':
      return orders.startCompilation(cycle, step); // tổng hợp
    case 'press-extension':
      return orders.pressExtensions(cycle, step); // nhắc quyết định gia hạn
    case 'press-review':
      return orders.pressReviews(cycle, step); // nhắc thẩm tra
    case 'press-letter':
      return orders.pressLetters(cycle, step); // nhắc ban hành công văn
    case 'press-sending':
      return orders.pressSendings(cycle, step); // nhắc gửi cấp trên
    case 'lapse':
      return orders.lapseExtensions(cycle, step); // hết hạn mà chưa quyết định gia hạn
    case 'close':
      return orders.closeCycle(cycle, step);
  }
}
