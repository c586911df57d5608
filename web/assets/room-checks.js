// Checks and reckons while somebody types, by the office's own rules: figures at once, a field's fault when it is left.
import { problemsOf, unlikeLastYear } from './check-report.ts';
import { figureWords } from './figure-text.ts';
import { figuresOfReport } from './figures.ts';
import { warningsOf } from './report-warnings.ts';

export function openChecks(form, facts, fields) {
  const rules = { form: facts.form, tasks: facts.known, kind: facts.agency.kind, lastYear: facts.lastYear };

  /** Shows what the report as typed comes to; answers its faults. */
  function look(content) {
    const figures = figuresOfReport(facts.form, content.indicators ?? {});
    for (const output of form.querySelectorAll('[data-reckoned]')) {
      const words = figures.has(output.dataset.reckoned) ? figureWords(figures.get(output.dataset.reckoned)) : '–';
      if (output.value !== words) output.value = words;
    }
    const unlike = new Set(unlikeLastYear(facts, content).map(({ field }) => field));
    for (const row of form.querySelectorAll('[data-explain]')) {
      const place = `indicators.${row.dataset.explain}`;
      const text = fields.control(`explanations.${place}`);
      if (document.activeElement !== text) row.hidden = !unlike.has(place) && !text.value.trim();
    }
    for (const task of form.querySelectorAll('details.task')) markTask(task);
    const faults = [...percentFaults(), ...problemsOf(rules, content)];
    list('check-errors', faults);
    list('check-warnings', warningsOf(facts, content));
    document.getElementById('check-ready').hidden = faults.length > 0;
    return faults;
  }

  const percentFaults = () =>
    [...form.querySelectorAll('input[name^="tasks."][name$=".percent"]')]
      .filter(
        ({ value }) =>
          value.trim() && !(Number(value.replace(',', '.')) >= 0 && Number(value.replace(',', '.')) <= 100),
      )
      .map(({ name }) => ({ field: name, message: `Nhiệm vụ ${name.slice(6, -8)}: tỷ lệ là một số từ 0 đến 100.` }));

  function list(id, problems) {
    const part = document.getElementById(id);
    part.hidden = problems.length === 0;
    const count = part.querySelector('[data-count]');
    if (count) count.textContent = String(problems.length);
    part.querySelector('[data-list]').replaceChildren(...problems.map(entry));
  }

  /** Says at a field what is wrong with it, or that nothing is any more. `left`: a fault that was not there yet is told too. */
  function tell(field, faults, left) {
    const fault = faults.find((each) => each.field === field.name);
    const id = `${field.id}.error`;
    const shown = document.getElementById(id);
    if (fault && (shown || left)) {
      const words = shown ?? Object.assign(document.createElement('small'), { className: 'error', id });
      words.textContent = fault.message;
      if (!shown) (field.parentElement.closest('.field') ?? field.parentElement).append(words);
      field.setAttribute('aria-invalid', 'true');
      describe(field, id, true);
    } else if (!fault && shown) {
      shown.remove();
      field.removeAttribute('aria-invalid');
      describe(field, id, false);
    }
  }

  return { look, tell };
}

/** What a task's heading says of it. */
function markTask(task) {
  const [state, percent, result] = ['state', 'percent', 'result'].map((part) =>
    task.querySelector(`[name$=".${part}"]`),
  );
  const [told, under] = [state.value || percent.value || result.value.trim(), ['', 'under_way'].includes(state.value)];
  const option = [...state.options].find(({ value }) => value === (state.value || 'under_way'));
  const words = told ? `${option.text}${under ? `, ${percent.value || 0} %` : ''}` : 'chưa nhập';
  const mark = task.querySelector('.task-mark');
  if (mark.textContent !== words) mark.textContent = words;
}

function describe(field, id, told) {
  const others = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((each) => each && each !== id);
  const all = told ? [...others, id] : others;
  if (all.length > 0) field.setAttribute('aria-describedby', all.join(' '));
  else field.removeAttribute('aria-describedby');
}

function entry({ field, message }) {
  const link = Object.assign(document.createElement('a'), { href: `#report.${field}`, textContent: message });
  const item = document.createElement('li');
  item.append(link);
  return item;
}
