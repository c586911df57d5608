/** An answer that the API gave with a status that was not expected. */
export class UnexpectedAnswer extends Error {
  readonly status: number;
  readonly body: string;
  constructor(what: string, status: number, body: string) {
    super(`${what}: ${status} ${body.slice(0, 300)}`);
    this.status = status;
    this.body = body;
  }
}

export type Call = <T>(method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<T>;

/**
 * Calls the JSON API with what proves the caller: an agency's link token as bearer, or the cookies of a signed-in person.
 * Throws `UnexpectedAnswer` beyond 2xx.
 */
export function createCall(base: string, proof: () => Record<string, string>): Call {
  return async <T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> => {
    const response = await fetch(`${base}/api/v1${path}`, {
      method,
      headers: {
        ...proof(),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (response.ok && headers['accept'] === 'bytes') return new Uint8Array(await response.arrayBuffer()) as T;
    const text = await response.text();
    if (!response.ok) throw new UnexpectedAnswer(`${method} ${path}`, response.status, text);
    return (text ? JSON.parse(text) : undefined) as T;
  };
}
