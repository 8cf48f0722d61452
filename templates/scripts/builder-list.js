/* The plan's own list: its order by dragging and by buttons, its doses, and what was taken out put back. The focus stays where it was. */
(function () {
  'use strict';

  const bench = window.sitegenBench;
  if (!bench) return;
  const EDGE = 70; // pixels from the window's edge at which a drag scrolls the page
  const list = bench.part('plan-cards');
  let taken = null; // what was taken out last, and from where
  let drag = null;

  function row(planned, place) {
    const card = bench.card(planned.code);
    const made = bench.piece('plan-card');
    made.dataset.code = planned.code;
    bench.part('number', made).textContent = (place + 1) + '. ';
    bench.spoken(bench.part('name', made), bench.data.language).textContent = card.name;
    ['up', 'down', 'out'].forEach((way) => {
      const button = made.querySelector('[data-press="' + way + '"]');
      button.setAttribute('aria-label', bench.say('do-' + way, { name: card.name }));
    });
    // not `disabled`: a button that has the focus must not lose it at the end of its way
    [['up', place === 0], ['down', place === bench.plan.cards.length - 1]].forEach((way) => {
      const button = made.querySelector('[data-press="' + way[0] + '"]');
      button.setAttribute('aria-disabled', String(way[1]));
      button.classList.toggle('plan-list__tool--end', way[1]);
    });
    bench.part('first', made).hidden = !card.first;
    bench.spoken(bench.part('change', made), bench.data.language).textContent = card.change || '';
    bench.part('change', made).hidden = !card.change;
    made.querySelector('[data-handle]').hidden = !window.PointerEvent;
    bench.dose.draw(made, card, planned);
    return made;
  }

  /* Which button or field has the focus, in words that are still true after everything was drawn anew. */
  function held() {
    const active = document.activeElement;
    if (!active || !list.contains(active)) return '';
    const at = active.dataset.press ? '[data-press="' + active.dataset.press + '"]' : active.id ? '#' + active.id : '';
    return at && '[data-code="' + active.closest('[data-code]').dataset.code + '"] ' + at;
  }

  function draw() {
    const focus = held();
    bench.emptied(list);
    bench.plan.cards.forEach((planned, place) => list.appendChild(row(planned, place)));
    const number = bench.plan.cards.length;
    bench.part('plan-title').textContent = bench.say(number ? 'plan-' + number : 'plan-0', { level: bench.data.tier.label });
    bench.part('plan-none').hidden = number > 0;
    bench.part('jump').hidden = number === 0;
    bench.part('jump-words').textContent = bench.say('jump', { plan: bench.part('plan-title').textContent });
    const back = focus && list.querySelector(focus);
    if (back) back.focus();
  }

  function where(planned) {
    return bench.say('now-at', { name: bench.card(planned.code).name, place: bench.plan.cards.indexOf(planned) + 1, all: bench.plan.cards.length });
  }

  function move(code, by) {
    const cards = bench.plan.cards, planned = bench.planned(code), from = cards.indexOf(planned), to = from + by;
    if (to < 0 || to >= cards.length) {
      bench.tell(where(planned));
      return;
    }
    cards.splice(from, 1);
    cards.splice(to, 0, planned);
    bench.changed();
    bench.tell(where(planned));
  }

  function out(code) {
    const planned = bench.planned(code), place = bench.plan.cards.indexOf(planned), inside = list.contains(document.activeElement);
    taken = { planned, place };
    bench.plan.cards.splice(place, 1);
    bench.changed();
    const told = bench.say('taken-out', { name: bench.card(code).name });
    bench.part('undo-words').textContent = told;
    bench.part('undo').hidden = false;
    if (inside) bench.part('undo').querySelector('button').focus(); // the button that was pressed is gone
    bench.tell(told);
  }

  function undo() {
    const planned = taken && taken.planned;
    if (!planned) return;
    bench.part('undo').hidden = true;
    if (bench.planned(planned.code) || bench.plan.cards.length >= bench.MOST) return;
    bench.plan.cards.splice(taken.place, 0, planned);
    taken = null;
    bench.changed();
    list.querySelector('[data-code="' + planned.code + '"] [data-press="out"]').focus();
    bench.tell(where(planned));
  }

  function forget() {
    taken = null;
    bench.part('undo').hidden = true;
  }

  // dragging: the row stands where the pointer is, and the plan is told at the end

  function start(event) {
    const handle = event.target.closest && event.target.closest('[data-handle]');
    if (!handle || event.button > 0 || !event.isPrimary) return;
    event.preventDefault();
    drag = { row: handle.closest('[data-code]'), id: event.pointerId, y: event.clientY, frame: 0 };
    drag.row.classList.add('plan-list__item--held');
    list.classList.add('plan-list__cards--moving');
    handle.setPointerCapture(event.pointerId);
  }

  function middle(row) {
    const box = row.getBoundingClientRect();
    return box.top + box.height / 2;
  }

  // the others move: a row that left the page for a moment would lose the finger that holds it
  function follow() {
    let other = drag.row.previousElementSibling;
    while (other && drag.y < middle(other)) {
      list.insertBefore(other, drag.row.nextSibling);
      other = drag.row.previousElementSibling;
    }
    other = drag.row.nextElementSibling;
    while (other && drag.y > middle(other)) {
      list.insertBefore(other, drag.row);
      other = drag.row.nextElementSibling;
    }
  }

  function scroll() {
    if (!drag) return;
    const by = drag.y < EDGE ? -12 : drag.y > window.innerHeight - EDGE ? 12 : 0;
    if (by) {
      window.scrollBy(0, by);
      follow();
    }
    drag.frame = window.requestAnimationFrame(scroll);
  }

  function pull(event) {
    if (!drag || event.pointerId !== drag.id) return;
    drag.y = event.clientY;
    follow();
    if (!drag.frame) drag.frame = window.requestAnimationFrame(scroll);
  }

  function drop(event) {
    if (!drag || event.pointerId !== drag.id) return;
    const code = drag.row.dataset.code;
    const order = Array.from(list.children).map((other) => other.dataset.code);
    window.cancelAnimationFrame(drag.frame);
    drag = null;
    list.classList.remove('plan-list__cards--moving');
    if (event.type === 'pointerup') bench.plan.cards.sort((one, other) => order.indexOf(one.code) - order.indexOf(other.code));
    bench.changed();
    bench.tell(where(bench.planned(code)));
  }

  list.addEventListener('pointerdown', start);
  list.addEventListener('pointermove', pull);
  list.addEventListener('pointerup', drop);
  list.addEventListener('pointercancel', drop);

  list.addEventListener('change', (event) => {
    const name = event.target.dataset.dial, at = event.target.closest('[data-code]');
    if (!name || !at) return;
    const planned = bench.planned(at.dataset.code), card = bench.card(planned.code);
    bench.dose.take(planned, card, name, event.target.value);
    event.target.value = planned[name] || '';
    bench.dose.read(at, card, planned);
    bench.tell(bench.part('reads', at).textContent);
    bench.altered();
  });

  bench.listen({
    up: (button) => move(button.closest('[data-code]').dataset.code, -1),
    down: (button) => move(button.closest('[data-code]').dataset.code, 1),
    out: (button) => out(button.closest('[data-code]').dataset.code),
    jump: () => bench.part('plan-title').focus(),
    undo
  });

  bench.list = { draw, out, forget };
}());
