/* Handing over: the link, its QR code, text to copy, a note for the record. Nothing is sent: a link is only words. */
(function () {
  'use strict';

  const bench = window.sitegenBench;
  if (!bench) return;
  const SIZE = 30, MODULE = 0.7; // millimeters: what a cheap printer draws at 100 dots an inch, a telephone still reads
  const QUIET = 4; // modules of white around it, which the standard asks for
  const NAME = 'http://www.w3.org/2000/svg';
  let shown = ''; // the link whose code is drawn

  /* The address in bytes, what follows it in the shorter way that capitals and figures have. */
  function matrix(link) {
    const code = window.qrcode(0, 'L'), place = link.indexOf('#') + 1;
    code.addData(link.slice(0, place), 'Byte');
    code.addData(link.slice(place), 'Alphanumeric');
    code.make();
    return code;
  }

  function drawing(link) {
    const code = matrix(link), count = code.getModuleCount(), one = Math.max(SIZE / count, MODULE), whole = count + 2 * QUIET;
    const svg = document.createElementNS(NAME, 'svg'), path = document.createElementNS(NAME, 'path');
    let d = '';
    for (let row = 0; row < count; row++) {
      for (let column = 0, run = 0; column < count; column += run || 1) {
        for (run = 0; column + run < count && code.isDark(row, column + run);) run++;
        if (run) d += 'M' + (column + QUIET) + ' ' + (row + QUIET) + 'h' + run + 'v1h-' + run + 'z';
      }
    }
    path.setAttribute('d', d);
    const size = (whole * one).toFixed(1) + 'mm';
    [['viewBox', '0 0 ' + whole + ' ' + whole], ['width', size], ['height', size], ['shape-rendering', 'crispEdges'], ['role', 'img'], ['aria-label', bench.say('qr-name', { title: bench.title() })]]
      .forEach((pair) => svg.setAttribute(pair[0], pair[1]));
    svg.setAttribute('class', 'hand-over__code');
    svg.appendChild(path);
    return { svg, large: one * count > SIZE + 0.5 };
  }

  function code() {
    const link = bench.link();
    bench.load(bench.home.dataset.qr, 'qrcode').then(() => {
      if (link !== bench.link() || link === shown) return;
      const made = drawing(link);
      bench.emptied(bench.part('qr')).appendChild(made.svg);
      bench.part('qr-large').hidden = !made.large;
      bench.part('qr-box').hidden = false;
      shown = link;
    }, () => { bench.part('qr-box').hidden = true; });
  }

  function missing() {
    return bench.plan.cards.filter((planned) => bench.dose.lacks(planned, bench.card(planned.code)));
  }

  function draw() {
    const number = bench.plan.cards.length, open = missing(), ready = number > 0 && !open.length && !bench.dates.wrong();
    bench.part('ready-not').hidden = ready;
    bench.part('ready-not').textContent = ready ? '' : !number ? bench.say('not-empty') : open.length ? bench.say('not-why', { name: bench.card(open[0].code).name }) : bench.say('not-day');
    bench.part('result').hidden = !ready;
    bench.part('done').textContent = '';
    if (!ready) {
      shown = '';
      return;
    }
    const note = bench.note.note();
    bench.part('link').value = bench.link();
    bench.part('note').value = note;
    bench.part('note-count').textContent = bench.say('note-count', { count: note.length, most: bench.note.MOST });
    bench.part('open').href = bench.view();
    bench.part('text').value = bench.note.text();
    bench.part('called').textContent = bench.title();
    code();
  }

  // copying: an old browser, or a page that did not come over a safe line, copies what is selected

  function selected(field) {
    const box = field.closest('details');
    if (box) box.open = true;
    field.focus();
    field.setSelectionRange(0, field.value.length);
    try { return document.execCommand('copy'); } catch (error) { return false; }
  }

  function copy(name, button) {
    const field = bench.part(name);
    function told(well) {
      const words = bench.say(well ? 'copied-' + name : 'copy-self');
      bench.part('done').textContent = words;
      if (well) button.focus();
    }
    if (window.isSecureContext && navigator.clipboard && navigator.clipboard.writeText) {
      navigator.clipboard.writeText(field.value).then(() => told(true), () => told(selected(field)));
    } else {
      told(selected(field));
    }
  }

  ['link', 'note', 'text'].forEach((name) => bench.part(name).addEventListener('focus', (event) => event.target.select()));
  bench.listen({
    'copy-link': (button) => copy('link', button),
    'copy-note': (button) => copy('note', button),
    'copy-text': (button) => copy('text', button)
  });

  bench.share = { draw };
}());
