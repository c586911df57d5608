/** A person at a page without scripts: follows links, fills forms, keeps cookies. */
export function createVisitor(base: string) {
  const cookies = new Map<string, string>();

  const visit = async (
    path: string,
    init: { method?: string; body?: URLSearchParams } = {},
  ): Promise<{ status: number; html: string; location: string }> => {
    const response = await fetch(new URL(path, base), {
      ...init,
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      cookies.set(name, value);
    }
    return { status: response.status, html: await response.text(), location: response.headers.get('location') ?? '' };
  };

  /** Opens a page, fills the form whose action ends as given, and sends it; answers the page after the redirect. */
  const fillIn = async (path: string, action: RegExp, fields: Record<string, string>) => {
    const { html } = await visit(path);
    const form = [...html.matchAll(/<form\b[^>]*>.*?<\/form>/gs)]
      .map(([text]) => text)
      .find((text) => action.test(actionOf(text)));
    if (!form) throw new Error(`${path} has no form for ${action.source}`);
    const hidden = [...form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'name'),
      attribute(tag, 'value'),
    ]);
    const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...fields });
    const answer = await visit(actionOf(form) || path, { method: 'POST', body });
    return answer.location ? visit(answer.location) : answer;
  };

  return {
    visit,
    fillIn,
    /** The headers with which a program acts as this person. */
    proof: () => ({ cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
  };
}

export type Visitor = ReturnType<typeof createVisitor>;

const actionOf = (form: string): string => attribute(/<form\b[^>]*>/.exec(form)?.[0] ?? '', 'action');

const attribute = (tag: string, name: string): string =>
  (new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"');
