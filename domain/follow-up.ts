/**
 * The slot of a letter as it was first written: what goes once more, to addresses that were put off (`/again/1`), to the next
 * contact (`/next/1`) or on a person's word (`/resend/…`), is the same letter.
 */
export const firstSlot = (slot: string): string => slot.replace(/\/(again|next|resend)\/[^/]+$/, '');

/** Whether a slot is a letter once more, for some of its recipient's addresses only. */
export const isFollowUp = (slot: string): boolean => /\/(again|next)\/\d+$/.test(slot);
