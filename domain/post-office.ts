/** How many post offices an installation has: each delivers for its own recipients, any worker may serve any of them. */
export const postOffices = 4;

/**
 * The post office of a recipient, from 1: always the same one, so that letters to one recipient can leave together and
 * never overtake each other. FNV-1a over the name, which spreads short names evenly.
 */
export function postOfficeOf(recipient: string): number {
  let hash = 0x811c9dc5;
  for (const letter of recipient) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  // Murmur's last step: without it the low bits follow the last letter too closely.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) % postOffices) + 1;
}

/** The numbers of all post offices. */
export const everyPostOffice: readonly number[] = Array.from({ length: postOffices }, (_, place) => place + 1);
