/* Keeps the pages of one edition on a device whose reader has asked for it. Before this stands `self.sitegenCopy`: what there is to keep.
   Online, the newest page wins; the copy answers when the internet does not. All that it stores stands in one cache, which the page `keep/` can remove. */
(function () {
  'use strict';

  const DAYS = 90;  // after so many an exercise is not shown without a notice
  const PATIENCE = 3000;  // milliseconds for the internet to answer, before the copy does
  const MORE_PATIENCE = 8000;  // where the copy is old
  const OFTEN = 600000;  // milliseconds between two looks for a newer copy
  const AT_ONCE = 6;  // files that are fetched at the same time

  const copy = self.sitegenCopy;
  const scope = self.registration.scope;
  const site = new URL(copy.top, scope);
  const family = 'sitegen:' + new URL(scope).pathname + ':';  // the caches of this edition, one for each version
  const name = family + copy.version;
  const record = scope + 'keep/record.json';  // stands in the cache only: what the copy is made of, and since when
  const rows = new Map(copy.files.map((row) => [row[0], row]));
  let gone = false;  // the reader has removed the copy
  let looked = 0;  // when it was last asked whether there is a newer copy
  let online = true;  // whether the page that was asked for last came from the internet: its style and pictures come from the same place

  // days

  function today() {
    const now = new Date();
    const two = (number) => (number < 10 ? '0' : '') + number;
    return now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
  }

  /* Whether a copy is too old for exercises; with a clock that runs wrong nobody can know, and it is not. */
  function isOld(kept) {
    return (Date.parse(today()) - Date.parse(copy.released || kept.on)) / 864e5 > DAYS;
  }

  // what is kept

  async function kept() {
    return !gone && await caches.has(name) ? read(await caches.open(name)) : null;
  }

  async function read(cache) {
    const found = await cache.match(record);
    return found ? found.json() : null;
  }

  function write(cache, told) {
    return cache.put(record, new Response(JSON.stringify(told), { headers: { 'Content-Type': 'application/json' } }));
  }

  /* The copy that this one takes the place of: what is the same in both need not be fetched again. */
  async function earlier() {
    for (const other of await caches.keys()) {
      if (other.startsWith(family) && other !== name) {
        const cache = await caches.open(other);
        const told = await read(cache);
        if (told) return { cache, files: told.files };
      }
    }
    return null;
  }

  async function fetched(address) {
    const answer = await fetch(address, { cache: 'reload', credentials: 'same-origin' });
    if (!answer.ok) throw new Error(address + ': ' + answer.status);
    return whole(answer);
  }

  /* An answer as it may be shown at any time: one that was led on by the server may not be. */
  async function whole(answer) {
    return answer.redirected ? new Response(await answer.blob(), { headers: answer.headers }) : answer;
  }

  async function keep(afresh) {
    const before = afresh ? null : await earlier();
    const cache = await caches.open(name);
    const waiting = copy.files.slice();
    let done = 0;

    async function next() {
      for (let row = waiting.shift(); row; row = waiting.shift()) {
        const address = new URL(row[0], site).href;
        const same = before && before.files[row[0]] === row[1] ? await before.cache.match(address) : null;
        const there = afresh || same ? null : await cache.match(address);  // from a start that was cut short
        if (!there) await cache.put(address, same || await fetched(address));
        done += 1;
        if (done % 25 === 0) tell({ what: 'working', done, all: copy.files.length });
      }
    }

    try {
      await Promise.all(Array.from({ length: AT_ONCE }, next));
    } catch (error) {
      waiting.length = 0;
      throw error;
    }
    const files = {};
    copy.files.forEach((row) => { files[row[0]] = row[1]; });
    await write(cache, { on: today(), released: copy.released, files });
  }

  async function tell(news) {
    const open = await self.clients.matchAll({ includeUncontrolled: true, type: 'window' });
    open.forEach((page) => page.postMessage(Object.assign({ sitegenCopy: scope }, news)));
  }

  // answers

  /* The path of an address below the site's top, as the list has it; '' is the top itself. */
  function place(url) {
    if (url.origin !== site.origin || !url.pathname.startsWith(site.pathname)) return null;
    return url.pathname.slice(site.pathname.length).replace(/(^|\/)index\.html$/, '$1');
  }

  /* What the internet answers, if it does so in time. With a path it is put into the copy, even when it comes late.
     For a page the server is always asked: what the browser itself remembers may be days old, and would pass for the internet. */
  function asked(event, patience, path) {
    const answer = (path === null ? fetch(event.request) : fetch(event.request, { cache: 'no-cache' })).then((found) => {
      if (found.status >= 500) return null;  // the server is in trouble
      if (path !== null && found.ok && found.type === 'basic' && !found.redirected) event.waitUntil(renew(path, found.clone()));
      return found;
    }).catch(() => null);
    const late = new Promise((resolve) => { setTimeout(resolve, patience, null); });
    event.waitUntil(answer);
    return Promise.race([answer, late]);
  }

  async function renew(path, answer) {
    if (!gone && await caches.has(name)) await (await caches.open(name)).put(new URL(path, site).href, answer);
  }

  async function stored(path) {
    return !gone && await caches.has(name) ? (await caches.open(name)).match(new URL(path, site).href) : undefined;
  }

  /* Asks now and then whether there is a newer copy: browsers do so too, but when they like. */
  function look(event) {
    if (Math.abs(Date.now() - looked) < OFTEN) return;
    looked = Date.now();
    event.waitUntil(self.registration.update().catch(() => null));
  }

  async function page(event, url, row) {
    const told = await kept();
    if (!told) return fetch(event.request);
    const day = today();
    if (url.searchParams.get('seen') === day && told.seen !== day) {
      told.seen = day;
      await write(await caches.open(name), told);
    }
    const warned = row[2] && isOld(told) && told.seen !== day;
    const fresh = await asked(event, warned ? MORE_PATIENCE : PATIENCE, row[0]);
    online = Boolean(fresh);
    if (fresh) {
      look(event);
      return fresh;
    }
    if (warned) {
      const to = url.href.slice(scope.length).split(/[?#]/)[0];
      return Response.redirect(scope + 'old-copy/?to=' + encodeURIComponent(to) + '&of=' + (copy.released || told.on), 302);
    }
    return await stored(row[0]) || fetch(event.request);
  }

  async function thing(event, row) {
    const found = online ? await asked(event, PATIENCE, null) : null;
    return found || await stored(row[0]) || fetch(event.request);
  }

  /* A page in the edition's folder that the copy does not hold. */
  async function other(event) {
    try {
      return await fetch(event.request);
    } catch (error) {
      return await kept() ? Response.redirect(scope + 'keep/missing/', 302) : Response.error();
    }
  }

  self.addEventListener('install', (event) => event.waitUntil(keep(false).then(() => self.skipWaiting())));

  self.addEventListener('activate', (event) => event.waitUntil(caches.keys().then((names) => (
    Promise.all(names.filter((one) => one.startsWith(family) && one !== name).map((one) => caches.delete(one)))
  ))));

  self.addEventListener('message', (event) => {
    if (event.data === 'remove') gone = true;
    if (event.data === 'renew') event.waitUntil(keep(true).then(() => tell({ what: 'done' }), () => tell({ what: 'failed' })));
  });

  self.addEventListener('fetch', (event) => {
    const url = new URL(event.request.url);
    const path = place(url);
    if (gone || path === null || event.request.method !== 'GET') return;
    const row = rows.get(path);
    if (row) event.respondWith(event.request.mode === 'navigate' ? page(event, url, row) : thing(event, row));
    else if (copy.whole && event.request.mode === 'navigate') event.respondWith(other(event));
  });
}());
