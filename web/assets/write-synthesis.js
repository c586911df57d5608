// The officer's text of a place: saved as it is typed, kept in this browser until the office has it.
import { openMemory } from './room-memory.js';

const [pause, firstRetry, longestRetry] = [2000, 4000, 60_000];

function writeSynthesis(form) {
  const field = (name) => form.elements.namedItem(name);
  const [area, keep, seen, beside] = ['text', 'keepSources', 'seen', 'beside'].map(field);
  const state = document.getElementById('save-state');
  const memory = openMemory(`synthesis${location.pathname}`);
  const time = new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' });

  /** What the office has, as far as this page knows. */
  let saved = mine();
  let [timer, retry, saving, stopped] = [0, firstRetry, false, false];
  /** The button that was pressed while a save was on its way: it waits, so that the two do not meet. */
  let pressed = null;

  function mine() {
    const looked = field('looked')?.checked ?? false;
    return JSON.stringify({
      text: area.value,
      keepSources: keep.checked,
      beside: (looked ? field('current') : beside).value.split(' ').filter(Boolean),
    });
  }

  function say(words, trouble = false) {
    state.textContent = words;
    state.classList.toggle('trouble', trouble);
  }
  const remember = () => memory.keep({ base: { seen: seen.value }, mine: { text: area.value } });

  function plan(delay) {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, delay);
  }
  function changed() {
    remember();
    if (!stopped) say('Chưa lưu…');
    plan(pause);
  }
  function later() {
    say('Chưa lưu được, sẽ lưu lại: đang giữ trong máy này', true);
    plan(retry);
    retry = Math.min(longestRetry, retry * 2);
  }
  function stop(words) {
    stopped = true;
    say(words, true);
  }

  async function save() {
    const body = mine();
    if (saving || stopped || body === saved) return;
    saving = true;
    say('Đang lưu…');
    try {
      const headers = { 'content-type': 'application/json', 'if-match': `"${seen.value}"` };
      const answer = await fetch(form.dataset.save, { method: 'PUT', body, headers, keepalive: body.length < 30_000 });
      if (answer.ok) settle(body, (await answer.json()).version);
      else await refuse(answer);
    } catch {
      later();
    } finally {
      saving = false;
      if (pressed) form.requestSubmit(pressed);
    }
  }

  function settle(body, version) {
    [saved, seen.value, retry] = [body, String(version), firstRetry];
    const looked = field('looked');
    if (looked?.checked) {
      beside.value = field('current').value;
      looked.closest('label').remove();
      document.getElementById('stale')?.remove();
    }
    if (mine() !== saved) return plan(pause);
    memory.forget();
    say(`Đã lưu ${time.format()}`);
  }

  async function refuse(answer) {
    if (answer.status === 429 || answer.status >= 500) return later();
    const { title, detail } = await answer.json().catch(() => ({}));
    if (title === 'fact.changed') return stop('Có người vừa lưu bản khác. Bấm “Lưu” để xem hai bản bên nhau.');
    stop(`${detail ?? 'Không lưu được.'} Nội dung còn trên trang này.`);
  }

  /** Puts a paragraph where the cursor is, on a line of its own. */
  function insert(text) {
    const { selectionStart: from, selectionEnd: to, value } = area;
    const before = value.slice(0, from);
    area.setRangeText(
      (before && !before.endsWith('\n') ? '\n' : '') + text + (value.slice(to).startsWith('\n') ? '' : '\n'),
      from,
      to,
      'end',
    );
    area.focus();
    changed();
  }

  for (const button of document.querySelectorAll('[data-insert]')) {
    button.hidden = false;
    const paragraphs = () => [...button.parentElement.querySelectorAll('p')].map((each) => each.textContent.trim());
    button.addEventListener('click', () => insert(paragraphs().join('\n')));
  }
  form.addEventListener('input', changed);
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    pressed = saving ? event.submitter : null;
    if (saving) return event.preventDefault();
    stopped = true;
    // Without a connection or a session the form gets nowhere: what was typed is still here when one comes back.
    remember();
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) stopped = false;
  });
  addEventListener('online', () => plan(0));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void save();
  });

  // What the page brought but did not save is for a person to look at first.
  if (form.dataset.unsaved) return void (stopped = true);
  for (const { base, mine: kept } of memory.take()) {
    if (kept.text === area.value) continue;
    [area.value, seen.value] = [kept.text, base.seen];
    say('Đã khôi phục nội dung chưa lưu; đang lưu…');
    remember();
    plan(0);
  }
}

writeSynthesis(document.getElementById('synthesis'));
