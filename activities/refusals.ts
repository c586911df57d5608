import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { Refusal } from '../domain/refusal.ts';

/** A refusal is an answer, not an accident: the engine does not retry it. All else is retried. */
export const refusals: ActivityInboundCallsInterceptor = {
  async execute(input, next) {
    try {
      return await next(input);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw ApplicationFailure.nonRetryable(error.message, error.code);
    }
  },
};
