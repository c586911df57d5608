// The room's typing: saved as it goes, kept in this browser until the office has it, merged with what others saved.
import { fieldsOf, fieldsUnder, mergeDrafts, reportOf, sameReport, withFields } from './merge-drafts.ts';
import { openButtons } from './room-buttons.js';
import { openChecks } from './room-checks.js';
import { openConflicts } from './room-conflicts.js';
import { openFields } from './room-fields.js';
import { openMemory } from './room-memory.js';
import { openPresence } from './room-presence.js';

const [pause, firstRetry, longestRetry] = [1200, 4000, 60_000];

function writeReport(form) {
  const token = location.pathname.split('/')[2];
  const facts = JSON.parse(document.getElementById('room-facts').content.textContent);
  const hidden = (name) => form.elements.namedItem(name);
  const fields = openFields(form, facts);
  const checks = openChecks(form, facts, fields);
  const memory = openMemory(form.dataset.obligation);
  const conflicts = openConflicts(form, fields, () => changed(0));
  const { torn } = conflicts;
  const state = document.getElementById('save-state');

  /** What the office has, as far as this page knows; `mine` began from it. */
  let base = JSON.parse(hidden('base').value);
  let seen = Number(hidden('seen').value);
  let [timer, retry, saving, stopped] = [0, firstRetry, false, false];

  const mine = () => fields.read(base);
  /** What may be saved: where two people differ, what is saved stays until one of them chooses. */
  const outgoing = (typed = mine()) =>
    reportOf(withFields(fieldsOf(typed), fieldsOf(base), torn.keys()), typed.carried);

  function say(words, trouble = false) {
    state.textContent = words;
    state.classList.toggle('trouble', trouble);
  }
  const time = new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' });
  function saySaved() {
    if (torn.size === 0) return say(`Đã lưu ${time.format()}`);
    say(`Có người khác vừa sửa cùng chỗ: cần chọn ở ${torn.size} chỗ. Phần còn lại đã lưu ${time.format()}`, true);
  }

  const ask = (url, options = {}) =>
    fetch(url, {
      ...options,
      headers: {
        authorization: `Bearer ${token}`,
        ...(options.body && { 'content-type': 'application/json' }),
        ...options.headers,
      },
    });

  /** What both sides differ in has no beginning that counts: whoever takes this up has to choose again. */
  function remember() {
    const all = fieldsOf(base);
    for (const field of torn.keys()) {
      for (const each of fieldsUnder(field.replace(/\.(state|percent|result)$/, ''))) all.delete(each);
    }
    memory.keep({ base: reportOf(all, base.carried), mine: mine() });
  }

  function plan(delay) {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, delay);
  }

  function changed(delay = pause) {
    remember();
    checks.look(mine());
    if (!stopped) say('Chưa lưu…');
    plan(delay);
  }

  async function save() {
    if (saving || stopped) return;
    const content = outgoing();
    if (sameReport(content, base)) {
      if (torn.size === 0) memory.forget();
      return saySaved();
    }
    saving = true;
    say('Đang lưu…');
    try {
      const body = JSON.stringify(content);
      const options = { method: 'PUT', body, headers: { 'if-match': `"${seen}"` }, keepalive: body.length < 30_000 };
      const answer = await ask(form.dataset.draft, options);
      if (answer.ok) settle(content, (await answer.json()).version);
      else await refuse(answer);
    } catch {
      later('Mất kết nối: đang giữ trong máy này');
    } finally {
      saving = false;
      buttons.press();
    }
  }

  function settle(content, version) {
    [base, seen, retry] = [content, version, firstRetry];
    if (!sameReport(outgoing(), base)) {
      remember();
      return plan(pause);
    }
    if (torn.size === 0) memory.forget();
    else remember();
    saySaved();
  }

  async function refuse(answer) {
    const problem = await answer.json().catch(() => ({}));
    if (answer.status === 429 || answer.status >= 500)
      return later('Chưa lưu được, sẽ lưu lại: đang giữ trong máy này');
    if (answer.status === 422) return say(`Chưa lưu: ${problem.detail ?? 'có chỗ cần sửa'}`, true);
    if (problem.title === 'fact.changed') return fetchOther();
    stopped = true;
    say(`${problem.detail ?? 'Không lưu được.'} Nội dung còn trên trang này.`, true);
  }

  /** What somebody else saved comes into this page; where both changed the same field, it stands beside. */
  async function fetchOther() {
    const answer = await ask(form.dataset.draft);
    if (!answer.ok) return later('Chưa lưu được, sẽ lưu lại: đang giữ trong máy này');
    const { version, content } = await answer.json();
    if (version < seen) return plan(pause);
    take(base, mine(), content);
    seen = version;
    plan(sameReport(outgoing(), base) ? pause : 0);
  }

  /** Merges `typed`, which began from `began`, into what the office has. */
  function take(began, typed, theirs) {
    const merged = mergeDrafts(began, typed, theirs);
    const [all, own, other] = [fieldsOf(merged.content), fieldsOf(typed), fieldsOf(theirs)];
    const kept = withFields(
      all,
      own,
      merged.conflicts.map(({ field }) => field),
    );
    base = theirs;
    fields.write(reportOf(kept, merged.content.carried));
    for (const { field, theirs: value } of merged.conflicts) conflicts.add(field, value);
    conflicts.renew(kept, other);
    remember();
    checks.look(mine());
    if (torn.size > 0) saySaved();
  }

  function later(words) {
    say(words, true);
    remember();
    plan(retry);
    retry = Math.min(longestRetry, retry * 2);
  }

  const buttons = openButtons(form, {
    hindered() {
      if (torn.size === 0) return false;
      saySaved();
      conflicts.focus();
      return true;
    },
    isSaving: () => saving,
    leave() {
      clearTimeout(timer);
      stopped = true;
      hidden('base').value = JSON.stringify(base);
      hidden('seen').value = String(seen);
      hidden('others')?.remove();
    },
    stay() {
      stopped = false;
      plan(0);
    },
  });
  form.addEventListener('input', ({ target }) => {
    if (!fields.isReport(target)) return;
    fields.touch(target);
    changed();
    checks.tell(target, checks.look(mine()), false);
  });
  form.addEventListener('focusout', ({ target }) => {
    if (fields.isReport(target)) checks.tell(target, checks.look(mine()), true);
  });
  addEventListener('online', () => plan(0));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void save();
  });

  function begin() {
    // As the page came: what a browser has put back into the fields since is typing, too.
    const given = JSON.parse(hidden('base').value);
    const { unsaved } = form.dataset;
    if (unsaved !== 'refused') base = fields.read(given, true);
    const others = fieldsOf(JSON.parse(hidden('others')?.value ?? '{"sections":{},"tasks":{}}'));
    const boxes = [...form.querySelectorAll('[data-conflict]')].map(({ dataset }) => dataset.conflict);
    for (const field of boxes) conflicts.add(field, others.get(field));
    base = reportOf(withFields(fieldsOf(base), others, boxes), base.carried);
    if (!unsaved) for (const kept of memory.take()) take(kept.base, kept.mine, base);
    checks.look(mine());
    if (unsaved) remember();
    else if (!sameReport(outgoing(), base)) {
      say('Đã khôi phục nội dung chưa lưu; đang lưu…');
      return plan(0);
    } else memory.forget();
    if (unsaved === 'refused') plan(pause);
  }

  begin();
  openPresence(form, ask, (version) => {
    if (version > seen && !saving && !stopped) void fetchOther().catch(() => undefined);
  });
}

writeReport(document.querySelector('form[data-draft]'));
