import type { html } from 'hono/html';

/** A fragment of HTML: what is put into it is escaped, fragments stay as they are. Awaited and made a string before it is sent. */
export type Html = ReturnType<typeof html>;
