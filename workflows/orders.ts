import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/create-activities.ts';

/**
 * What workflows order. Every activity heartbeats while it runs (`activities/liveness.ts`): a dead worker is noticed within
 * seconds, and its work is ordered again. Retried until it succeeds; a refusal is not retried.
 */
export const orders = proxyActivities<Activities>({
  startToCloseTimeout: '2 hours',
  heartbeatTimeout: '6 seconds',
  retry: { initialInterval: '250 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});
