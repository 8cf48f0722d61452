/* A card's timer: walks through a list of phases by the clock, never by counting ticks, so that a page in the background loses nothing.
   All words stand in the page. Nothing is stored. Nothing goes on by itself after a "you may stop here" between holds. */
(function () {
  'use strict';
  var READY = 10000, SOON = 5000; /* ms: to put the device down; to get up again from a rest */

  function prepare(box) {
    var words = box.querySelector('.timer__words').content;
    var phases = [], at = -1, end = 0, left = 0, state = 'idle', clock = 0, lock = null, audio = null;

    function num(name) { return Number(box.getAttribute('data-' + name) || 0); }
    function part(name) { return box.querySelector('[data-part="' + name + '"]'); }
    function button(name) { return box.querySelector('[data-press="' + name + '"]'); }
    function chosen(name) { return box.querySelector('input[name^="' + name + '"]:checked'); }
    function word(name, values) {
      var text = words.querySelector('[data-word="' + name + '"]').textContent;
      Object.keys(values || {}).forEach(function (key) { text = text.replace('{' + key + '}', values[key]); });
      return text;
    }

    /* the list of phases: {name, ms (none: waits for a press), say, count, round, tone} */

    function counted(n, all, side, sides) {
      return word(sides < 2 ? 'count' : side ? 'count-other' : 'count-first', { n: n, all: all });
    }
    function holds(list, from, to, round, more) {
      var sides = num('sides'), held = chosen('hold') ? Number(chosen('hold').value) : num('hold');
      for (var n = from; n <= to; n++) {
        for (var side = 0; side < sides; side++) {
          list.push({ name: 'hold', ms: held * 1000, say: word('hold'), count: counted(n, to, side, sides), round: round, tone: 'up' });
          if (n < to || side < sides - 1 || more) {
            list.push(sides > 1
              ? { name: 'change', ms: num('between') * 1000, say: word('change'), round: round, tone: 'down' }
              : { name: 'loosen', ms: num('between') * 1000, say: word('loosen'), round: round, tone: 'down' });
          }
        }
      }
    }
    function minutes(list, round) {
      var low = num('minutes'), most = num('minutes-most');
      list.push({ name: 'go', ms: low * 60000, say: word('go'), round: round, tone: 'up' });
      if (most > low) list.push({ name: 'longer', ms: (most - low) * 60000, say: word('longer'), round: round, tone: 'two' });
    }
    function paced(list, round) {
      for (var side = 0; side < num('sides'); side++) {
        list.push({ name: 'round', say: side ? word('change') : word('round'), count: side ? word('round') : num('sides') > 1 ? word('side-first') : '', round: round });
      }
    }
    function rest(list, round) {
      var ms = num('rest') * 1000;
      list.push({ name: 'rest', ms: Math.max(ms - SOON, 0), say: word('rest'), round: round, tone: 'down' });
      list.push({ name: 'soon', ms: Math.min(ms, SOON), say: word('soon'), round: round, tone: 'up' });
    }
    function enough(list, say) { list.push({ name: 'enough', say: say, tone: 'two' }); }
    function rounds(list, from, to, all) {
      for (var n = from; n <= to; n++) {
        var round = all > 1 ? word('of-rounds', { n: n, all: all }) : '';
        if (n > 1) rest(list, round);
        if (num('minutes')) minutes(list, round);
        else if (num('hold')) holds(list, 1, num('times'), round);
        else paced(list, round);
      }
    }
    function planned() {
      var low = num('rounds'), most = num('rounds-most'), few = num('times'), many = num('times-most');
      var list = [{ name: 'ready', ms: READY, say: word('ready'), count: num('sides') > 1 && num('hold') ? word('side-first') : '' }];
      rounds(list, 1, low, low);
      if (most > low) {
        enough(list, word('may-rounds'));
        rounds(list, low + 1, most, most);
      } else if (num('hold') && many > few) {
        enough(list, word('may'));
        list.push({ name: 'soon', ms: SOON, say: word('soon'), tone: 'up' });
        holds(list, few + 1, many, '');
      }
      list.push({ name: 'done', ms: 0, say: word('done'), tone: 'two' });
      return list;
    }

    /* walking through it */

    function start() {
      phases = planned();
      listen();
      wake();
      state = 'running';
      enter(0, Date.now());
      show();
      if (box.getBoundingClientRect().top < 0) box.scrollIntoView(); /* the box is shorter now: the numbers must be in sight */
    }
    function enter(number, when) {
      at = number;
      end = when + (phases[at].ms || 0);
    }
    function waits() { return phases[at].ms === undefined; }
    function later() { /* at the next whole second of what is left */
      clearTimeout(clock);
      if (state === 'running' && !waits()) clock = setTimeout(tick, Math.max(end - Date.now(), 0) % 1000 || 1000);
    }
    function tick() {
      if (state !== 'running') return;
      var now = Date.now(), before = at;
      while (!waits() && phases[at].name !== 'done' && now >= end) enter(at + 1, end);
      if (phases[at].name === 'done') finish(word('done'), 'two');
      else if (at !== before) { signal(phases[at].tone); show(); }
      else { number(); later(); }
    }
    function go(number) { enter(number, Date.now()); signal(phases[at].tone); if (phases[at].name === 'done') finish(word('done'), 'two'); else show(); }
    function pause() { left = Math.max(end - Date.now(), 0); state = 'paused'; sleep(); show(); }
    function resume() { end = Date.now() + left; state = 'running'; wake(); show(); }
    function finish(said, tone) {
      state = 'idle';
      sleep();
      signal(tone);
      show();
      part('phase').textContent = said;
    }
    var press = {
      start: start, pause: pause, resume: resume,
      next: function () { go(at + 1); },
      further: function () { go(at + 1); },
      enough: function () { finish(word('done')); },
      stop: function () { finish(word('stopped')); }
    };

    /* what is seen */

    function number() {
      var seconds = Math.ceil((state === 'paused' ? left : Math.max(end - Date.now(), 0)) / 1000), rest = seconds % 60;
      var text = seconds < 60 || (seconds === 60 && phases[at].name !== 'go') ? String(seconds) : Math.floor(seconds / 60) + ':' + (rest < 10 ? '0' : '') + rest;
      if (part('number').textContent !== text) part('number').textContent = text;
      part('number').classList.toggle('timer__number--long', text.length > 3);
    }
    function shown() {
      if (state === 'idle') return ['start'];
      if (state === 'paused') return ['resume', 'stop'];
      if (phases[at].name === 'round') return ['next', 'stop'];
      return phases[at].name === 'enough' ? ['enough', 'further'] : ['pause', 'stop'];
    }
    function show() {
      var idle = state === 'idle', phase = idle ? {} : phases[at], names = shown(), held = document.activeElement;
      part('setup').hidden = !idle;
      part('face').hidden = idle || waits();
      if (!part('face').hidden) number();
      box.querySelector('.timer__said').classList.toggle('timer__said--on', !idle);
      part('phase').classList.toggle('timer__phase--short', /^(hold|loosen|change|rest|soon)$/.test(phase.name));
      part('phase').textContent = state === 'paused' ? word('paused') : phase.say || '';
      part('count').textContent = phase.count || '';
      part('round').textContent = phase.round || '';
      Object.keys(press).forEach(function (name) { button(name).hidden = names.indexOf(name) < 0; });
      if (held && held.hidden && box.contains(held)) button(names[0]).focus(); /* a key must not fall into nothing */
      later();
    }

    /* what is heard or felt, only if switched on; and the screen that stays on */

    function listen() {
      var Audio = window.AudioContext || window.webkitAudioContext;
      if (!chosen('sound') || !Audio) return;
      try { audio = audio || new Audio(); audio.resume(); } catch (e) { audio = null; }
    }
    function tone(pitch, after) {
      var from = audio.currentTime + after, voice = audio.createOscillator(), loud = audio.createGain();
      voice.frequency.value = pitch; /* low, because old ears lose the high ones */
      loud.gain.setValueAtTime(0, from);
      loud.gain.linearRampToValueAtTime(0.25, from + 0.05);
      loud.gain.linearRampToValueAtTime(0, from + 0.6);
      voice.connect(loud);
      loud.connect(audio.destination);
      voice.start(from);
      voice.stop(from + 0.7);
    }
    function signal(name) {
      if (!name) return;
      try {
        if (chosen('sound') && audio) ({ up: [523], down: [349], two: [349, 523] })[name].forEach(function (pitch, n) { tone(pitch, n * 0.5); });
        if (chosen('shake')) navigator.vibrate(name === 'up' ? 300 : [150, 100, 150]);
      } catch (e) { /* the words are there all the same */ }
    }
    function wake() {
      if (!navigator.wakeLock) return;
      navigator.wakeLock.request('screen').then(function (got) {
        if (state === 'running') lock = got; else got.release();
      }, function () { /* a low battery, or not allowed */ });
    }
    function sleep() { if (lock) { lock.release(); lock = null; } }

    box.addEventListener('click', function (e) {
      var name = e.target.closest && e.target.closest('[data-press]');
      if (name) press[name.getAttribute('data-press')]();
    });
    document.addEventListener('keydown', function (e) { if (e.key === 'Escape' && state !== 'idle') press.stop(); });
    document.addEventListener('visibilitychange', function () {
      if (document.visibilityState !== 'visible' || state !== 'running') return;
      wake();
      tick();
    });
    if (navigator.vibrate) box.querySelector('input[name^="shake"]').parentNode.hidden = false;
    return { stop: function () { if (state !== 'idle') press.stop(); } };
  }

  Array.prototype.forEach.call(document.querySelectorAll('.timer'), prepare);
  window.sitegenTimer = prepare; /* for one that a script puts into the page */
})();
