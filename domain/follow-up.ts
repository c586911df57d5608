/**
 * The slot of a letter as it was first written: what goes once more, to addresses that were put off (`/again/1`), to the next
 * contact (`/next/1`) or on a person's word (`/resend/…`), is the same letter, also when one follows the other.
 */
export const firstSlot = (slot: string): string => slot.replace(/(\/(again|next|resend)\/[^/]+)+$/, '');

/** The slot that follow-ups to some of its addresses belong to: a letter sent again on a person's word is one of its own. */
export const followedSlot = (slot: string): string => slot.replace(/(\/(again|next)\/\d+)+$/, '');

/** Whether a slot is a letter once more, for some of its recipient's addresses only. */
export const isFollowUp = (slot: string): boolean => /\/(again|next)\/\d+$/.test(slot);
