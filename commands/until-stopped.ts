/** Something that runs until told to stop; `undefined` for a command that is over. */
export interface Stoppable {
  stop(): Promise<void>;
}

/**
 * Runs a command: one that is over ends the process, one that goes on is stopped in order by Ctrl-C or SIGTERM.
 * A failure is one line on the error output and exit status 1.
 */
export async function until(command: Promise<Stoppable | void>): Promise<void> {
  const started = await command.catch((error: unknown) => {
    console.error(`dondoc: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  });
  if (!started) process.exit();
  const stop = (): void => {
    process.removeAllListeners('SIGINT');
    process.removeAllListeners('SIGTERM');
    started.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('dondoc: could not stop in order:', error);
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
