/* A plan as its patient sees it. All that it says stands after the # of the address, and never leaves this page; nothing is stored.
   A link that is not whole shows no exercise at all. Without anything after the #, plans are made here: scripts/builder.js. */
(function () {
  'use strict';
  var cards = window.sitegenPlanCards, doses = window.sitegenDoses, slot = cards.slot, line = cards.line, each = cards.each;
  var view = document.querySelector('[data-plan="patient"]');
  if (!view) return;
  var title = document.querySelector('[data-plan="title"]'), home = title.parentNode, plain = { heading: title.textContent, title: document.title };
  var above = document.querySelector('.breadcrumbs') || document.getElementById('main'), strip = null, paper = document.querySelector('.paper-head'), turn = 0, shown = '';

  /* words */

  function piece(name) { return document.importNode(document.querySelector('template[data-plan="' + name + '"]').content, true); }
  var words = document.querySelector('template[data-plan="words"]').content;
  function word(name) { return words.querySelector('[data-word="' + name + '"]'); }
  function filled(text, values) {
    Object.keys(values || {}).forEach(function (name) { text = text.replace('{' + name + '}', values[name]); });
    return text;
  }
  function say(name, values) { return filled(word(name).textContent, values); }
  say.form = function (from, n) { /* the form of a sentence that goes with a number */
    var of = from.getAttribute('data-of'), which = of.charAt(n < of.length ? n : 100 + n % 100);
    return from.children[Number(which) || 0].textContent.replace('#', n);
  };
  function day(date) {
    return say('month-' + (date.getUTCMonth() + 1), { d: date.getUTCDate(), y: date.getUTCFullYear() });
  }
  function dates(plan) {
    var made = new Date(plan.made + 'T00:00:00Z'), now = new Date();
    var review = new Date(made.getTime() + plan.weeks * 7 * 864e5);
    return { made: day(made), review: day(review), late: Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) > review.getTime() };
  }

  /* what stands around */

  function put(node) { view.appendChild(node); }
  function clear() {
    home.appendChild(title);
    while (view.firstChild) view.removeChild(view.firstChild);
    if (strip) strip.parentNode.removeChild(strip);
    strip = null;
    document.body.className = '';
    view.className = '';
    title.textContent = plain.heading;
    document.title = plain.title;
    var now = document.querySelector('.paper-head');
    if (now !== paper) now.parentNode.replaceChild(paper, now);
  }
  function patient(is) {
    view.hidden = !is;
    each(document.querySelectorAll('[data-plan="plain"], .builder, .languages'), function (part) { part.hidden = is; });
  }
  function excuse(name) { /* no plan, and why */
    clear();
    patient(true);
    put(piece(name));
    slot(view, 'title').appendChild(title);
  }
  function ofLevel(marks) {
    var of = document.importNode(document.querySelector('template[data-plan-words-of="' + marks + '"]').content, true);
    return function (name) { return of.querySelector('[data-piece="' + name + '"]'); };
  }

  /* the plan */

  function show(plan, level, data, table) {
    var found = doses.resolve(plan, data), when = dates(plan), part = ofLevel(level.getAttribute('data-plan-level'));
    var ready = found.filter(function (one) { return one.status === 'shown' || one.status === 'usual'; });
    var label = level.getAttribute('data-label'), name = window.sitegenPlan.names[plan.name[0]] + ' ' + plan.name[1];
    clear();
    patient(true);
    document.body.className = level.getAttribute('data-look');
    put(piece('view'));
    strip = above.parentNode.insertBefore(part('strip'), above);
    paper.parentNode.replaceChild(part('paper').firstElementChild, paper);
    title.textContent = say('heading', { name: name.replace(' ', '\u00a0') });
    document.title = say('title', { name: name, level: label });
    slot(view, 'title').appendChild(title);
    each(view.querySelectorAll('[data-fill]'), function (text) {
      text.textContent = filled(text.textContent, { made: when.made, review: when.review, level: label, count: say.form(word('count'), ready.length) });
    });
    fill(slot(view, 'before'), part('before'));
    fill(slot(view, 'stop'), part('stop'));
    slot(view, 'link').textContent = view.getAttribute('data-site') + '#' + shown;
    cautions(plan, table);
    absent(found);
    exercises(ready, table);
    each(view.querySelectorAll('.timer__stop a'), function (link) { link.setAttribute('href', '#' + slot(view, 'stop').querySelector('[id]').id); });
    cards.forDisk(view);
    if (strip) cards.forDisk(strip);
    if (when.late) late();
  }
  function fill(place, from) { while (from.firstChild) place.appendChild(from.firstChild); }
  function cautions(plan, table) {
    var place = slot(view, 'cautions');
    place.hidden = !plan.cautions.length;
    place.appendChild(line('p', say('cautions')));
    plan.cautions.forEach(function (name) { place.appendChild(line('p', doses.caution(table, name))); });
  }
  function absent(found) { /* what the plan names and nobody may do any more */
    var place = slot(view, 'absent');
    found.forEach(function (one) {
      if (one.status === 'refused') place.appendChild(notice(say('refused')));
      if (one.status === 'gone') place.appendChild(gone(one.known));
    });
    place.hidden = !place.firstChild;
  }
  function notice(text) {
    var made = document.createElement('div');
    made.className = 'warning';
    made.appendChild(line('p', text, 'warning__title'));
    return made;
  }
  function gone(known) {
    var made = notice(say(known.status === 'avoided' ? 'avoided' : 'gone', { name: known.name })), way = document.createElement('p');
    if (known.why) made.appendChild(line('p', known.why));
    if (known.instead) {
      way.textContent = say('instead') + ' ';
      var there = line(known.instead.address ? 'a' : 'span', known.instead.words, known.instead.address ? 'tap' : '');
      if (known.instead.address) there.setAttribute('href', view.getAttribute('data-root') + known.instead.address);
      way.appendChild(there);
    } else {
      way.textContent = say('ask');
    }
    made.appendChild(way);
    return made;
  }
  function late() {
    slot(view, 'late').hidden = false;
    slot(view, 'once').hidden = slot(view, 'rest').hidden = true;
  }

  /* all on one page, or one after another */

  function exercises(ready, table) {
    var place = slot(view, 'cards'), boxes = [], timers = [], at = -1;
    ready.forEach(function (one, n) {
      var box = place.appendChild(piece('card').firstElementChild);
      boxes.push(box);
      timers.push(cards.put(box, one, n + 1, table, say));
    });
    function button(name) { return view.querySelector('[data-press="' + name + '"]'); }
    function go(number) { /* -1: all */
      at = number;
      timers.forEach(function (timer) { if (timer) timer.stop(); });
      boxes.forEach(function (box, n) {
        box.classList.toggle('turns__away', at >= 0 && n !== at);
        box.classList.toggle('turns__large', at >= 0);
      });
      [['all', at < 0], ['one', at >= 0]].forEach(function (way) {
        button(way[0]).setAttribute('aria-pressed', String(way[1]));
        button(way[0]).classList.toggle('button--plain', !way[1]);
      });
      slot(view, 'place').textContent = at < 0 ? '' : say('place', { n: at + 1, all: boxes.length });
      slot(view, 'further').hidden = at < 0;
      button('turn-back').hidden = at < 1;
      button('turn-on').hidden = at === boxes.length - 1;
    }
    function turnTo(number) {
      go(number);
      boxes[at].querySelector('h2').focus();
      slot(view, 'place').scrollIntoView();
    }
    var press = {
      all: function () { go(-1); },
      one: function () { if (at < 0) go(0); },
      'turn-back': function () { turnTo(at - 1); },
      'turn-on': function () { turnTo(at + 1); },
      show: function () {
        slot(view, 'late').hidden = true;
        slot(view, 'once').hidden = slot(view, 'rest').hidden = false;
        slot(view, 'once').focus();
      }
    };
    Object.keys(press).forEach(function (name) { button(name).addEventListener('click', press[name]); });
    slot(view, 'turns').hidden = boxes.length < 2;
    go(-1);
  }

  /* reading it */

  var loaded = {};
  function load(address) { /* as scripts, because pages that are opened from a disk may load nothing else */
    if (!loaded[address]) {
      loaded[address] = new Promise(function (done, failed) {
        var script = document.createElement('script');
        script.src = address;
        script.onload = done;
        script.onerror = function () {
          delete loaded[address];
          script.parentNode.removeChild(script);
          failed();
        };
        document.head.appendChild(script);
      });
    }
    return loaded[address];
  }
  function all(addresses) { return Promise.all(addresses.map(load)); }

  function open() {
    var symbols = location.hash.slice(1), plan, mine = ++turn;
    if (symbols && document.getElementById(symbols)) return; /* a place of this page */
    if (!symbols) {
      clear();
      patient(false);
      return;
    }
    try { symbols = decodeURIComponent(symbols); } catch (e) { /* then it is damaged, too */ }
    plan = window.sitegenPlan.decode(symbols);
    if (!plan) { excuse('damaged'); return; }
    shown = symbols.toUpperCase();
    var elsewhere = document.querySelector('[data-plan-language="' + plan.language + '"]');
    if (elsewhere && plan.language !== view.getAttribute('data-language')) {
      location.replace(elsewhere.href + '#' + shown);
      return;
    }
    var level = document.querySelector('[data-plan-level="' + plan.tier + plan.language + '"]');
    if (!level) { excuse('unknown'); return; }
    read(plan, level, function () { return mine === turn; });
  }
  function read(plan, level, wanted) {
    var marks = level.getAttribute('data-plan-level'), data;
    all(level.getAttribute('data-files').trim().split(/\s+/).concat(view.getAttribute('data-words'))).then(function () {
      data = Object.assign({}, window.sitegenPlans[marks], { gone: window.sitegenGone[marks] });
      return all(doses.resolve(plan, data).filter(function (one) { return one.status === 'shown' || one.status === 'usual'; }).map(function (one) {
        return view.getAttribute('data-root') + one.known.file;
      }));
    }).then(function () {
      if (wanted()) show(plan, level, data, window.sitegenPlanWords);
    }, function () {
      if (wanted()) excuse('missing');
    });
  }

  /* A link to a place of this page must not take the plan out of the address. */
  document.addEventListener('click', function (e) {
    var link = !view.hidden && e.target.closest && e.target.closest('a[href^="#"]');
    var place = link && document.getElementById(link.getAttribute('href').slice(1));
    if (!place) return;
    e.preventDefault();
    place.scrollIntoView();
    if (!place.hasAttribute('tabindex')) place.setAttribute('tabindex', '-1');
    place.focus({ preventScroll: true });
  });
  addEventListener('hashchange', open);
  open();
})();
