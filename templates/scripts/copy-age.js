/* On a copy that is opened from a disk: more than 90 days after its day, a notice stands before each exercise.
   Who goes on takes `?seen=` with today's date along from page to page, so nothing is stored. */
(function () {
  'use strict';

  function meta(name) {
    var found = document.querySelector('meta[name="' + name + '"]');
    return found ? found.content : '';
  }

  function two(number) { return (number < 10 ? '0' : '') + number; }

  var now = new Date();
  var today = now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
  var seen = location.search.indexOf('seen=' + today) > 0;
  var days = (Date.parse(today) - Date.parse(meta('sitegen-release'))) / 864e5;  // not a number, or below zero, with a clock that is wrong
  var notice = meta('sitegen-old-copy');

  if (notice && days > 90 && !seen) {
    var steps = notice.split('../').length - 1;  // the edition's folder lies so many folders up
    var place = location.pathname.split('/').slice(-1 - steps).join('/');
    location.replace(notice + '?to=' + encodeURIComponent(place) + location.hash);
  }

  if (seen) {
    document.addEventListener('click', function (event) {
      var link = event.target.closest ? event.target.closest('a[href]') : null;
      if (link && link.protocol === location.protocol && link.host === location.host && !link.search && link.pathname !== location.pathname) {
        link.search = '?seen=' + today;
      }
    });
  }
}());
