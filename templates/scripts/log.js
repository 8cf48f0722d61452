/* "I did this today" on a card, and the page "My days". What somebody did stays in this browser, and only once they have said yes:
   sitegen:log = [{date, card, name, tier, version, times}]. All words stand in the page. */
(function () {
  'use strict';
  var KEY = 'sitegen:log', MOST = 12;
  var site = document.currentScript && document.currentScript.src.replace(/assets\/scripts\/[^/]*$/, '');

  function each(list, what) { Array.prototype.forEach.call(list, what); }
  function wordsOf(template) {
    return function (name) { return template.content.querySelector('[data-word="' + name + '"]').textContent; };
  }
  function two(n) { return (n < 10 ? '0' : '') + n; }
  function today() {
    var now = new Date();
    return now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
  }
  function sound(row) {
    return row && /^\d{4}-\d\d-\d\d$/.test(row.date) && typeof row.card === 'string' && typeof row.name === 'string' && row.times > 0;
  }
  function read() {
    try {
      var kept = JSON.parse(localStorage.getItem(KEY));
      return Array.isArray(kept) ? kept.filter(sound) : [];
    } catch (e) { return []; }
  }
  function write(rows) {
    try {
      if (rows.length) localStorage.setItem(KEY, JSON.stringify(rows)); else localStorage.removeItem(KEY);
      return true;
    } catch (e) { return false; }
  }
  function kept() {
    try { return localStorage.getItem(KEY) !== null; } catch (e) { return false; }
  }
  function press(box, names) {
    box.addEventListener('click', function (e) {
      var hit = e.target.closest && e.target.closest('[data-press]');
      if (hit && names[hit.getAttribute('data-press')]) names[hit.getAttribute('data-press')]();
    });
  }

  /* on a card */

  function card(box) {
    var word = wordsOf(box.querySelector('.today__words')), said = box.querySelector('[data-part="said"]');
    var ask = box.querySelector('[data-part="ask"]'), undo = box.querySelector('[data-part="undo"]'), agreed = false;
    function button(name) { return box.querySelector('[data-press="' + name + '"]'); }
    function mine(row) { return row.date === today() && row.card === box.getAttribute('data-card') && row.tier === box.getAttribute('data-tier'); }
    function times() {
      var row = read().filter(mine)[0];
      return row ? row.times : 0;
    }
    function show(text) {
      var n = times(), held = document.activeElement;
      said.textContent = text || (n ? word('times-' + Math.min(n, MOST)) : '');
      undo.hidden = !n;
      if (held && !held.offsetParent && box.contains(held)) button('did').focus(); /* what had the focus is gone */
    }
    function add(step) {
      var rows = read(), row = rows.filter(mine)[0];
      if (!row) {
        row = { date: today(), card: box.getAttribute('data-card'), name: box.getAttribute('data-name'), tier: box.getAttribute('data-tier'), version: box.getAttribute('data-version'), times: 0 };
        rows.push(row);
      }
      row.times = Math.min(row.times + step, MOST);
      row.version = box.getAttribute('data-version');
      if (!write(rows.filter(function (one) { return one.times > 0; }))) show(word('lost'));
      else show(row.times > 0 ? '' : word('back'));
    }
    press(box, {
      did: function () {
        if (agreed || kept()) add(1);
        else { said.textContent = ''; ask.hidden = false; button('yes').focus(); }
      },
      yes: function () { agreed = true; ask.hidden = true; add(1); },
      no: function () { ask.hidden = true; show(word('no')); },
      back: function () { add(-1); }
    });
    show();
    addEventListener('storage', function () { show(); });
    addEventListener('pageshow', function (e) { if (e.persisted) show(); });
    document.addEventListener('visibilitychange', function () { if (!document.hidden) show(); }); /* it may be another day by now */
  }

  /* the page "My days" */

  function page(box) {
    var word = wordsOf(box.querySelector('.diary__words')), links = box.querySelector('.diary__cards').content;
    var weeks = box.querySelector('[data-part="weeks"]');
    function part(name) { return box.querySelector('[data-part="' + name + '"]'); }
    function noon(date) { return new Date(date + 'T12:00:00'); }
    function written(day, how) { return day.toLocaleDateString(document.documentElement.lang, how); }
    function long(date) { return written(noon(date), { weekday: 'long', month: 'long', day: 'numeric' }); }
    function monday(date) {
      var day = noon(date);
      day.setDate(day.getDate() - (day.getDay() + 6) % 7);
      return day.getFullYear() + '-' + two(day.getMonth() + 1) + '-' + two(day.getDate());
    }
    function often(row) { return row.times > 1 ? word('times-' + Math.min(row.times, MOST)) : ''; }
    function item(row) {
      var li = document.createElement('li'), known = null;
      each(links.querySelectorAll('a'), function (a) { if (a.getAttribute('data-card') === row.card) known = a; });
      var name = document.createElement(known ? 'a' : 'span');
      if (known) { name.className = 'tap'; name.href = known.getAttribute('href'); }
      name.textContent = row.name;
      li.appendChild(name);
      if (often(row)) li.appendChild(document.createTextNode(', ' + often(row)));
      var sheet = document.createElement('span');
      sheet.className = 'paper-only';
      sheet.textContent = ' (' + row.version + ')';
      li.appendChild(sheet);
      return li;
    }
    function grouped(rows, by) {
      var found = {};
      rows.forEach(function (row) { (found[by(row)] = found[by(row)] || []).push(row); });
      return found;
    }
    function week(begin, rows) {
      var table = document.importNode(box.querySelector('.diary__sheet').content, true).firstElementChild;
      var last = noon(begin), how = { month: 'long', day: 'numeric', year: 'numeric' }, days = grouped(rows, function (row) { return row.date; });
      last.setDate(last.getDate() + 6);
      table.querySelector('caption').textContent = word('week').replace('{first}', written(noon(begin), how)).replace('{last}', written(last, how));
      Object.keys(days).sort().forEach(function (date) {
        var tr = document.createElement('tr'), th = document.createElement('th'), td = document.createElement('td'), ul = document.createElement('ul');
        th.scope = 'row';
        th.className = 'diary__day';
        th.textContent = long(date);
        td.className = 'diary__did';
        ul.className = 'diary__list';
        days[date].forEach(function (row) { ul.appendChild(item(row)); });
        td.appendChild(ul);
        tr.appendChild(th);
        tr.appendChild(td);
        table.querySelector('tbody').appendChild(tr);
      });
      return table;
    }
    function show() {
      var rows = read(), found = grouped(rows, function (row) { return monday(row.date); });
      weeks.textContent = '';
      Object.keys(found).sort().reverse().forEach(function (begin) { weeks.appendChild(week(begin, found[begin])); });
      each(box.querySelectorAll('[data-when]'), function (part) { part.hidden = (part.getAttribute('data-when') === 'some') !== rows.length > 0; });
    }
    function text() {
      var lines = [document.querySelector('h1').textContent, ''];
      each(weeks.querySelectorAll('table'), function (table) {
        lines.push(table.querySelector('caption').textContent);
        each(table.querySelectorAll('tbody tr'), function (tr) {
          var names = [];
          each(tr.querySelectorAll('li'), function (li) { names.push(li.textContent); });
          lines.push(tr.querySelector('th').textContent + ': ' + names.join('; '));
        });
        lines.push('');
      });
      return lines.join('\r\n');
    }
    function save() {
      var a = document.createElement('a'), url = URL.createObjectURL(new Blob([text()], { type: 'text/plain;charset=utf-8' }));
      a.href = url;
      a.download = part('weeks').getAttribute('data-file');
      document.body.appendChild(a);
      a.click();
      document.body.removeChild(a);
      setTimeout(function () { URL.revokeObjectURL(url); }, 1000);
    }
    function sure(open) {
      part('sure').hidden = !open;
      box.querySelector('[data-press="' + (open ? 'keep' : 'clear') + '"]').focus();
    }
    press(box, {
      print: function () { window.print(); },
      save: save,
      clear: function () { part('said').textContent = ''; sure(true); },
      keep: function () { sure(false); part('said').textContent = word('as-it-was'); },
      all: function () {
        clearAll().then(function () { sure(false); show(); part('said').textContent = word('cleared'); }, function () { sure(false); show(); part('said').textContent = word('not-cleared'); });
      }
    });
    show();
    addEventListener('storage', show);
    addEventListener('pageshow', function (e) { if (e.persisted) show(); });
  }

  /* everything of this site that this device keeps */

  function forget(store) {
    var names = [];
    for (var n = 0; n < store.length; n++) names.push(store.key(n));
    names.forEach(function (name) { if (name.indexOf('sitegen:') === 0) store.removeItem(name); });
  }
  function clearAll() {
    var work = [];
    try { forget(localStorage); forget(sessionStorage); } catch (e) { /* nothing can be kept here, so nothing is */ }
    document.documentElement.removeAttribute('data-size');
    document.documentElement.removeAttribute('data-colors');
    if (!/^http/.test(location.protocol)) return Promise.all(work); /* opened from a disk, there are no copies */
    if (window.caches) work.push(caches.keys().then(function (names) {
      return Promise.all(names.filter(function (name) { return site && name.indexOf('sitegen:' + new URL(site).pathname) === 0; }).map(function (name) { return caches.delete(name); }));
    }));
    if (navigator.serviceWorker) work.push(navigator.serviceWorker.getRegistrations().then(function (found) {
      return Promise.all(found.filter(function (one) { return site && one.scope.indexOf(site) === 0; }).map(function (one) { return one.unregister(); }));
    }));
    return Promise.all(work);
  }

  each(document.querySelectorAll('.today'), card);
  each(document.querySelectorAll('.diary'), page);
  window.sitegenToday = card; /* for a card that a script puts into the page */
})();
