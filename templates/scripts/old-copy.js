/* On the notice of an old copy: from when the copy is, and the way on to the page that was asked for, for today. */
(function () {
  'use strict';

  var asked = new URLSearchParams(location.search);
  var to = asked.get('to') || '';
  var released = document.querySelector('meta[name="sitegen-release"]');
  var day = asked.get('of') || (released ? released.content : '');
  var now = new Date();

  function two(number) { return (number < 10 ? '0' : '') + number; }

  function show(name, change) {
    var part = document.querySelector('[' + name + ']');
    if (part) {
      change(part);
      part.hidden = false;
    }
  }

  function lead(place) {
    return function (part) { part.querySelector('a').href = place + location.hash; };
  }

  if (/^\d{4}-\d\d-\d\d$/.test(day) && !isNaN(Date.parse(day))) {
    show('data-old-day', function (part) {
      var written = new Intl.DateTimeFormat(document.documentElement.lang, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
      part.textContent = part.textContent.replace('{day}', written.format(new Date(day)));
    });
  }
  if (/^[\w-]+(\/[\w-]+)*(\/|\/index\.html)$/.test(to)) {  // a page of this edition, and nothing else
    show('data-old-again', lead('../' + to));
    show('data-old-on', lead('../' + to + '?seen=' + now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate())));
  }
}());
