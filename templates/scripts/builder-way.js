/* Between the builder and what its patient sees: the same page, with or without a plan after its #. Going there and back loses nothing. */
(function () {
  'use strict';

  const bench = window.sitegenBench, way = document.getElementById('builder-way'), view = document.querySelector('[data-plan="patient"]');
  if (!bench || !bench.open || !way || !view) return;
  const place = way.parentNode, after = way.nextSibling;
  let from = null; // what was pressed in the builder to come here

  function symbols() { return location.hash.slice(1).toUpperCase(); }

  /* Whether the patient's view shows this plan, with all its exercises. */
  function shows(payload) {
    const link = view.querySelector('[data-slot="link"]');
    return !view.hidden && Boolean(link) && link.textContent.slice(-payload.length - 1) === '#' + payload;
  }

  function shown(payload, then) {
    if (shows(payload)) {
      then();
      return;
    }
    const watch = new MutationObserver(() => {
      if (!shows(payload)) return;
      watch.disconnect();
      then();
    });
    watch.observe(view, { childList: true, subtree: true, attributes: true });
  }

  function see(button, then) {
    const payload = bench.payload();
    if (!bench.here()) { // a plan in another language has a page of its own
      window.open(bench.view(), '_blank', 'noopener');
      return;
    }
    from = button;
    location.hash = payload;
    shown(payload, then || (() => {}));
  }

  /* The way to the builder stands where those look who came from it; else at the end, where it is in no patient's way. */
  function follow() {
    const plan = window.sitegenPlan.decode(symbols());
    way.hidden = !plan;
    if (from && plan) view.parentNode.insertBefore(way, view); else place.insertBefore(way, after);
    if (plan || !from) return;
    from.focus();
    from = null;
  }

  function change() {
    if (from) {
      history.back();
      return;
    }
    const payload = symbols();
    location.hash = '';
    bench.open(payload);
  }

  bench.part('open').addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    see(event.currentTarget, () => document.querySelector('[data-plan="title"]').scrollIntoView());
  });
  bench.listen({ print: (button) => see(button, () => window.print()) });
  way.addEventListener('click', (event) => { if (event.target.closest('[data-press]')) change(); });
  window.addEventListener('hashchange', follow);
  follow();
  if (/[?&]edit\b/.test(location.search) && symbols()) change();
}());
