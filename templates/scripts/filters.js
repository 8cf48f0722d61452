/* The list of exercises: links to smaller lists → boxes to tick, which choose among the exercises of this page at once.

   Without this script the links lead to pages of their own. Nothing leaves the device, and nothing is kept on it: what is ticked
   stands in the address, so that the way back leads to the same choice. */
(function () {
  'use strict';

  var home = document.getElementById('filters');
  if (!home || !window.URLSearchParams) {
    return;
  }

  var QUIET = 700; // milliseconds after a tick before a screen reader is told
  var NONE = 'none'; // stands for no equipment
  var say = home.dataset;
  var hand = some(say.hand);
  var result = document.getElementById('filters-result');
  var count = document.getElementById('filters-count');
  var kit = document.getElementById('filters-kit');
  var nothing = document.getElementById('filters-none');
  var said = document.getElementById('filters-said');
  var tiles = Array.prototype.slice.call(document.querySelectorAll('[data-category][data-position]'));
  var boxes = [];
  var speaking = 0;

  function some(text) {
    return text ? text.split(' ') : [];
  }

  // the boxes

  function box(link) {
    var label = document.createElement('label');
    var input = document.createElement('input');
    label.className = 'filters__choice filters__choice--box';
    input.className = 'filters__box';
    input.type = 'checkbox';
    input.name = link.dataset.by;
    input.value = link.dataset.id;
    label.appendChild(input);
    while (link.firstChild) {
      label.appendChild(link.firstChild);
    }
    link.parentNode.replaceChild(label, link);
    boxes.push(input);
    input.addEventListener('change', changed);
  }

  Array.prototype.forEach.call(home.querySelectorAll('a[data-by]'), function (link) {
    if (link.dataset.by === 'equipment' && hand.indexOf(link.dataset.id) >= 0) {
      link.parentNode.hidden = true; // everyone has it
    } else {
      box(link);
    }
  });

  function ticked(by) {
    return boxes.filter(function (input) { return input.checked && input.name === by; }).map(function (input) { return input.value; });
  }

  // the exercises

  function fits(tile, kinds, positions, things) {
    if ((kinds.length && kinds.indexOf(tile.dataset.category) < 0) || (positions.length && positions.indexOf(tile.dataset.position) < 0)) {
      return false;
    }
    if (!things.length) {
      return true;
    }
    var needed = tile.dataset.equipment; // unknown for a move that is not shown whole here
    return needed !== undefined && some(needed).every(function (thing) {
      return things.indexOf(thing) >= 0 || hand.indexOf(thing) >= 0;
    });
  }

  function counted(number) {
    var place = number < say.formOf.length ? number : say.formOf.length / 2 + number % 100;
    return say.forms.split('|')[+say.formOf[place]].replace('#', number);
  }

  function choose() {
    var kinds = ticked('category'), positions = ticked('position'), things = ticked('equipment');
    var any = kinds.length + positions.length + things.length > 0;
    var number = 0;
    tiles.forEach(function (tile) {
      tile.hidden = !fits(tile, kinds, positions, things);
      number += tile.hidden ? 0 : 1;
    });
    tiles.forEach(function (tile) { // a heading without an exercise says nothing
      var part = tile.parentNode.parentNode;
      part.hidden = !part.querySelector('[data-category]:not([hidden])');
    });
    boxes.forEach(function (input) { input.parentNode.classList.toggle('filters__choice--on', input.checked); });
    result.hidden = !any;
    count.textContent = counted(number);
    kit.hidden = !things.length || !number;
    nothing.hidden = number > 0;
    return any;
  }

  function changed() {
    choose();
    var asked = new URLSearchParams();
    boxes.forEach(function (input) {
      if (input.checked) {
        asked.append(input.name, input.value);
      }
    });
    try {
      history.replaceState(null, '', location.pathname + (String(asked) ? '?' + asked : ''));
    } catch (error) {
      // a browser that allows none of it: only the way back is poorer
    }
    clearTimeout(speaking);
    speaking = setTimeout(function () {
      said.textContent = [count, kit, nothing].filter(function (part) { return !part.hidden; }).map(function (part) { return part.textContent; }).join('. ');
    }, QUIET);
  }

  function read() {
    var asked = new URLSearchParams(location.search);
    boxes.forEach(function (input) {
      input.checked = asked.getAll(input.name).indexOf(input.value) >= 0;
      var more = input.closest('details');
      if (input.checked && more) {
        more.open = true;
      }
    });
    choose();
  }

  document.getElementById('filters-all').addEventListener('click', function () {
    boxes.forEach(function (input) { input.checked = false; });
    changed();
    boxes[0].focus();
  });
  window.addEventListener('popstate', read);
  read();
})();
