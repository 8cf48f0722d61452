/* The plan builder: level, exercises and doses → a plan's link. This file holds the plan; builder-*.js draw its parts.
   Nothing is stored and nothing is sent: what was chosen is in the page, and in the link that somebody takes from it. */
(function () {
  'use strict';

  const bench = window.sitegenBench, format = window.sitegenPlan;
  if (!bench || !format || !window.sitegenDoses) return;
  const MOST = format.mostCards, WEEKS = 8;
  const made = bench.part('made'), weeks = bench.part('weeks');
  const plan = { tier: '', language: '', made: bench.today(), weeks: WEEKS, name: another(), cautions: [], cards: [] };
  let edition = null; // where the data of the level and language stand
  let asked = null; // a level that was chosen, and is not confirmed yet

  // the plan

  function another() {
    const drawn = new Uint32Array(2);
    window.crypto.getRandomValues(drawn);
    return [drawn[0] % format.names.length, format.firstNumber + drawn[1] % 32];
  }

  function planned(code) { return plan.cards.filter((card) => card.code === code)[0]; }

  function card(code) { return bench.data.cards.filter((known) => known.code === code)[0]; }

  function payload() {
    try { return plan.cards.length ? format.encode(plan) : ''; } catch (error) { return ''; }
  }

  function link() { return edition.page + '#' + payload(); }

  /* The same on this copy of the site, where it can be looked at: served, or from a disk. */
  function here() { return plan.language === bench.home.dataset.language; }

  function view() { return (here() ? location.href.split('#')[0] : edition.view + (location.protocol === 'file:' && /\/$/.test(edition.view) ? 'index.html' : '')) + '#' + payload(); }

  /* Something was chosen that changes no list: only what is handed over is another. */
  function altered() { bench.share.draw(); }

  function changed() {
    bench.list.draw();
    bench.pick.draw();
    altered();
  }

  function add(codes) {
    const fresh = codes.filter((code) => card(code) && !planned(code)), fit = fresh.slice(0, MOST - plan.cards.length);
    fit.forEach((code) => plan.cards.push({ code, mark: card(code).mark }));
    bench.list.forget();
    changed();
    const names = fit.map((code) => card(code).name).join(', ');
    const told = [fit.length ? bench.say('put-in', { names }) : fresh.length ? '' : bench.say('all-in'), fit.length < fresh.length ? bench.say('full', { most: MOST }) : ''].filter(Boolean).join(' ');
    bench.part('full').hidden = fit.length === fresh.length;
    bench.tell(told);
  }

  // levels and languages

  function radios(name) { return Array.from(bench.home.querySelectorAll('input[name="' + name + '"]')); }

  function chosen(name) {
    const all = radios(name), on = all.filter((radio) => radio.checked)[0];
    return on ? on.value : name === 'language' && !all.length ? bench.home.dataset.language : '';
  }

  function check(name, value) { radios(name).forEach((radio) => { radio.checked = radio.value === value; }); }

  /* Where the data of each level in each language stand. */
  const editions = Array.from(bench.part('editions').children).map((row) => row.dataset);

  function editionOf(tier, language) { return editions.filter((one) => one.mark === tier + language)[0]; }

  function fetched(found) {
    return Promise.all([bench.load(found.plan, 'sitegenPlans'), bench.load(found.words, 'sitegenPlanWords'), bench.load(found.gone, 'sitegenGone')])
      .then((come) => ({ data: Object.assign({ gone: come[2][found.mark] }, come[0][found.mark]), words: come[1] }));
  }

  function enter(found, come, cards) {
    edition = found;
    asked = null;
    bench.data = come.data;
    bench.words = come.words;
    plan.tier = come.data.tier.mark;
    plan.language = come.data.language.mark;
    plan.cards = cards;
    check('level', plan.tier);
    check('language', plan.language);
    bench.part('change').hidden = true;
    bench.part('bench').hidden = false;
    bench.part('full').hidden = true;
    bench.home.querySelector('[data-look]').className = 'bench look-' + come.data.tier.look;
    bench.list.forget();
    bench.pick.fill();
    mind();
    changed();
  }

  /* The plan's cards as another level or language has them: [those that are there, the names of those that are not]. Doses are of a level. */
  function moved(come) {
    const same = come.data.tier.mark === plan.tier, kept = [], left = [];
    plan.cards.forEach((old) => {
      const known = card(old.code), other = come.data.cards.filter((one) => one.id === known.id)[0];
      if (!other) left.push(known.name);
      else kept.push(same ? Object.assign({}, old, { code: other.code, mark: other.mark }) : { code: other.code, mark: other.mark });
    });
    return [kept, left];
  }

  function choose() {
    const found = editionOf(chosen('level'), chosen('language'));
    if (!found) return;
    fetched(found).then((come) => {
      if (found !== editionOf(chosen('level'), chosen('language'))) return; // another was chosen meanwhile
      const other = bench.data ? moved(come) : [[], []];
      if (!plan.cards.length || (plan.tier === come.data.tier.mark && !other[1].length)) {
        enter(found, come, other[0]);
        return;
      }
      asked = { found, come, kept: other[0] };
      bench.part('change-title').textContent = bench.say('change-title', { level: come.data.tier.label });
      bench.part('change-left').textContent = other[1].length ? bench.say('change-left', { names: other[1].join(', ') }) : bench.say('change-all');
      bench.part('change-yes').textContent = bench.say('change-yes', { level: come.data.tier.label });
      bench.part('change-no').textContent = bench.say('change-no', { level: bench.data.tier.label });
      bench.part('change').hidden = false;
      bench.part('change-title').focus();
    }, () => {
      bench.part('trouble').hidden = false;
      bench.tell(bench.part('trouble').textContent);
    });
  }

  function stay() {
    asked = null;
    check('level', plan.tier);
    check('language', plan.language);
    bench.part('change').hidden = true;
    radios('level').filter((radio) => radio.checked)[0].focus();
  }

  function go() {
    const tier = asked.come.data.tier.label, left = bench.part('change-left').textContent;
    enter(asked.found, asked.come, asked.kept);
    radios('level').filter((radio) => radio.checked)[0].focus();
    bench.tell(bench.say('changed-to', { level: tier }) + ' ' + left);
  }

  // opening what was made before

  /* The payload in whatever somebody pasted: a whole link, or only what follows its #. */
  function pasted(text) { return text.slice(text.indexOf('#') + 1).replace(/\s/g, ''); }

  function refuse(name) {
    const field = bench.part('old-link');
    bench.part('opened').textContent = bench.say(name);
    field.setAttribute('aria-invalid', 'true');
    if (bench.part('opening').contains(document.activeElement)) field.focus();
  }

  /* A plan as it was, for somebody new or with a new dose: of today, with a name of its own, and only what today's bounds allow. */
  function open(what) {
    const old = typeof what === 'string' ? format.decode(pasted(what)) : what;
    if (!old) {
      refuse('open-damaged');
      return;
    }
    const found = editionOf(old.tier, old.language);
    if (!found) {
      refuse('open-level');
      return;
    }
    fetched(found).then((come) => {
      const told = [], cards = [];
      window.sitegenDoses.resolve(old, come.data).forEach((row) => {
        if (row.status === 'gone' || row.status === 'refused') {
          told.push(row.known ? bench.say('open-gone', { name: row.known.name }) : bench.say('open-refused', { code: row.planned.code }));
          return;
        }
        if (row.status === 'usual') told.push(bench.say('open-usual', { name: row.known.name }));
        else if (row.changed) told.push(bench.say('open-changed', { name: row.known.name }));
        cards.push(Object.assign({}, row.planned, { mark: row.known.mark }));
      });
      plan.made = bench.today();
      plan.weeks = old.weeks;
      plan.name = another();
      plan.cautions = old.cautions.slice();
      details();
      enter(found, come, cards);
      bench.part('old-link').value = '';
      bench.part('old-link').setAttribute('aria-invalid', 'false');
      bench.part('opened').textContent = [bench.say('open-done')].concat(told).join(' ');
      bench.part('plan-title').focus();
      bench.tell(bench.part('opened').textContent);
    }, () => refuse('open-trouble'));
  }

  // what the plan says besides its cards

  function wrong() { return !bench.isDay(plan.made); }

  function days() {
    bench.part('made-error').hidden = !wrong();
    made.setAttribute('aria-invalid', String(wrong()));
    bench.part('review').textContent = wrong() ? '' : bench.say('review-on', { day: bench.written(bench.later(plan.made, plan.weeks)) });
  }

  /* What the patient reads of the cautions. */
  function mind() {
    const place = bench.part('mind');
    place.hidden = !bench.data || !plan.cautions.length;
    if (place.hidden) return;
    bench.spoken(place, bench.data.language).textContent = plan.cautions.map((caution) => window.sitegenDoses.caution(bench.words, caution)).join(' ');
  }

  function details() {
    made.value = plan.made;
    weeks.value = plan.weeks;
    bench.part('plan-name').textContent = format.title(plan);
    radios('caution').forEach((box) => { box.checked = plan.cautions.indexOf(box.value) >= 0; });
    days();
  }

  made.addEventListener('change', () => {
    plan.made = made.value.trim();
    days();
    altered();
  });
  weeks.addEventListener('change', () => {
    plan.weeks = Math.min(Math.max(+weeks.value || WEEKS, 1), format.weeks);
    details();
    altered();
  });
  bench.home.addEventListener('change', (event) => {
    if (event.target.name === 'level' || event.target.name === 'language') choose();
    if (event.target.name !== 'caution') return;
    plan.cautions = radios('caution').filter((box) => box.checked).map((box) => box.value);
    mind();
    altered();
  });
  bench.part('open-form').addEventListener('submit', (event) => {
    event.preventDefault();
    open(bench.part('old-link').value);
  });
  bench.listen({
    name: () => {
      plan.name = another();
      bench.part('plan-name').textContent = format.title(plan);
      bench.tell(format.title(plan));
      altered();
    },
    'change-yes': go,
    'change-no': stay
  });

  Object.assign(bench, { plan, MOST, planned, card, add, drop: (code) => bench.list.out(code), payload, link, here, view, title: () => format.title(plan), changed, altered, dates: { wrong }, open });
  window.sitegenBuilder = { open };

  details();
  bench.favorites.draw();
  if (!chosen('language') && radios('language').length) check('language', bench.home.dataset.language);
  if (chosen('level')) choose(); // a browser that remembers what was ticked
}());
