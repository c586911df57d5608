/** The most characters of a file's name. */
export const longestFileName = 200;

/**
 * The name under which a file is kept: `C:\Báo cáo\a.pdf` is `a.pdf`. In: the name as it came. Out: in Unicode's composed form,
 * without the folders before it; undefined for none, for one that is too long, and for one with signs that control (NUL, line
 * ends) or halves of letters, which the database or a heading of the answer would not take.
 */
export function keptName(given: string): string | undefined {
  const name = given.normalize('NFC').split(/[/\\]/).at(-1)?.trim() ?? '';
  const storable = name.isWellFormed() && !/\p{Cc}/u.test(name);
  return name && name.length <= longestFileName && storable ? name : undefined;
}
