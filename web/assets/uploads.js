// Files of the submission room: sent in pieces by the tus protocol, so that a lost connection or a closed page loses little.
// Plain JavaScript for any browser of the last years; without it one file goes with the form.
(() => {
  const part = document.querySelector('[data-uploads]');
  const input = part?.querySelector('input[type=file]');
  if (!input || !window.XMLHttpRequest || !File.prototype.slice) return;

  const token = location.pathname.split('/')[2];
  const auth = { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0' };
  const memory = `dondoc-uploads/${token.slice(0, 24)}`;
  const megabyte = 1024 * 1024;
  const [pieceBytes, largestBytes, firstRetry, longestRetry] = [megabyte, 20 * megabyte, 2000, 30000];
  /** What the office says no to for now: the same file may be taken later. */
  const passing = ['file.not_scanned', 'file.no_room', 'upload.not_found', 'upload.offset'];
  const list = document.getElementById('uploads');
  const files = document.getElementById('file-list');
  const said = document.getElementById('upload-said');
  const form = part.closest('form');
  const jobs = [];
  let running = null;

  const number = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const progressWords = (done, all) =>
    all < megabyte
      ? `${Math.floor(done / 1024)}/${Math.ceil(all / 1024)} KB`
      : `${number.format(done / megabyte)}/${number.format(all / megabyte)} MB`;

  /** What this browser has begun and not ended, by the file's fingerprint: its name, size and time. */
  function recall() {
    try {
      return JSON.parse(localStorage.getItem(memory) ?? '{}') ?? {};
    } catch {
      return {};
    }
  }
  function remember(mark, entry) {
    try {
      const all = recall();
      if (entry) all[mark] = entry;
      else delete all[mark];
      localStorage.setItem(memory, JSON.stringify(all));
    } catch {
      // A full or forbidden store: the upload goes on, but is not found again after the page was closed.
    }
  }
  const markOf = ({ name, size, lastModified }) => `${name}/${size}/${lastModified}`;

  /** One line of the list: name, bar, words, buttons. */
  function lineFor(name, size) {
    const line = document.createElement('li');
    const bar = document.createElement('progress');
    const [title, words, buttons] = ['strong', 'span', 'span'].map((tag) => document.createElement(tag));
    title.textContent = name;
    bar.max = size;
    bar.value = 0;
    bar.setAttribute('aria-label', `Đã tải của tệp ${name}`);
    buttons.className = 'buttons';
    line.append(title, bar, words, buttons);
    list.append(line);
    list.hidden = false;
    return { line, bar, words, buttons };
  }
  function button(buttons, words, name, pressed) {
    const made = document.createElement('button');
    const whose = document.createElement('span');
    made.type = 'button';
    made.className = 'secondary small';
    whose.className = 'unseen';
    whose.textContent = ` tệp ${name}`;
    made.append(words, whose);
    made.addEventListener('click', pressed);
    buttons.append(made);
  }
  function say(job, words, trouble = false) {
    job.words.textContent = words;
    job.words.className = trouble ? 'trouble' : '';
    if (trouble) said.textContent = `${job.name}: ${words}`;
  }
  function show(job, done) {
    job.bar.value = done;
    say(job, done < job.size ? `Đang tải ${progressWords(done, job.size)}` : 'Đang kiểm tra tệp…');
  }
  function close(job) {
    job.line.remove();
    jobs.splice(jobs.indexOf(job), jobs.includes(job) ? 1 : 0);
    if (!list.children.length) list.hidden = true;
  }

  /** An answer, or `lost` when there was none that says anything. */
  function ask(method, url, headers, body, job) {
    return new Promise((resolve, reject) => {
      if (job?.dropped) return reject({ stopped: true });
      const request = new XMLHttpRequest();
      if (job) job.request = request;
      request.open(method, url);
      for (const [name, value] of Object.entries({ ...auth, ...headers })) request.setRequestHeader(name, value);
      request.timeout = 120000;
      if (body) {
        request.upload.addEventListener('progress', ({ loaded }) => show(job, Math.min(job.size, job.offset + loaded)));
      }
      request.addEventListener('load', () => {
        if (request.status < 300) return resolve(request);
        if (request.status === 429 || request.status >= 500) return reject({ lost: true });
        let problem = {};
        try {
          problem = JSON.parse(request.responseText);
        } catch {
          // A HEAD has no words; its status says enough.
        }
        reject({ code: problem.title, status: request.status, words: problem.detail });
      });
      for (const lost of ['error', 'timeout']) request.addEventListener(lost, () => reject({ lost: true }));
      request.addEventListener('abort', () => reject({ stopped: true }));
      request.send(body ?? null);
    });
  }

  const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

  async function begin(job) {
    const metadata = `filename ${base64(job.name)}`;
    const answer = await ask(
      'POST',
      part.dataset.uploads,
      { 'upload-length': String(job.size), 'upload-metadata': metadata },
      null,
      job,
    );
    job.url = answer.getResponseHeader('location');
    job.offset = 0;
    remember(job.mark, { url: job.url, name: job.name, size: job.size });
  }
  async function find(job) {
    const answer = await ask('HEAD', job.url, {}, null, job).catch((trouble) => {
      if (trouble.status !== 404) throw trouble;
      remember(job.mark);
      job.url = null;
    });
    if (answer) job.offset = Number(answer.getResponseHeader('upload-offset'));
    else await begin(job);
  }
  async function send(job) {
    if (job.url) await find(job);
    else await begin(job);
    while (job.offset < job.size) {
      show(job, job.offset);
      const piece = job.file.slice(job.offset, job.offset + pieceBytes);
      const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(job.offset) };
      const answer = await ask('PATCH', job.url, headers, piece, job);
      job.offset = Number(answer.getResponseHeader('upload-offset'));
      job.retry = firstRetry;
    }
  }

  /** Sends a file to its end: waits while the connection is lost, stops when the office says no. */
  async function run(job) {
    running = job;
    for (;;) {
      try {
        await send(job);
        remember(job.mark);
        close(job);
        said.textContent = `Đã đính kèm tệp ${job.name}.`;
        await refresh();
        break;
      } catch (trouble) {
        if (trouble.stopped || job.dropped) break;
        if (trouble.code === 'upload.offset' && job.again < 5) {
          job.again += 1;
          continue;
        }
        if (!trouble.lost) {
          fail(job, trouble);
          break;
        }
        say(job, `Mất kết nối ở ${progressWords(job.offset, job.size)}; sẽ tự tải tiếp`, true);
        await pause(job);
      }
    }
    running = null;
    next();
  }
  function pause(job) {
    return new Promise((resolve) => {
      const timer = setTimeout(done, job.retry);
      job.retry = Math.min(longestRetry, job.retry * 2);
      job.wake = done;
      window.addEventListener('online', done);
      function done() {
        clearTimeout(timer);
        window.removeEventListener('online', done);
        resolve();
      }
    });
  }
  function fail(job, { words, code }) {
    job.failed = true;
    if (code !== 'file.not_scanned') {
      remember(job.mark);
      job.url = null;
    }
    say(job, words ?? 'Không tải được tệp này.', true);
    job.bar.hidden = true;
    job.buttons.replaceChildren();
    if (passing.includes(code))
      button(job.buttons, 'Thử lại', job.name, () => {
        job.failed = false;
        job.bar.hidden = false;
        drawButtons(job);
        say(job, 'Chờ tải…');
        next();
      });
    button(job.buttons, 'Bỏ', job.name, () => drop(job));
  }
  function drop(job) {
    job.dropped = true;
    remember(job.mark);
    job.request?.abort();
    job.wake?.();
    close(job);
    said.textContent = `Đã hủy tải tệp ${job.name}.`;
    if (job.url) void ask('DELETE', job.url, {}, null).catch(() => undefined);
    input.focus();
  }
  function drawButtons(job) {
    job.buttons.replaceChildren();
    button(job.buttons, 'Hủy', job.name, () => drop(job));
  }
  function next() {
    const waiting = jobs.find((job) => !job.failed && !job.dropped);
    if (!running && waiting) void run(waiting);
  }

  /** The office draws the list; here it is only put in its place. */
  async function refresh() {
    try {
      const answer = await fetch(part.dataset.files);
      if (!answer.ok) return;
      const drawn = new DOMParser().parseFromString(await answer.text(), 'text/html');
      files.replaceChildren(...drawn.body.childNodes);
    } catch {
      // The file is attached all the same; the page shows it when it is opened again.
    }
  }

  function add(file) {
    const mark = markOf(file);
    if (jobs.some((job) => job.mark === mark)) return;
    list.querySelectorAll('[data-mark]').forEach((line) => line.dataset.mark === mark && line.remove());
    const job = { file, mark, name: file.name, size: file.size, offset: 0, retry: firstRetry, again: 0 };
    Object.assign(job, lineFor(file.name, file.size));
    job.url = recall()[mark]?.url ?? null;
    jobs.push(job);
    drawButtons(job);
    say(job, 'Chờ tải…');
    if (file.size > largestBytes) return fail(job, { words: 'Tệp quá lớn; mỗi tệp tối đa 20 MB.' });
    if (file.size === 0) return fail(job, { words: 'Tệp không có nội dung.' });
    next();
  }

  /** What was begun before the page was closed: a page may not open files by itself, so a person chooses it again. */
  async function offer(mark, { url, name, size }) {
    const answer = await ask('HEAD', url, {}, null).catch((trouble) => trouble);
    const done = answer.getResponseHeader ? Number(answer.getResponseHeader('upload-offset')) : 0;
    if (answer.status === 404 || done === size) return remember(mark);
    if (!answer.getResponseHeader || jobs.some((job) => job.mark === mark)) return;
    const line = lineFor(name, size);
    line.line.dataset.mark = mark;
    line.bar.value = done;
    line.words.textContent = `Đã tải ${progressWords(done, size)}; chọn lại tệp này để tải tiếp`;
    button(line.buttons, 'Bỏ', name, () => {
      remember(mark);
      line.line.remove();
      if (!list.children.length) list.hidden = true;
      void ask('DELETE', url, {}, null).catch(() => undefined);
      input.focus();
    });
  }

  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');
  const label = part.querySelector('label');
  label.textContent = 'Chọn tệp, hoặc kéo thả tệp vào đây';
  part.querySelector('.attach button').hidden = true;
  input.multiple = true;
  part.classList.add('takes-drops');
  input.addEventListener('change', () => {
    for (const file of [...input.files]) add(file);
    input.value = '';
  });
  part.addEventListener('dragover', (event) => hasFiles(event) && part.classList.add('over'));
  part.addEventListener('dragleave', (event) => {
    if (!part.contains(event.relatedTarget)) part.classList.remove('over');
  });
  // A file dropped beside the field must not take the page away.
  document.addEventListener('dragover', (event) => hasFiles(event) && event.preventDefault());
  document.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    part.classList.remove('over');
    if (part.contains(event.target)) for (const file of [...event.dataTransfer.files]) add(file);
  });
  const unfinished = () => jobs.find((job) => !job.failed);
  // Before the page's own listener: no button of the report takes the page away from a file that is on its way.
  document.addEventListener(
    'submit',
    (event) => {
      const open = event.target === form && unfinished();
      if (!open) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const then = event.submitter?.formAction.endsWith('/submissions') ? 'gửi báo cáo' : 'bấm lại';
      say(open, `Tệp đang tải; đợi tải xong hoặc hủy, rồi ${then}`, true);
      open.line.scrollIntoView({ block: 'center' });
    },
    true,
  );
  window.addEventListener('beforeunload', (event) => unfinished() && event.preventDefault());
  for (const [mark, entry] of Object.entries(recall())) void offer(mark, entry);
})();
