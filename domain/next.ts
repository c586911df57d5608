/**
 * What a matter does next: nothing more, or a step at an instant. A matter that waits for people only has no step;
 * `at` then says when to look again, and a wake comes earlier when facts change.
 */
export type Next<Step> = { done: true } | { done: false; at: Temporal.Instant; step?: Step };
