/* A card of the plan → what of its dose can be set, and how far. Values that are beyond the bounds are never offered, and taken back where somebody forges one. */
(function () {
  'use strict';

  const bench = window.sitegenBench;
  if (!bench) return;
  const AMOUNTS = ['sets', 'count', 'hold', 'days', 'times'];
  const FIELDS = { sets: 'sets', hold: 'hold', days: 'days_per_week', times: 'times_per_day' };
  const ABSENT = { sets: 1, times: 1, days: 7 }; // what a dose means that does not say it
  const REASONS = 4;

  function counted(amount) { return ['reps', 'steps', 'minutes'].filter((name) => amount && amount[name])[0] || 'reps'; }

  function label(name, card) { return bench.say('dial-' + (name === 'count' ? counted(card.amount) : name)); }

  /* What a card says of an amount by itself: its least and its most. */
  function usual(name, card) {
    const said = card.amount && card.amount[name === 'count' ? counted(card.amount) : FIELDS[name]];
    return said && said.length ? [said[0], said[1]] : [ABSENT[name], ABSENT[name]];
  }

  function span(pair) { return pair[0] === pair[1] ? String(pair[0]) : bench.say('span', { low: pair[0], high: pair[1] }); }

  /* Every number up to twenty, then every fifth, and always both ends and the usual one. */
  function steps(bound) {
    const values = [];
    for (let value = bound[0]; value <= bound[1]; value++) {
      if (value <= 20 || value % 5 === 0 || value === bound[1] || value === bound[2]) values.push(value);
    }
    return values;
  }

  function option(select, words, value, chosen) { select.add(new Option(words, value, false, String(value) === String(chosen))); }

  function dial(name, words, row, card) {
    const made = bench.piece('dial');
    const select = made.querySelector('select'), title = made.querySelector('label');
    select.id = 'dial-' + card.code + '-' + name;
    select.dataset.dial = name;
    title.htmlFor = select.id;
    title.textContent = words;
    bench.part('dials', row).appendChild(made);
    return select;
  }

  function numbers(row, card, planned) {
    AMOUNTS.forEach((name) => {
      const bound = card.bounds && card.bounds[name];
      if (!bound || bound[0] >= bound[1]) return;
      const own = usual(name, card), chosen = planned[name] || '';
      const select = dial(name, label(name, card), row, card);
      option(select, bench.say('as-usual', { usual: span(own) }), '', chosen);
      steps(bound).forEach((value) => {
        if (own[0] === own[1] && value === own[0]) return;
        option(select, value > bound[2] ? bench.say('above', { number: value }) : String(value), value, chosen);
      });
      if (chosen && select.value !== String(chosen)) option(select, String(chosen), chosen, chosen); // from a link that was made elsewhere
    });
  }

  function choices(row, card, planned) {
    if (card.sides) {
      const select = dial('side', bench.say('dial-side'), row, card);
      ['', 'left', 'right'].forEach((name) => option(select, bench.say('side-' + name), name, planned.side || ''));
    }
    if (card.grips && card.grips.length) {
      const select = dial('grip', bench.say('dial-grip'), row, card);
      [''].concat(card.grips).forEach((name) => option(select, bench.say('grip-' + name), name, planned.grip || ''));
    }
  }

  function above(planned, card) {
    return AMOUNTS.some((name) => planned[name] !== undefined && card.bounds[name] && planned[name] > card.bounds[name][2]);
  }

  /* Whether something is still to be chosen before the plan can be handed over. */
  function lacks(planned, card) { return above(planned, card) && !planned.reason; }

  function why(row, card, planned) {
    const box = bench.part('why', row), select = box.querySelector('select');
    const asked = above(planned, card);
    if (!asked) delete planned.reason;
    if (!select.options.length) {
      select.id = 'dial-' + card.code + '-reason';
      box.querySelector('label').htmlFor = select.id;
      bench.part('why-error', box).id = select.id + '-error';
      select.setAttribute('aria-describedby', select.id + '-error');
      option(select, bench.say('reason-0'), '', '');
      for (let number = 1; number <= REASONS; number++) option(select, bench.say('reason-' + number), number, '');
    }
    select.value = planned.reason || '';
    select.required = asked;
    select.setAttribute('aria-invalid', String(asked && !planned.reason));
    bench.part('why-error', box).hidden = !(asked && !planned.reason);
    box.hidden = !asked;
  }

  function limits(card) {
    const told = AMOUNTS.filter((name) => card.bounds && card.bounds[name] && card.bounds[name][1] > 1)
      .map((name) => label(name, card) + ' ' + card.bounds[name][1]);
    if (!told.length) return bench.say('no-dose');
    const most = bench.say('at-most', { level: bench.data.tier.label, limits: told.join(' · ') });
    const raised = AMOUNTS.some((name) => card.bounds[name] && card.bounds[name][1] > card.bounds[name][2]);
    return most + ' ' + bench.say(raised ? 'more-needs-why' : bench.data.tier.led ? 'no-more-led' : 'no-more');
  }

  /* What the patient reads, in the patient's language. */
  function said(planned, card) {
    if (!card.amount) return { main: '', more: [], short: '' };
    const doses = window.sitegenDoses;
    return doses.said(doses.applied(card.amount, planned), planned, bench.words);
  }

  function extras(planned) {
    const doses = window.sitegenDoses, told = [];
    if (planned.grip) told.push(doses.grip(bench.words, planned.grip));
    if (planned.reason) told.push(doses.reason(bench.words, planned.reason));
    return told;
  }

  function read(row, card, planned) {
    const sentence = said(planned, card);
    const place = bench.spoken(bench.emptied(bench.part('reads', row)), bench.data.language);
    [sentence.main].concat(sentence.more, extras(planned)).filter(Boolean).forEach((line, number) => {
      const paragraph = document.createElement('p');
      paragraph.className = number ? 'plan-list__more' : 'plan-list__line';
      paragraph.textContent = line;
      place.appendChild(paragraph);
    });
    place.hidden = !place.children.length;
    why(row, card, planned);
  }

  /* A number that the bounds do not allow is as if nothing had been chosen. */
  function take(planned, card, name, value) {
    const before = planned[name];
    delete planned[name];
    if (value === '') return;
    if (name === 'side' || name === 'grip') {
      if (name === 'side' ? card.sides && (value === 'left' || value === 'right') : (card.grips || []).indexOf(value) >= 0) planned[name] = value;
    } else if (name === 'reason') {
      if (+value >= 1 && +value <= REASONS) planned.reason = +value;
    } else {
      const bound = card.bounds[name];
      if (bound && Math.floor(+value) === +value && +value >= bound[0] && +value <= bound[1]) planned[name] = +value; else if (before !== undefined) planned[name] = before;
    }
  }

  function draw(row, card, planned) {
    bench.emptied(bench.part('dials', row));
    numbers(row, card, planned);
    choices(row, card, planned);
    bench.part('limits', row).textContent = limits(card);
    read(row, card, planned);
  }

  bench.dose = { AMOUNTS, counted, usual, said, extras, lacks, take, draw, read };
}());
