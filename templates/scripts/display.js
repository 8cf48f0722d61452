/* Says that scripts run here, and puts on what somebody chose on the page "Text size and colors". Stores nothing. Small, because every page loads it. */
(function () {
  'use strict';
  var root = document.documentElement;
  function show(kept) {
    var wish = {};
    try { wish = JSON.parse(kept) || {}; } catch (e) { /* damaged: as if nothing were kept */ }
    ['size', 'colors'].forEach(function (name) {
      if (/^[a-z0-9-]+$/.test(wish[name] || '')) root.setAttribute('data-' + name, wish[name]);
      else root.removeAttribute('data-' + name);
    });
  }
  function look() {
    try { show(localStorage.getItem('sitegen:display')); } catch (e) { /* this browser keeps nothing */ }
  }
  root.setAttribute('data-scripts', '');
  look();
  addEventListener('storage', look);
  addEventListener('pageshow', function (e) { if (e.persisted) look(); });
})();
