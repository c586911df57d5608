// The buttons of the report's form: each leaves the page, once. Whoever is still here afterwards goes on as before.
export function openButtons(form, { hindered, isSaving, leave, stay }) {
  /** The button that was pressed while a save was on its way: it waits, so that the two do not meet. */
  let waiting = null;
  let isLeaving = false;

  const draw = () => form.querySelectorAll('[type=submit]').forEach((button) => (button.disabled = isLeaving));

  function goOn() {
    if (!isLeaving) return;
    isLeaving = false;
    draw();
    stay();
  }

  form.addEventListener('submit', (event) => {
    waiting = null;
    if (hindered()) return event.preventDefault();
    if (isSaving()) {
      event.preventDefault();
      waiting = event.submitter;
      return;
    }
    leave();
    isLeaving = true;
    // After the browser has taken the button's own address.
    setTimeout(draw);
  });
  addEventListener('pageshow', ({ persisted }) => persisted && goOn());
  // Leaving was stopped, by the browser's button or by its question; browsers that do not tell show it by the next typing.
  window.navigation?.addEventListener('navigateerror', goOn);
  form.addEventListener('input', goOn);

  return { press: () => waiting && form.requestSubmit(waiting) };
}
