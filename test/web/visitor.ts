import type { FastifyInstance } from 'fastify';

/** What an answer looked like to a browser without JavaScript. */
export interface Seen {
  status: number;
  body: string;
  location: string | undefined;
  headers: Record<string, unknown>;
}

export interface VisitorOptions {
  /** The cookie header of somebody who is signed in. */
  cookie?: string;
}

export type Fields = Record<string, string>;

/** A browser without JavaScript: it keeps cookies, and sends the token of the last page that it saw with every form. */
export function visitor(app: FastifyInstance, { cookie = '' }: VisitorOptions = {}) {
  const cookies = new Map(cookie ? [cookie.split('=', 2) as [string, string]] : []);
  let token = '';

  async function ask(method: 'GET' | 'POST' | 'HEAD', url: string, payload?: Payload): Promise<Seen> {
    const header = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await app.inject({
      method,
      url,
      headers: { cookie: header, ...(payload && { 'content-type': payload.type }) },
      ...(payload && { payload: payload.body }),
    });
    for (const { name, value } of answer.cookies) {
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    token = /name="_csrf" value="([^"]+)"/.exec(answer.body)?.[1] ?? token;
    const { location } = answer.headers;
    return {
      status: answer.statusCode,
      body: answer.body,
      location,
      headers: answer.headers,
    };
  }

  return {
    see: (url: string) => ask('GET', url),
    glance: (url: string) => ask('HEAD', url),
    /** Sends a form as browsers do by default. */
    send: (url: string, fields: Fields = {}, csrf = token) => ask('POST', url, plainForm({ _csrf: csrf, ...fields })),
    /** Sends a form with a file. */
    sendFiles: (url: string, fields: Fields, file?: SentFile) =>
      ask('POST', url, fileForm({ _csrf: token, ...fields }, file)),
  };
}

export type Visitor = ReturnType<typeof visitor>;

interface Payload {
  type: string;
  body: string | Buffer;
}

export interface SentFile {
  /** The field of the form; `file` unless named. */
  field?: string;
  name: string;
  content: Buffer;
}

const plainForm = (fields: Fields): Payload => ({
  type: 'application/x-www-form-urlencoded',
  body: new URLSearchParams(fields).toString(),
});

function fileForm(fields: Fields, file: SentFile | undefined): Payload {
  const boundary = 'dondoc-test-boundary';
  const parts: Uint8Array[] = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  );
  if (file) {
    const name = /\p{Cc}/u.test(file.name)
      ? `filename*=UTF-8''${encodeURIComponent(file.name)}`
      : `filename="${file.name}"`;
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${file.field ?? 'file'}"; ${name}\r\nContent-Type: application/octet-stream\r\n\r\n`;
    parts.push(Buffer.from(head), file.content, Buffer.from('\r\n'));
  }
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

/** What a field of a page holds, as a person would read it. */
export function fieldOf({ body }: Seen, name: string): string | undefined {
  const escaped = name.replaceAll('.', '\\.');
  const [, area] = new RegExp(`<textarea[^>]*name="${escaped}"[^>]*>([^<]*)</textarea>`).exec(body) ?? [];
  if (area !== undefined) return plainText(area.replace(/^\n/, ''));
  const [, input] = new RegExp(`name="${escaped}"[^>]*?value="([^"]*)"`, 's').exec(body) ?? [];
  return input === undefined ? undefined : plainText(input);
}

/** A page's words without its tags. */
export const wordsOf = ({ body }: Seen): string =>
  plainText(body.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');

const plainText = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
