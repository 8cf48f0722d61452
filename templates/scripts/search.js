/* The search page: the words of this edition → results at each key. Without this script the page shows everything from A to Z.

   The library minisearch reads \p{…} in patterns, as browsers do since 2018 (Firefox since 2020): where it is missing, nothing here
   happens and the list stays. Nothing leaves the device, and nothing is kept on it. */
(function () {
  'use strict';

  var MiniSearch = window.MiniSearch;
  var home = document.getElementById('found');
  var field = document.getElementById('search-field');
  if (!MiniSearch || !home || !field || !window.URLSearchParams || !('content' in document.createElement('template'))) {
    return;
  }

  var FIRST = 12; // results at a time: more than fit on a screen
  var PAUSE = 120; // milliseconds after a key before results change
  var QUIET = 900; // and before a screen reader is told
  var WEIGHT = { card: 1.5, page: 1.2, word: 0.4 }; // moves before words about them
  // how close to the best one's score another must come, to be shown
  var SLIP = 0.2; // where it has the words only if they were misspelled
  var NEAR = 0.4; // where it has only some of the words
  var say = home.dataset;
  var parts = {};
  ['said', 'section', 'title', 'near', 'first', 'list', 'more', 'last', 'none', 'clear', 'item', 'flag', 'avoided'].forEach(function (name) {
    parts[name] = document.getElementById('found-' + name);
  });
  var everything = document.getElementById('everything');
  var kinds = words('kind');
  var status = words('status');
  var form = field.form;
  var loaded = null; // what is searched, once it is there
  var shown = null; // the words whose results are shown
  var waiting = 0;
  var speaking = 0;

  // words

  function words(name) {
    var found = {};
    home.querySelectorAll('template[data-' + name + ']').forEach(function (template) {
      found[template.dataset[name]] = template.content.textContent.trim();
    });
    return found;
  }

  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, name) {
      return name in values ? values[name] : whole;
    });
  }

  function counted(number) {
    var place = number < say.formOf.length ? number : say.formOf.length / 2 + number % 100;
    return say.forms.split('|')[+say.formOf[place]].replace('#', number);
  }

  // small letters without accents; in Arabic without vowel signs, and with one letter for those that are written alike
  function folded(text) {
    return text.toLowerCase().normalize('NFKD')
      .replace(/[\u0300-\u036f\u0640\u064b-\u065f\u0670]/g, '')
      .replace(/[\u0623\u0625\u0622\u0671]/g, '\u0627').replace(/\u0649/g, '\u064a').replace(/\u0629/g, '\u0647')
      .replace(/\u00df/g, 'ss').replace(/\u00f8/g, 'o').replace(/[\u2019']/g, '');
  }

  var divided = MiniSearch.getDefault('tokenize');

  // “push-up” is found as push, as up and as pushup
  function tokens(text, name) {
    var found = divided(folded(text));
    if (name === 'name' || name === 'also') {
      (folded(text).match(/[^\s-]+(?:-[^\s-]+)+/g) || []).forEach(function (joined) {
        found.push(joined.replace(/-/g, ''));
      });
    }
    return found;
  }

  // the index

  function index(fields, boost, rows) {
    var known = {};
    var made = new MiniSearch({
      fields: fields,
      idField: 'key',
      tokenize: tokens,
      processTerm: function (term) { return term || null; },
      extractField: function (row, name) {
        return Array.isArray(row[name]) ? row[name].join(' ') : row[name];
      },
      searchOptions: {
        tokenize: function (text) { return divided(folded(text)); },
        boost: boost,
        prefix: function (term) { return term.length > 1; },
        // of a word of three letters another is soon made: only one that is nowhere is taken for a slip
        fuzzy: function (term) { return term.length > 3 || (term.length === 3 && !known[term]) ? 0.25 : false; },
        maxFuzzy: 2,
        weights: { fuzzy: 0.4, prefix: 0.5 },
        boostDocument: function (id) { return WEIGHT[rows[id].kind] || 1; },
        combineWith: 'AND'
      }
    });
    rows.forEach(function (row, place) {
      row.key = place;
      fields.forEach(function (name) {
        if (row[name]) {
          tokens(String(row[name]), name).forEach(function (term) { known[term] = true; });
        }
      });
    });
    made.addAll(rows);
    return { rows: rows, search: function (text, options) { return made.search(text, options).map(function (hit) { return { row: rows[hit.id], score: hit.score, terms: hit.terms, asked: hit.queryTerms }; }); } };
  }

  function script(address) {
    return new Promise(function (done, failed) {
      var element = document.createElement('script');
      element.src = address;
      element.onload = done;
      element.onerror = failed;
      document.head.appendChild(element);
    });
  }

  function load() {
    return Promise.all([script(say.rows), script(say.lists)]).then(function () {
      var lists = window.sitegenLists;
      loaded = {
        rows: index(['name', 'medical', 'also', 'about', 'line', 'text'], { name: 6, medical: 5, also: 4, about: 2, line: 2 }, window.sitegenSearch.concat(lists.rows)),
        avoided: index(['name', 'also'], { name: 2 }, lists.avoided)
      };
    });
  }

  // looking

  function looked(text) {
    var asked = folded(text).trim();
    var hits = loaded.rows.search(text);
    hits = hits.filter(function (hit) { return literal(hit) || hit.score >= SLIP * hits[0].score; });
    var near = false;
    loaded.rows.rows.forEach(function (row) { // who asks in a doctor's word gets what our word for it finds, too
      if (row.kind === 'word' && [row.medical].concat(row.also || []).some(function (other) { return other && folded(other) === asked; })) {
        var had = hits.map(function (hit) { return hit.row; });
        hits = hits.concat(loaded.rows.search(row.name).filter(function (hit) { return had.indexOf(hit.row) < 0; }));
      }
    });
    if (!hits.length && asked.indexOf(' ') > 0) {
      hits = loaded.rows.search(text, { combineWith: 'OR' });
      hits = hits.filter(function (hit) { return hit.score >= NEAR * hits[0].score; });
      near = hits.length > 0;
    }
    var exact = hits.length > 0 && folded(hits[0].row.name) === asked;
    var away = loaded.avoided.search(text);
    return {
      hits: hits,
      near: near,
      first: away.filter(function (hit) { return !exact && meant(hit); }),
      last: away.filter(function (hit) { return exact || !meant(hit); })
    };
  }

  // whether it has every word as it was typed, or begun
  function literal(hit) {
    return hit.asked.every(function (word) {
      return hit.terms.some(function (term) { return term.indexOf(word) === 0; });
    });
  }

  // whether somebody who asked for this was asking for just that: one of its names is there in full
  function meant(hit) {
    return [hit.row.name].concat(hit.row.also || []).some(function (name) {
      return divided(folded(name)).every(function (term) { return hit.terms.indexOf(term) >= 0; });
    });
  }

  // showing

  function at(address) { // on a disk nobody answers for a folder
    var place = address.indexOf('#') < 0 ? address.length : address.indexOf('#');
    var path = address.slice(0, place);
    return say.root + path + (location.protocol === 'file:' && /\/$/.test(path) ? 'index.html' : '') + address.slice(place);
  }

  function spoken(element, row) {
    if (row.language) {
      element.lang = row.language;
      element.dir = 'auto';
    }
  }

  function put(parent, name, text) {
    var element = parent.querySelector('.found__' + name);
    if (text) {
      element.textContent = text;
    } else {
      element.remove();
    }
    return element;
  }

  function item(row) {
    var made = parts.item.content.cloneNode(true);
    var link = put(made, 'link', row.name);
    link.href = at(row.address);
    spoken(link, row);
    var stage = made.querySelector('.found__stage');
    if (row.picture) { // it says nothing that the name does not
      var picture = document.createElement('img');
      picture.className = 'found__picture';
      picture.alt = '';
      picture.width = 300;
      picture.height = 150;
      picture.src = at(row.picture);
      picture.onerror = function () { stage.remove(); }; // offline: an empty stage would say nothing
      stage.appendChild(picture);
    } else {
      stage.remove();
    }
    put(made, 'medical', row.medical ? filled(say.medical, { word: row.medical }) : '');
    put(made, 'line', row.line);
    put(made, 'kind', kinds[row.kind]);
    (row.status || []).forEach(function (name) {
      var flag = parts.flag.content.cloneNode(true);
      put(flag, 'flag', status[name]);
      made.querySelector('.found__marks').appendChild(flag);
    });
    return made;
  }

  function notice(row) {
    var made = parts.avoided.content.cloneNode(true);
    spoken(put(made, 'what', row.name), row);
    var way = made.querySelector('.found__instead');
    if (row.address) {
      var link = document.createElement('a');
      link.className = 'found__way';
      link.href = at(row.address);
      link.textContent = row.words;
      way.appendChild(link);
    } else {
      way.textContent = row.words;
    }
    put(made, 'line', row.line);
    return made;
  }

  function emptied(element) {
    element.textContent = '';
    return element;
  }

  function show(text, all) {
    var found = looked(text);
    var number = found.hits.length;
    var values = { words: text, found: counted(number) };
    var title = number ? filled(say.title, values) : found.first.length + found.last.length ? '' : filled(say.none, values);
    parts.title.textContent = title;
    parts.title.hidden = !title;
    parts.near.textContent = found.near ? filled(say.near, values) : '';
    parts.near.hidden = !found.near;
    var list = emptied(parts.list);
    found.hits.slice(0, all ? number : FIRST).forEach(function (hit) { list.appendChild(item(hit.row)); });
    parts.more.hidden = all || number <= FIRST;
    parts.more.textContent = filled(say.all, values);
    [['first', found.first], ['last', found.last]].forEach(function (pair) {
      var place = emptied(parts[pair[0]]);
      if (parts.avoided) {
        pair[1].slice(0, 3).forEach(function (hit) { place.appendChild(notice(hit.row)); });
      }
    });
    parts.none.hidden = number > 0 || found.first.length + found.last.length > 0;
    parts.section.hidden = false;
    everything.hidden = parts.none.hidden;
    shown = text;
    tell([parts.first.children.length ? parts.first.querySelector('.found__head').textContent.replace(/\s+/g, ' ').trim() + '.' : '', title, parts.near.textContent].join(' ').trim());
  }

  function tell(text) {
    clearTimeout(speaking);
    speaking = setTimeout(function () { parts.said.textContent = text; }, QUIET);
  }

  function clear() {
    parts.section.hidden = true;
    everything.hidden = false;
    shown = null;
    tell('');
  }

  function look() {
    clearTimeout(waiting);
    var text = field.value.trim();
    if (!loaded || text === shown) {
      return;
    }
    if (folded(text).length < 2) {
      clear();
    } else {
      show(text, false);
    }
    try {
      history.replaceState(null, '', location.pathname + (shown ? '?q=' + encodeURIComponent(shown) : ''));
    } catch (error) {
      // a browser that counts such changes, or allows none on a disk: only the way back is poorer
    }
  }

  // asking

  function asked() {
    field.value = new URLSearchParams(location.search).get('q') || '';
  }

  if (location.search) {
    asked();
  }
  load().then(function () {
    field.addEventListener('input', function () {
      clearTimeout(waiting);
      waiting = setTimeout(look, PAUSE);
    });
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      look();
      if (!parts.section.hidden) {
        (parts.first.querySelector('.found__head') || (parts.title.hidden ? parts.last.querySelector('.found__head') : parts.title)).focus();
      }
    });
    parts.clear.addEventListener('click', function () {
      field.value = '';
      look();
      field.focus();
    });
    parts.more.addEventListener('click', function () {
      show(shown, true);
      parts.list.children[FIRST].querySelector('a').focus();
    });
    window.addEventListener('popstate', function () {
      asked();
      look();
    });
    look();
  }, function () {
    // the data did not come: the list from A to Z is all there is
  });
})();
