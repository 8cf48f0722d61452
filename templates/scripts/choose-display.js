/* The page "Text size and colors": puts a choice on this page at once, and keeps it on this device for all others. */
(function () {
  'use strict';
  var form = document.getElementById('display'), root = document.documentElement, key = 'sitegen:display';
  var said = document.getElementById('display-said'), words = document.getElementById('display-words');
  if (!form || !words) return;

  function mark() {
    ['size', 'colors'].forEach(function (name) {
      var now = root.getAttribute('data-' + name) || '';
      Array.prototype.forEach.call(form.elements[name], function (box) { box.checked = box.value === now; });
    });
  }
  function say(name) { said.textContent = words.content.querySelector('[data-word="' + name + '"]').textContent; }
  function keep() {
    var wish = {}, any = false;
    ['size', 'colors'].forEach(function (name) {
      var value = form.elements[name].value;
      if (value) { wish[name] = value; any = true; root.setAttribute('data-' + name, value); } else root.removeAttribute('data-' + name);
    });
    try {
      if (any) localStorage.setItem(key, JSON.stringify(wish)); else localStorage.removeItem(key);
      say(any ? 'kept' : 'gone');
    } catch (e) { say('lost'); }
  }

  form.addEventListener('change', keep);
  form.addEventListener('submit', function (e) { e.preventDefault(); });
  addEventListener('storage', mark);
  addEventListener('pageshow', mark); /* which waits for display.js, and comes again when somebody goes back */
})();
