// The submission room's typing: saved as it goes, kept on this machine until the office has it. Plain JavaScript for any
// browser of the last years; without it every button of the page still works.
(() => {
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }
  const form = document.querySelector('form[data-draft]');
  if (!form) return;

  const token = location.pathname.split('/')[2];
  const state = document.getElementById('save-state');
  const seen = form.elements.namedItem('seen');
  const memory = `dondoc/${token.slice(0, 24)}`;
  const [pause, firstRetry, longestRetry] = [1200, 4000, 60000];
  let timer = 0;
  let retry = firstRetry;
  let saving = false;
  let stopped = false;
  let saved = '';
  /** The button that was pressed while a save was on its way: it waits, so that the two do not meet. */
  let pressed = null;

  const isReport = (field) => field.name && /^(sections|tasks)\./.test(field.name);
  const fields = () => [...form.elements].filter(isReport);
  const typed = () => Object.fromEntries(fields().map((field) => [field.name, field.value]));

  /** What the API takes; the same rules as the form's own reading on the server. */
  function report() {
    const content = { sections: {}, tasks: {} };
    const parts = new Map();
    for (const { name, value } of fields()) {
      const text = value.replace(/\r\n?/g, '\n').trim();
      if (!text) continue;
      if (name.startsWith('sections.')) content.sections[name.slice(9)] = text;
      const [, code, part] = /^tasks\.(.+)\.(state|percent|result)$/.exec(name) ?? [];
      if (code) parts.set(code, { ...parts.get(code), [part]: text });
    }
    for (const [code, { state: told, percent, result = '' }] of parts) {
      const value = percent === undefined ? (told === 'done' ? 100 : 0) : Number(percent.replace(',', '.'));
      content.tasks[code] = { state: told ?? 'under_way', percent: value >= 0 && value <= 100 ? value : 0, result };
    }
    return content;
  }

  function say(words, trouble = false) {
    state.textContent = words;
    state.classList.toggle('trouble', trouble);
  }

  const time = new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' });
  const clock = () => time.format();

  function remember() {
    try {
      localStorage.setItem(memory, JSON.stringify({ seen: seen.value, typed: typed(), at: clock() }));
    } catch {
      // A full or forbidden store: the office's copy is the one that counts.
    }
  }

  function forget() {
    try {
      localStorage.removeItem(memory);
    } catch {
      // As above.
    }
  }

  function recall() {
    try {
      return JSON.parse(localStorage.getItem(memory) ?? 'null');
    } catch {
      return null;
    }
  }

  function plan(delay) {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, delay);
  }

  async function save() {
    if (saving || stopped) return;
    const body = JSON.stringify(report());
    if (body === saved) return;
    saving = true;
    say('Đang lưu…');
    try {
      const answer = await fetch(form.dataset.draft, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'if-match': `"${seen.value}"`,
        },
        body,
        keepalive: body.length < 60000,
      });
      if (answer.ok) await settle(answer, body);
      else await refuse(answer);
    } catch {
      later('Mất kết nối, sẽ lưu lại');
    } finally {
      saving = false;
      if (pressed) form.requestSubmit(pressed);
    }
  }

  async function settle(answer, body) {
    seen.value = String((await answer.json()).version);
    saved = body;
    retry = firstRetry;
    if (JSON.stringify(report()) === body) {
      forget();
      say(`Đã lưu ${clock()}`);
    } else {
      remember();
      plan(pause);
    }
  }

  async function refuse(answer) {
    const problem = await answer.json().catch(() => ({}));
    if (answer.status === 429 || answer.status >= 500) return later('Chưa lưu được, sẽ lưu lại');
    if (answer.status === 422) return say(`Chưa lưu: ${problem.detail ?? 'có chỗ cần sửa'}`, true);
    if (problem.title === 'fact.changed' && (await adopt())) return;
    stopped = true;
    if (problem.title === 'fact.changed') {
      return say(
        'Bản nháp vừa được lưu ở nơi khác. Nội dung trên trang này còn nguyên; bấm “Lưu bản nháp” để xem hai bản.',
        true,
      );
    }
    say(problem.detail ?? 'Không lưu được; nội dung còn trên trang này.', true);
  }

  /** What the office has is what stands here: a save of ours that arrived after all, as when a page is closed in mid-save. */
  async function adopt() {
    const answer = await fetch(form.dataset.obligation, { headers: { authorization: `Bearer ${token}` } });
    if (!answer.ok) return false;
    const { draft } = await answer.json();
    const body = JSON.stringify(report());
    if (!same(draft.content, JSON.parse(body))) return false;
    seen.value = String(draft.version);
    saved = body;
    forget();
    say(`Đã lưu ${clock()}`);
    return true;
  }

  /** Whether two contents are the same, whatever the order of their parts. */
  function same(a, b) {
    if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return a === b;
    const names = Object.keys(a);
    return names.length === Object.keys(b).length && names.every((name) => same(a[name], b[name]));
  }

  function later(words) {
    say(`${words}; nội dung được giữ trên máy này`, true);
    plan(retry);
    retry = Math.min(longestRetry, retry * 2);
  }

  /** What was typed here and did not reach the office: put back when nobody saved since, offered otherwise. */
  function restore() {
    const kept = recall();
    if (!kept || typeof kept.typed !== 'object') return;
    if (JSON.stringify(kept.typed) === JSON.stringify(typed())) return forget();
    const put = () => {
      for (const field of fields())
        if (typeof kept.typed[field.name] === 'string') field.value = kept.typed[field.name];
      say('Đã khôi phục nội dung chưa lưu; đang lưu…');
      plan(0);
    };
    if (kept.seen === seen.value) return put();
    const offer = document.createElement('button');
    offer.type = 'button';
    offer.className = 'secondary small';
    offer.textContent = `Khôi phục nội dung chưa lưu trên máy này (${kept.at})`;
    offer.addEventListener('click', () => {
      offer.remove();
      put();
    });
    state.after(offer);
  }

  form.addEventListener('input', (event) => {
    if (!isReport(event.target)) return;
    remember();
    if (!stopped) say('Chưa lưu…');
    plan(pause);
  });
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    if (saving) {
      event.preventDefault();
      pressed = event.submitter;
      return;
    }
    pressed = null;
    stopped = true;
    // After the browser has taken the button's own address.
    setTimeout(() => form.querySelectorAll('[type=submit]').forEach((button) => (button.disabled = true)));
  });
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    stopped = false;
    form.querySelectorAll('[type=submit]').forEach((button) => (button.disabled = false));
  });
  window.addEventListener('online', () => plan(0));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && !stopped && JSON.stringify(report()) !== saved) void save();
  });

  // A form that was refused is not saved yet; one in conflict waits for a person's word.
  const { unsaved } = form.dataset;
  saved = unsaved ? '' : JSON.stringify(report());
  if (unsaved) remember();
  else restore();
  if (unsaved === 'refused') plan(pause);
  if (unsaved === 'conflict') stopped = true;
})();
