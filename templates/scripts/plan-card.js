/* A card of a plan: its file's html, with the dose that the plan names, what is another since then, and a timer for it.
   The html is the site's own; all that comes from the plan's link is put in as text. `say(name, values)` says words of the page. */
(function () {
  'use strict';
  var doses = window.sitegenDoses;
  var given = {};

  window.sitegenPlanCard = function (card) { given[card.code] = card; };

  function each(list, what) { Array.prototype.forEach.call(list, what); }
  function slot(box, name) { return box.querySelector('[data-slot="' + name + '"]'); }
  function line(tag, text, look) {
    var made = document.createElement(tag);
    made.textContent = text;
    if (look) made.className = look;
    return made;
  }
  function forDisk(box) { /* where a page is opened from a disk, nobody answers for a folder */
    if (location.protocol !== 'file:') return;
    each(box.querySelectorAll('a[href]'), function (a) {
      var parts = /^([^#?]*\/)([#?].*)?$/.exec(a.getAttribute('href'));
      if (parts && !/^[a-z]+:/i.test(parts[1])) a.setAttribute('href', parts[1] + 'index.html' + (parts[2] || ''));
    });
  }

  /* how much */

  function sentences(box, found, amount, words, say) {
    var planned = found.planned, dose = slot(box, 'dose').firstElementChild, main = dose.querySelector('.dose__sentence'), pen = dose.querySelector('.dose__pen');
    var said = doses.said(amount, planned, words), more = [];
    if (!said.main) return; /* what the card says stays: nobody has written a dose for it */
    main.textContent = said.main;
    each(dose.querySelectorAll('.dose__more'), function (old) { dose.removeChild(old); });
    if (planned.grip) more.push(doses.grip(words, planned.grip));
    more = more.concat(said.more);
    if (planned.reason) more.push(doses.reason(words, planned.reason));
    if (found.status === 'usual') more.push(say('usual'));
    more.forEach(function (text) { dose.insertBefore(line('p', text, 'dose__more'), pen); });
    if (pen && !amount.fill_in) dose.removeChild(pen);
  }

  /* what has changed since the plan was made */

  function news(box, found, card, say) {
    if (!found.changed) return;
    var note = document.createElement('div'), list = document.createElement('ul'), known = [];
    card.versions.forEach(function (version) { if (version.mark === found.planned.mark) known = version.said; });
    note.className = 'warning';
    note.appendChild(line('p', say('changed'), 'warning__title'));
    known.forEach(function (text) { list.appendChild(line('li', text)); });
    if (known.length) note.appendChild(list);
    note.appendChild(line('p', say('again')));
    slot(box, 'news').appendChild(note);
  }

  /* its timer: the page's, with what fits this dose */

  function timer(box, amount, planned, words, say) {
    var counted = doses.timing(amount, words, planned);
    if (!counted) return null;
    var made = document.importNode(document.querySelector('template[data-plan="timer"]').content, true).firstElementChild;
    var kind = counted.holds.length ? 'holds' : counted.minutes ? 'minutes' : 'rounds', choice = counted.holds.length > 1;
    function set(name, value) { made.setAttribute('data-' + name, value); }
    set('rounds', counted.rounds[0]);
    set('rounds-most', counted.rounds[1]);
    set('times', counted.times[0]);
    set('times-most', counted.times[1]);
    set('sides', counted.sides);
    set('between', counted.between);
    set('rest', counted.rest);
    if (kind === 'holds') set('hold', counted.holds[0][0]);
    if (kind === 'minutes') {
      set('minutes', counted.minutes[0]);
      set('minutes-most', counted.minutes[1]);
    }
    each(made.querySelectorAll('[data-for]'), function (part) {
      if ([kind, choice ? 'choice' : 'no-choice'].indexOf(part.getAttribute('data-for')) < 0) part.parentNode.removeChild(part);
    });
    if (choice) rows(made, counted.holds);
    each(made.querySelectorAll('input'), function (input) { input.name += '-' + planned.code; }); /* several timers may stand on a page */
    fill(made, counted, kind, say);
    slot(box, 'timer').appendChild(made);
    return window.sitegenTimer(made);
  }
  function rows(made, holds) {
    var first = made.querySelector('.options__row');
    holds.forEach(function (hold, n) {
      var row = n ? first.parentNode.appendChild(first.cloneNode(true)) : first;
      row.querySelector('input').value = hold[0];
      row.querySelector('input').checked = !n;
      row.querySelector('.options__words').textContent = hold[1];
    });
  }
  function fill(made, counted, kind, say) {
    var all = made.querySelector('.timer__words').content;
    function put(name, text) { all.querySelector('[data-word="' + name + '"]').textContent = text; }
    function form(name, n) { put(name, say.form(all.querySelector('[data-word="' + name + '"]'), n)); }
    put('round', counted.once);
    put('may', all.querySelector('[data-word="may"]').textContent.replace('{n}', counted.times[1]));
    form('may-rounds', counted.rounds[1]);
    if (kind === 'minutes') form('longer', counted.minutes[1]);
  }

  window.sitegenPlanCards = {
    slot: slot, line: line, each: each, forDisk: forDisk,
    knows: function (code) { return Boolean(given[code]); },
    /* a card in its place; returns its timer, which can be stopped */
    put: function (place, found, number, words, say) {
      var card = given[found.known.code], amount = doses.applied(found.known.amount, found.planned);
      var html = document.createElement('template');
      html.innerHTML = card.html; /* from a file of the site: nothing of the link is in it */
      place.appendChild(document.importNode(html.content, true));
      slot(place, 'number').textContent = number + '. ';
      news(place, found, card, say);
      if (amount) sentences(place, found, amount, words, say);
      forDisk(place);
      each(place.querySelectorAll('.today'), window.sitegenToday);
      return amount ? timer(place, amount, found.planned, words, say) : null;
    }
  };
})();
