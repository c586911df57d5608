// Plain JavaScript for any browser of the last years; without it every button of the page still works.
(() => {
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }
  const form = document.querySelector('form[data-draft]');
  if (form) void import('./write-report.js').then(({ writeReport }) => writeReport(form));
})();
