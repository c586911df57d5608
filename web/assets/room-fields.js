// The room's fields as a report, and a report into the fields. Their names are the paths of the report's fields.
import { figureText, readFigure } from './figure-text.ts';
import { indicatorsOf } from './form.ts';
import { fieldsOf, fieldsUnder, reportOf, sameValue } from './merge-drafts.ts';

const report = /^(sections|tasks|indicators|estimated|explanations)\./;

export function openFields(form, facts) {
  const types = new Map(indicatorsOf(facts.form).map(({ code, type }) => [code, type]));
  let marks = new Set((form.elements.namedItem('carried')?.value ?? '').split(' ').filter(Boolean));

  const controls = () => [...form.elements].filter(({ name }) => name && report.test(name));
  const control = (name) => form.elements.namedItem(name);

  /** What stands on the page; what the page does not show stays as in `base`. `initial`: as the page came. */
  function read(base, initial = false) {
    const fields = new Map([...fieldsOf(base)].filter(([path]) => !control(path)));
    const tasks = new Map();
    for (const each of controls()) {
      const text = valueIn(each, initial).replace(/\r\n?/g, '\n').trim();
      const [, kind, rest] = /^(\w+)\.(.+)$/s.exec(each.name);
      if (!text || kind === 'estimated') continue;
      if (kind === 'indicators') fields.set(each.name, answer(rest, text, initial));
      else if (kind === 'tasks') {
        const [, code, part] = /^(.+)\.(state|percent|result)$/s.exec(rest);
        tasks.set(code, { ...tasks.get(code), [part]: text });
      } else fields.set(each.name, text);
    }
    for (const [code, { state, percent, result }] of tasks) {
      const value = percent === undefined ? (state === 'done' ? 100 : 0) : Number(percent.replace(',', '.'));
      fields.set(`tasks.${code}.state`, state ?? 'under_way');
      fields.set(`tasks.${code}.percent`, value >= 0 && value <= 100 ? value : 0);
      if (result) fields.set(`tasks.${code}.result`, result);
    }
    return reportOf(fields, [...marks]);
  }

  function answer(code, text, initial) {
    const type = types.get(code);
    if (type === 'yes_no') return { value: text === 'yes' };
    const box = control(`estimated.${code}`);
    const estimated = box && (initial ? box.defaultChecked : box.checked) && { estimated: true };
    if (type === 'text') return { value: text };
    const figure = readFigure(text);
    return { value: 'value' in figure ? figure.value : text, ...estimated };
  }

  /** Puts into the fields what differs from what stands there. */
  function write(content) {
    const [was, now] = [fieldsOf(read(content)), fieldsOf(content)];
    for (const path of new Set([...was.keys(), ...now.keys()])) {
      if (!sameValue(was.get(path), now.get(path))) put(path, now.get(path));
    }
    mark(content.carried ?? []);
  }

  function put(path, value) {
    const field = control(path);
    if (!field) return;
    const hasCaret = field === document.activeElement && typeof field.selectionStart === 'number';
    if (hasCaret) rewrite(field, textOf(value));
    else field.value = textOf(value);
    const box = control(path.replace(/^indicators\./, 'estimated.'));
    if (box?.type === 'checkbox') box.checked = Boolean(value?.estimated);
    field.closest('details.task')?.setAttribute('open', '');
  }

  /** Puts other words into a text in which somebody is typing: the caret stays at its words, a blank just typed stays. */
  function rewrite(field, words) {
    const { value: was, selectionStart: at } = field;
    const now = words + /\s*$/.exec(was)[0];
    const isBehind = !now.startsWith(was.slice(0, at)) && now.endsWith(was.slice(at));
    const caret = isBehind ? now.length - (was.length - at) : Math.min(at, now.length);
    field.value = now;
    field.setSelectionRange(caret, caret);
  }

  function mark(places) {
    marks = new Set(places);
    for (const shown of form.querySelectorAll('[data-carried]')) shown.hidden = !marks.has(shown.dataset.carried);
    form.elements.namedItem('carried').value = [...marks].join(' ');
  }

  /** A field was touched by hand: what was carried over there is a person's own now. */
  function touch({ name }) {
    const path = name.replace(/^estimated\./, 'indicators.');
    const touched = [...marks].filter((place) => fieldsUnder(place).includes(path));
    if (touched.length > 0) mark([...marks].filter((place) => !touched.includes(place)));
  }

  return { read, write, put, touch, control, isReport: ({ name }) => Boolean(name) && report.test(name) };
}

function valueIn(field, initial) {
  if (!initial) return field.value;
  if (field.options) return [...field.options].find(({ defaultSelected }) => defaultSelected)?.value ?? '';
  return field.defaultValue;
}

function textOf(value) {
  if (typeof value !== 'object') return String(value ?? '');
  if (typeof value.value === 'boolean') return value.value ? 'yes' : 'no';
  return typeof value.value === 'number' ? figureText(value.value) : value.value;
}
