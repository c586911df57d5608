// Who else is at this draft, and at which part: asked while the page is looked at, every ten seconds.
import { pageId } from './room-memory.js';

const [every, settled] = [10_000, 400];

export function openPresence(form, ask, onVersion) {
  const state = document.getElementById('others-state');
  let [timer, place] = [0, ''];

  const placeNow = () => {
    const part = document.activeElement?.closest?.('[data-part]')?.dataset.part;
    return part ? `sections.${part}` : '';
  };

  async function tell() {
    clearTimeout(timer);
    if (document.visibilityState !== 'visible') return;
    timer = setTimeout(tell, every);
    place = placeNow();
    try {
      const answer = await ask(form.dataset.presence, {
        method: 'POST',
        body: JSON.stringify({ writer: pageId(), place }),
      });
      if (!answer.ok) return;
      const { version, others } = await answer.json();
      show(others);
      onVersion(version);
    } catch {
      // The connection is away: saving says so.
    }
  }

  function show(others) {
    const words = others.map(({ name, place: at }) => {
      const where = at ? `đang sửa phần ${at.replace(/^sections\./, '')}` : 'đang mở báo cáo này';
      return `${name || 'Một người khác'} ${where}`;
    });
    const text = [...new Set(words)].join('; ');
    if (state.textContent !== text) state.textContent = text;
    const busy = new Map(others.filter((each) => each.place).map((each) => [each.place.slice(9), each.name]));
    for (const part of form.querySelectorAll('[data-part]')) {
      part.classList.toggle('busy', busy.has(part.dataset.part));
    }
  }

  form.addEventListener('focusin', () => {
    if (placeNow() === place) return;
    clearTimeout(timer);
    timer = setTimeout(tell, settled);
  });
  document.addEventListener('visibilitychange', () => void tell());
  void tell();
  return { tell };
}
