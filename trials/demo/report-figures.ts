/**
 * The figures that an agency of the demo enters, by indicator code. One in ten gives none; one in twelve types đồng where
 * triệu đồng is asked for, so that the reviewer has something to find.
 */
export function writeFigures(next: () => number): Record<string, { value: number | boolean; estimated?: true }> {
  const upTo = (most: number): number => Math.floor(next() * (most + 1));
  if (next() < 0.1) return {};
  const budget = 2_000 + upTo(48_000);
  const [tasks, files] = [upTo(6), 200 + upTo(9_000)];
  const slip = next() < 1 / 12 ? 1_000_000 : 1;
  return {
    '1.1': { value: budget * slip },
    '1.2': { value: Math.round(budget * (0.005 + next() * 0.02)) * slip, estimated: true },
    '2.1': { value: upTo(3) },
    '2.2': { value: tasks },
    '2.4': { value: tasks },
    '2.5': { value: upTo(tasks) },
    '2.7': { value: upTo(20) },
    '3.3': { value: 10 + upTo(150) },
    '6.1': { value: files },
    '6.2': { value: Math.round(files * (0.3 + next() * 0.6)) },
    '6.5': { value: next() < 0.8 },
  };
}
