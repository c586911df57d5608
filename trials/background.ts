/** People act at the same time, each at its own pace; the first trouble that one of them meets ends the trial. */
export function createBackground() {
  const running = new Set<Promise<void>>();
  const busy = new Set<string>();
  let trouble: { error: unknown } | undefined;
  const check = (): void => {
    if (trouble) throw trouble.error;
  };
  return {
    start(work: () => Promise<void>, name = ''): void {
      busy.add(name);
      const done = work()
        .catch((error: unknown) => void (trouble ??= { error }))
        .finally(() => {
          running.delete(done);
          busy.delete(name);
        });
      running.add(done);
    },
    isIdle: (name: string): boolean => !busy.has(name),
    check,
    ended: async (): Promise<void> => {
      await Promise.all(running);
      check();
    },
  };
}
