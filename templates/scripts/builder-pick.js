/* Picking: ready-made sets, and the level's list of exercises that gets shorter as one types. Only what the data hold can be picked. */
(function () {
  'use strict';

  const bench = window.sitegenBench;
  if (!bench) return;
  const FIRST = 8; // more than fit on a screen
  const QUIET = 900; // milliseconds without a key, before a screen reader is told
  const field = bench.part('search'), kinds = bench.part('kinds'), list = bench.part('picks');
  let all = false, speaking = 0;

  function fits(card) {
    const about = bench.folded([card.name, card.line, card.categoryName].join(' '));
    return (!kinds.value || card.category === kinds.value) && bench.folded(field.value).split(/\s+/).every((word) => about.indexOf(word) >= 0);
  }

  // those whose name has it come first
  function found() {
    const asked = bench.folded(field.value).trim();
    const cards = bench.data.cards.filter(fits);
    const named = cards.filter((card) => bench.folded(card.name).indexOf(asked) >= 0);
    return named.concat(cards.filter((card) => named.indexOf(card) < 0));
  }

  function row(card) {
    const made = bench.piece('pick');
    const button = made.querySelector('button');
    const added = bench.planned(card.code) !== undefined;
    made.dataset.code = card.code;
    bench.picture(made.querySelector('[data-picture]'), card.picture);
    bench.spoken(bench.part('name', made), bench.data.language).textContent = card.name;
    bench.part('kind', made).textContent = card.categoryName;
    bench.part('first', made).hidden = !card.first;
    bench.part('changed', made).hidden = !card.change;
    bench.spoken(bench.part('change', made), bench.data.language).textContent = card.change || '';
    bench.part('change', made).hidden = !card.change;
    bench.part('word', made).textContent = bench.say(added ? 'added' : 'add');
    bench.part('which', made).textContent = card.name;
    button.setAttribute('aria-pressed', String(added));
    button.classList.toggle('pick__button--added', added);
    bench.part('tick', made).hidden = !added;
    return made;
  }

  function draw() {
    const cards = found(), most = all ? cards.length : FIRST;
    const held = document.activeElement && list.contains(document.activeElement) ? document.activeElement.closest('[data-code]').dataset.code : '';
    bench.emptied(list);
    cards.slice(0, most).forEach((card) => list.appendChild(row(card)));
    bench.part('shown').textContent = bench.say(cards.length ? 'shown' : 'none-found', { shown: Math.min(most, cards.length), all: cards.length });
    bench.part('all').hidden = cards.length <= most;
    bench.part('all-words').textContent = bench.say('show-all', { all: cards.length });
    const back = held && list.querySelector('[data-code="' + held + '"] button');
    if (back) back.focus();
  }

  function sets() {
    const place = bench.emptied(bench.part('sets'));
    bench.data.bundles.forEach((bundle) => {
      const made = bench.piece('set');
      made.querySelector('button').dataset.set = bundle.id;
      bench.spoken(bench.part('name', made), bench.data.language).textContent = bundle.name;
      bench.part('line', made).textContent = bench.say('set-line', { count: bundle.cards.length });
      place.appendChild(made);
    });
    bench.part('ready').hidden = !bench.data.bundles.length;
  }

  function fill() {
    all = false;
    field.value = '';
    while (kinds.options.length > 1) kinds.remove(1);
    const seen = {};
    bench.data.cards.forEach((card) => {
      if (seen[card.category]) return;
      seen[card.category] = true;
      kinds.add(new Option(card.categoryName, card.category));
    });
    bench.part('search-label').textContent = bench.say('search-in', { level: bench.data.tier.label });
    sets();
    draw();
  }

  function looked() {
    all = false;
    draw();
    clearTimeout(speaking);
    speaking = setTimeout(() => {
      if ([field, kinds].indexOf(document.activeElement) >= 0) bench.tell(bench.part('shown').textContent); // who went on hears of something else
    }, QUIET);
  }

  field.addEventListener('input', looked);
  kinds.addEventListener('change', looked);
  bench.part('search-form').addEventListener('submit', (event) => event.preventDefault());
  bench.listen({
    pick: (button) => {
      const code = button.closest('[data-code]').dataset.code;
      if (bench.planned(code)) bench.drop(code); else bench.add([code]);
    },
    set: (button) => bench.add(bench.data.bundles.filter((bundle) => bundle.id === button.dataset.set)[0].cards),
    all: () => {
      all = true;
      draw();
      list.children[FIRST].querySelector('button').focus();
    }
  });

  bench.pick = { fill, draw };
}());
