// Fields that two people changed at once: what the other wrote stands beside, and a person chooses. Nothing is overwritten.
import { figureWords } from './figure-text.ts';
import { both, isText, sameValue } from './merge-drafts.ts';

export function openConflicts(form, fields, onChoice) {
  /** What the other side has, by field. */
  const torn = new Map();
  const template = document.getElementById('conflict-box');
  const boxOf = (field) => form.querySelector(`[data-conflict="${CSS.escape(field)}"]`);

  function add(field, theirs) {
    torn.set(field, theirs);
    const box = boxOf(field) ?? template.content.firstElementChild.cloneNode(true);
    box.dataset.conflict = field;
    box.querySelector('.other').replaceChildren(...paragraphs(wordsOf(field, theirs)));
    // It stands there already; one of its buttons may have the focus.
    if (box.querySelector('[data-choice]')) return;
    box.querySelector('.checks').replaceChildren(...buttons(field));
    const place = form.querySelector(`[data-place="${CSS.escape(field)}"]`);
    place?.append(box);
    place?.closest('details.task')?.setAttribute('open', '');
    place?.closest('tr.explain')?.removeAttribute('hidden');
  }

  /** Both sides may have gone on: the newest words stand beside, and what reads the same by now is no conflict. */
  function renew(mine, theirs) {
    for (const field of torn.keys()) {
      if (sameValue(mine.get(field), theirs.get(field))) settle(field);
      else add(field, theirs.get(field));
    }
  }

  const buttons = (field) =>
    [['mine', 'Giữ của tôi'], ['theirs', 'Lấy bản kia'], ...(isText(field) ? [['both', 'Gộp cả hai']] : [])].map(
      ([choice, words]) => {
        const button = document.createElement('button');
        Object.assign(button, { type: 'button', className: 'secondary small', textContent: words });
        button.dataset.choice = choice;
        button.addEventListener('click', () => choose(field, choice));
        return button;
      },
    );

  function choose(field, choice) {
    const theirs = torn.get(field);
    if (choice === 'theirs') fields.put(field, theirs);
    if (choice === 'both') fields.put(field, both(fields.control(field).value.trim(), theirs));
    settle(field);
    fields.control(field)?.focus();
    onChoice();
  }

  function settle(field) {
    torn.delete(field);
    boxOf(field)?.remove();
  }

  function wordsOf(field, value) {
    if (value === undefined) return '(để trống)';
    if (typeof value === 'number') return `${figureWords(value)} %`;
    const select = fields.control(field);
    const plain = typeof value === 'object' ? value.value : value;
    const code = plain === true ? 'yes' : plain === false ? 'no' : plain;
    const option = [...(select?.options ?? [])].find((each) => each.value === code);
    const words = option?.text ?? (typeof plain === 'number' ? figureWords(plain) : String(plain));
    return value.estimated ? `${words} (ước)` : words;
  }

  return { torn, add, renew, focus: () => form.querySelector('[data-conflict] button')?.focus() };
}

const paragraphs = (text) =>
  text.split(/\n+/).map((line) => Object.assign(document.createElement('p'), { textContent: line }));
