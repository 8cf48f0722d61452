/* The plan builder's tools: the words that stand in its page, pieces of markup to copy, data that come as scripts. It knows nothing of plans. */
(function () {
  'use strict';

  const home = document.getElementById('builder');
  if (!home) return;
  const QUIET = 300; // milliseconds: a screen reader says what was pressed first, and then what came of it
  const site = document.currentScript.src.replace(/assets\/scripts\/.*$/, '');
  const words = {};
  const coming = {};
  let speaking = 0;

  Array.from(home.querySelectorAll('template[data-words]')).forEach((template) => {
    Array.from(template.content.querySelectorAll('[data-word]')).forEach((word) => { words[word.dataset.word] = word.textContent.trim(); });
  });

  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? values[name] : whole));
  }

  function say(name, values) { return filled(words[name] || '', values); }

  function has(name) { return name in words; }

  /* The part of the builder, or of something in it, that bears a name. */
  function part(name, within) { return (within || home).querySelector('[data-part="' + name + '"]'); }

  function piece(name) { return document.importNode(home.querySelector('template[data-piece="' + name + '"]').content.firstElementChild, true); }

  function emptied(element) {
    element.textContent = '';
    return element;
  }

  /* Says something to those who do not see it; what is said twice is heard twice. */
  function tell(text) {
    const place = part('said');
    clearTimeout(speaking);
    place.textContent = '';
    speaking = setTimeout(() => { place.textContent = text; }, QUIET);
  }

  /* In a language and a direction of its own, where that is not the page's. */
  function spoken(element, language) {
    element.lang = language.tag;
    element.dir = language.dir;
    return element;
  }

  // small letters without accents, for looking things up
  function folded(text) {
    return text.toLowerCase().normalize('NFKD')
      .replace(/[\u0300-\u036f\u0640\u064b-\u065f\u0670]/g, '')
      .replace(/[\u0623\u0625\u0622\u0671]/g, '\u0627').replace(/\u0649/g, '\u064a').replace(/\u0629/g, '\u0647')
      .replace(/\u00df/g, 'ss').replace(/\u00f8/g, 'o').replace(/[\u2019'\u2010-]/g, '');
  }

  /* Data that come as a script, once each. What it left in `name` is read before another script can. */
  function load(address, name) {
    if (!coming[address]) {
      coming[address] = new Promise((done, failed) => {
        const element = document.createElement('script'), before = window[name];
        element.src = address;
        element.onload = () => {
          done(window[name]);
          if (before && name === 'sitegenPlanWords') window[name] = before; // those of this page's language, which its patients read
        };
        element.onerror = () => {
          delete coming[address]; // the next try may find it
          failed(new Error(address));
        };
        document.head.appendChild(element);
      });
    }
    return coming[address];
  }

  function two(number) { return (number < 10 ? '0' : '') + number; }

  function iso(date) { return date.getUTCFullYear() + '-' + two(date.getUTCMonth() + 1) + '-' + two(date.getUTCDate()); }

  function today() {
    const now = new Date();
    return now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
  }

  function later(day, weeks) { return iso(new Date(Date.parse(day) + weeks * 7 * 864e5)); }

  /* Whether there is such a day; the last one is as far as a plan's link can count. */
  function isDay(text) {
    return /^\d{4}-\d\d-\d\d$/.test(text) && !isNaN(Date.parse(text)) && iso(new Date(Date.parse(text))) === text && text >= '2026-01-01' && text < '2115-01-01';
  }

  function written(day, language) {
    const form = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' };
    return new Intl.DateTimeFormat(language || document.documentElement.lang, form).format(new Date(day));
  }

  /* A picture says nothing that the name beside it does not; one that does not come leaves no hole. */
  function picture(place, address) {
    if (!address) {
      place.remove();
      return;
    }
    const image = document.createElement('img');
    image.alt = '';
    image.width = 300;
    image.height = 150;
    image.className = place.dataset.picture;
    image.onerror = () => place.remove();
    image.src = site + address;
    place.appendChild(image);
  }

  function listen(press) {
    home.addEventListener('click', (event) => {
      const button = event.target.closest('[data-press]');
      if (button && press[button.dataset.press]) press[button.dataset.press](button);
    });
  }

  window.sitegenBench = { home, site, say, has, part, piece, emptied, tell, spoken, folded, load, today, later, isDay, written, picture, listen };
}());
