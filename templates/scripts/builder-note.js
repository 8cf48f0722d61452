/* A plan → plain text: whole sentences with the link, for a message; and a note of at most 600 ASCII signs for the health record. */
(function () {
  'use strict';

  const bench = window.sitegenBench;
  if (!bench) return;
  const MOST = 600; // many record systems cut a note there, or refuse what is longer
  const AMOUNTS = { minutes: 'min', steps: 'st' }; // units of the short notation

  /* Letters that every system can keep. What cannot be written so comes back as nothing: then its permanent name stands for it. */
  function ascii(text) {
    const plain = (text || '').normalize('NFKD').replace(/[\u0300-\u036f]/g, '')
      .replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"').replace(/[\u2010-\u2015]/g, '-').replace(/\u00df/g, 'ss').replace(/\s+/g, ' ').trim();
    return /^[\x20-\x7e]+$/.test(plain) ? plain : '';
  }

  function word(name, otherwise) { return ascii(bench.say('note-' + name)) || otherwise; }

  function pair(values) { return values[0] === values[1] ? String(values[0]) : values.join('-'); }

  /* 2x8-12 h10s 3/wk 2/d L: what the patient does, as the link or the card says it. */
  function short(planned, card) {
    const amount = card.amount || {}, told = [];
    function value(name, field) {
      return planned[name] !== undefined ? String(planned[name]) : amount[field] && amount[field].length ? pair(amount[field]) : '';
    }
    const field = bench.dose.counted(card.amount), count = value('count', field), sets = value('sets', 'sets');
    if (count) told.push((sets && sets !== '1' ? sets + 'x' : field === 'reps' ? '1x' : '') + count + (AMOUNTS[field] || '')); else if (sets) told.push(sets + 'x');
    if (value('hold', 'hold')) told.push('h' + value('hold', 'hold') + 's');
    if (value('days', 'days_per_week')) told.push(value('days', 'days_per_week') + '/wk');
    if (value('times', 'times_per_day')) told.push(value('times', 'times_per_day') + '/d');
    if (planned.side) told.push(planned.side.charAt(0).toUpperCase());
    if (planned.grip) told.push('grip:' + planned.grip);
    if (planned.reason) told.push('why:' + planned.reason);
    return told.join(' ');
  }

  function code(card) { return card.code + card.check; }

  function name(card, most) {
    const whole = ascii(card.name) || card.id;
    return most ? whole.slice(0, most).trim() : code(card);
  }

  function written(plan, look) {
    const head = [word('plan', 'Plan') + ' ' + bench.title(), ascii(bench.data.tier.label) || bench.data.tier.slug, word('made', 'made') + ' ' + plan.made, word('review', 'review') + ' ' + bench.later(plan.made, plan.weeks)];
    const cards = plan.cards.map((planned, place) => {
      const card = bench.card(planned.code), dose = look.doses ? short(planned, card) : '';
      return (place + 1) + ' ' + name(card, look.name) + (dose ? ' ' + dose : '');
    });
    const mind = plan.cautions.map((caution) => (look.name ? ascii(bench.say('caution-' + caution)) : '') || caution);
    const lines = [head.join(', ')].concat(look.name > 20 ? cards : [cards.join('; ')]);
    if (mind.length) lines.push(word('mind', 'Mind') + ': ' + mind.join(', '));
    lines.push(look.link ? ascii(bench.link()) || bench.payload() : bench.payload());
    return lines.join('\n');
  }

  /* The first that fits: the address goes before a name is shortened, and a name is shortened before a dose is left out (the link has it). */
  function note() {
    const looks = [{ link: true, name: 80, doses: true }];
    [80, 40, 30, 24, 20, 16, 12, 8, 5, 0].forEach((most) => looks.push({ link: false, name: most, doses: true }));
    looks.push({ link: false, name: 0, doses: false });
    for (let at = 0; at < looks.length; at++) {
      const text = written(bench.plan, looks[at]);
      if (text.length <= MOST) return text;
    }
    return bench.title() + '\n' + bench.payload();
  }

  /* The whole plan in sentences. */
  function text() {
    const plan = bench.plan, lines = [bench.say('text-title', { title: bench.title(), level: bench.data.tier.label }), bench.say('text-made', { made: bench.written(plan.made), review: bench.written(bench.later(plan.made, plan.weeks)) }), '', bench.say('text-before')];
    if (plan.cautions.length) lines.push(bench.say('text-mind', { cautions: plan.cautions.map((caution) => bench.say('caution-' + caution)).join(', ') }));
    plan.cards.forEach((planned, place) => {
      const card = bench.card(planned.code), said = bench.dose.said(planned, card);
      lines.push('', (place + 1) + '. ' + card.name);
      [card.change].concat([said.main], said.more, bench.dose.extras(planned)).filter(Boolean).forEach((line) => lines.push(line));
    });
    lines.push('', bench.say('text-link'), bench.link());
    return lines.join('\n');
  }

  bench.note = { note, text, MOST };
}());
