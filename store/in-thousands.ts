/** Asks for many keys a thousand at a time: a statement takes 65,535 parameters, and plans long lists slowly. */
export async function inThousands<Row>(
  keys: readonly string[],
  ask: (some: readonly string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; from < keys.length; from += 1000) rows.push(...(await ask(keys.slice(from, from + 1000))));
  return rows;
}
