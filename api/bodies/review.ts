import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { Problem } from '../../domain/refusal.ts';
import { longest } from '../../domain/text-limits.ts';
import { Day, Exactly, Moment } from './shapes.ts';

/** A place to be mended, and why. */
export const Reason = Exactly({
  field: Type.String({ maxLength: 200 }),
  message: Type.String({ maxLength: longest.reason }),
});

/** How a version was reviewed. */
export const ReviewBody = Exactly({
  verdict: Type.Enum(['accepted', 'returned']),
  reasons: Type.Array(Reason),
  correctionDue: Type.Optional(Day),
  reviewedAt: Moment,
});

interface Review {
  verdict: 'accepted' | 'returned' | null;
  reasons: readonly Problem[] | null;
  correction_due: Temporal.PlainDate | null;
  reviewed_at: Temporal.Instant | null;
}

/** The review of a version, or undefined while it waits for one. */
export function reviewBody(review: Review | undefined): Static<typeof ReviewBody> | undefined {
  if (!review?.verdict || !review.reviewed_at) return undefined;
  const { verdict, reasons, correction_due, reviewed_at } = review;
  return {
    verdict,
    reasons: [...(reasons ?? [])],
    reviewedAt: reviewed_at.toString(),
    ...(correction_due && { correctionDue: correction_due.toString() }),
  };
}
