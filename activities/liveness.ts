import { Context } from '@temporalio/activity';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';

/** How often a running activity says that its worker lives, in milliseconds; `workflows/orders.ts` waits three times as long. */
const interval = 2000;

/** Every activity heartbeats while it runs, so that a dead worker is noticed within seconds, however long the work. */
export const liveness: ActivityInboundCallsInterceptor = {
  async execute(input, next) {
    const context = Context.current();
    const timer = setInterval(() => context.heartbeat(), interval);
    try {
      return await next(input);
    } finally {
      clearInterval(timer);
    }
  },
};
