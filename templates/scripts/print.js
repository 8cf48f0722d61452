/* Buttons that open the browser's own print window, in usual or in large letters; and what is folded is open on paper. Nothing is stored. */
(function () {
  'use strict';

  var page = document.documentElement;
  var folded = [];

  function letters(size) {
    if (size) {
      page.setAttribute('data-print', size);
    } else {
      page.removeAttribute('data-print');
    }
  }

  function asked() {
    letters(window.location.hash === '#large-print' ? 'large' : '');
  }

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  asked();
  window.addEventListener('hashchange', asked);

  window.addEventListener('beforeprint', function () {
    each('details:not([open]):not(.figure__motion)', function (part) {
      folded.push(part);
      part.open = true;
    });
  });
  window.addEventListener('afterprint', function () {
    folded.forEach(function (part) {
      part.open = false;
    });
    folded = [];
  });

  if (typeof window.print !== 'function') {
    return; // some apps show pages and cannot print: the words stay
  }
  each('[data-prints]', function (button) {
    button.addEventListener('click', function () {
      letters(button.getAttribute('data-prints'));
      window.print();
    });
  });
  each('[data-print-words]', function (words) {
    words.hidden = true;
  });
  each('[data-print-buttons]', function (buttons) {
    buttons.hidden = false;
  });
})();
