import { setTimeout as later } from 'node:timers/promises';
import { UnexpectedAnswer } from '../demo/api-client.ts';
import type { Call } from '../demo/api-client.ts';

/** How long an answer is waited for before it is asked again, and between two attempts, in milliseconds of the machine. */
const [patience, pause] = [5000, 60];

/**
 * Calls the JSON API as a person does whose page did not answer: the same again, at another process of the service, until
 * there is an answer. What may be done once only carries its own key. Throws `UnexpectedAnswer` for a refusal (4xx), and
 * gives up when the trial is over.
 */
export function createPatientCall(
  urls: readonly string[],
  proof: () => Record<string, string>,
  isOver: () => boolean,
): Call {
  let turn = 0;
  return async <T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> => {
    for (;;) {
      const url = urls[turn % urls.length] ?? '';
      const answer = await ask(`${url}/api/v1${path}`, {
        method,
        headers: { ...proof(), ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (answer && answer.status < 300) return (answer.text ? JSON.parse(answer.text) : undefined) as T;
      if (answer && answer.status < 500 && answer.status !== 429)
        throw new UnexpectedAnswer(`${method} ${path}`, answer.status, answer.text);
      if (isOver()) throw new Error(`${method} ${path}: nobody answered until the end`);
      turn += 1;
      await later(pause);
    }
  };
}

/** The answer, or undefined when there was none: then nobody knows whether it was done. */
async function ask(url: string, init: RequestInit): Promise<{ status: number; text: string } | undefined> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(patience) });
    return { status: response.status, text: await response.text() };
  } catch {
    return undefined;
  }
}

/** Whether the office rightly refused, because while its caller waited the facts or the day had changed. */
export function isOvertakenByFacts(error: unknown): boolean {
  if (!(error instanceof UnexpectedAnswer)) return false;
  return error.status === 409 || error.status === 404 || /"\/errors\/(correction|extension)\./.test(error.body);
}
