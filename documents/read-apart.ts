import { Worker } from 'node:worker_threads';

/** What reading a file that somebody sent may take. */
export interface Limits<Answer> {
  /** In milliseconds of the machine. */
  patience: number;
  /** In MB. */
  memory: number;
  /** The answer for a file that cannot be read, in time or at all. */
  otherwise: Answer;
}

/**
 * Reads a file that somebody sent in a thread of its own: a hostile or huge one stops neither the others' requests nor the
 * process. The thread posts one message, its answer.
 */
export async function readApart<Answer>(thread: URL, task: unknown, limits: Limits<Answer>): Promise<Answer> {
  const { patience, memory, otherwise } = limits;
  const worker = new Worker(thread, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: memory },
    // What the reader says of a damaged file is of no use to the operator.
    stdout: true,
    stderr: true,
  });
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const giveUp = (): void => resolve(otherwise);
  const timer = setTimeout(giveUp, patience);
  worker.once('message', resolve);
  worker.once('error', giveUp);
  worker.once('exit', giveUp);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
