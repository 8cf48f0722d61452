/* Keeps, renews and removes a copy of an edition, when its reader asks for it. Before that nothing is registered and nothing is stored. */
(function () {
  'use strict';

  const able = 'serviceWorker' in navigator && 'caches' in window && window.isSecureContext;
  const site = document.currentScript.src.replace(/assets\/scripts\/keep\.js.*$/, '');
  const box = document.querySelector('[data-copy]');
  const worker = box && new URL(box.getAttribute('data-copy'), location.href).href;
  const scope = worker && new URL('./', worker).href;

  function family(folder) { return 'sitegen:' + new URL(folder).pathname; }

  /* Removes all copies of this site from the device, or the one of an edition's folder. */
  async function remove(folder) {
    if (!able) return;
    for (const one of await navigator.serviceWorker.getRegistrations()) {
      if (folder ? one.scope === folder : one.scope.startsWith(site)) {
        [one.installing, one.waiting, one.active].forEach((each) => each && each.postMessage('remove'));
        await one.unregister();
      }
    }
    const start = folder ? family(folder) + ':' : family(site);
    for (const name of await caches.keys()) {
      if (name.startsWith(start)) await caches.delete(name);
    }
    note(null);
  }

  /* Other pages may ask whether there is a copy, and since when. */
  function note(on) {
    try {
      if (on) localStorage.setItem('sitegen:copy', JSON.stringify({ tier: (scope || site).slice(site.length, -1), on }));
      else localStorage.removeItem('sitegen:copy');
    } catch (error) { /* a device that stores no such notes */ }
  }

  async function record() {
    for (const name of await caches.keys()) {
      const found = name.startsWith(family(scope) + ':') && await (await caches.open(name)).match(scope + 'keep/record.json');
      if (found) return found.json();
    }
    return null;
  }

  // what is said

  const said = {};

  function each(name, act) {
    Array.from(box.querySelectorAll('[' + name + ']')).forEach((part) => act(part, part.getAttribute(name)));
  }

  function say(what, values) {
    each('data-copy-say', (part, name) => {
      if (name === what) part.textContent = said[name].replace(/\{(\w+)\}/g, (all, key) => values[key]);
      part.hidden = name !== what;
    });
  }

  function offer(names) {
    each('data-copy-do', (part, name) => { part.hidden = names.indexOf(name) < 0; });
  }

  function written(day) {
    const form = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' };
    return new Intl.DateTimeFormat(document.documentElement.lang, form).format(new Date(day));
  }

  function isOld(day) {
    const now = new Date();
    return (Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.parse(day)) / 864e5 > 90;
  }

  async function show(otherwise) {
    const kept = await record();
    if (kept) {
      const day = kept.released || kept.on;
      say(isOld(day) ? 'old' : 'have', { day: written(day) });
      offer(['renew', 'remove']);
    } else {
      say(otherwise || 'none', {});
      offer(['keep']);
    }
    return kept;
  }

  // what is done

  /* Waits until a worker that has just come has fetched everything. */
  function settled(fresh) {
    return new Promise((resolve, reject) => {
      fresh.addEventListener('statechange', () => {
        if (fresh.state === 'activated') resolve();
        if (fresh.state === 'redundant') reject(new Error(fresh.state));
      });
    });
  }

  /* Has the worker that is there fetch everything once more. */
  function renewed(there) {
    return new Promise((resolve, reject) => {
      navigator.serviceWorker.addEventListener('message', (event) => {
        if (event.data.sitegenCopy === scope && event.data.what === 'done') resolve();
        if (event.data.sitegenCopy === scope && event.data.what === 'failed') reject(new Error(event.data.what));
      });
      there.postMessage('renew');
    });
  }

  async function keep() {
    const registration = await navigator.serviceWorker.register(worker, { scope });
    if (!registration.installing && registration.active) await registration.update();
    const fresh = registration.installing || registration.waiting;
    await (fresh ? settled(fresh) : renewed(registration.active));
  }

  async function press(name) {
    box.querySelector('[role="status"]').focus();  // the button goes away
    offer([]);
    if (name === 'remove') {
      await remove(scope);
      await show('removed');
      return;
    }
    const before = await record();
    try {
      say('working', { done: 0, all: '…' });
      await keep();
      note((await show('failed') || {}).on);
    } catch (error) {
      if (!before) await remove(scope);
      say('failed', {});
      offer(before ? ['renew', 'remove'] : ['keep']);
    }
  }

  function begin() {
    box.querySelector('[data-copy-unable]').hidden = true;
    each('data-copy-say', (part, name) => { said[name] = part.textContent; });
    each('data-copy-do', (part, name) => part.querySelector('button').addEventListener('click', () => press(name)));
    navigator.serviceWorker.addEventListener('message', (event) => {
      if (event.data.sitegenCopy === scope && event.data.what === 'working') say('working', event.data);
    });
    if (navigator.serviceWorker.startMessages) navigator.serviceWorker.startMessages();
    show();
  }

  window.sitegenCopy = { remove };
  if (box && able) begin();
}());
