/* Favorites: plans that a therapist keeps on this device, by a press; written to a file and read from one.
   sitegen:favorites = [{name, plan}], where `plan` is what stands after # in a link. */
(function () {
  'use strict';

  const bench = window.sitegenBench;
  if (!bench) return;
  const KEY = 'sitegen:favorites', MOST = 200, LONGEST = 60, LARGEST = 5e5;
  const field = bench.part('favorite-name'), said = bench.part('favorite-said');

  function sound(row) {
    return Boolean(row) && typeof row.name === 'string' && row.name.trim() !== '' && row.name.length <= LONGEST && typeof row.plan === 'string' && window.sitegenPlan.decode(row.plan) !== null;
  }

  function rows() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      return Array.isArray(kept) ? kept.filter(sound) : [];
    } catch (error) { return []; }
  }

  function write(kept) {
    try {
      if (kept.length) localStorage.setItem(KEY, JSON.stringify(kept)); else localStorage.removeItem(KEY);
      return true;
    } catch (error) { return false; }
  }

  function told(name, values) { said.textContent = bench.say(name, values); }

  function draw() {
    const list = bench.emptied(bench.part('favorites')), kept = rows();
    kept.forEach((row, place) => {
      const made = bench.piece('favorite');
      bench.part('name', made).textContent = row.name;
      Array.from(made.querySelectorAll('button')).forEach((button) => { button.dataset.place = place; });
      made.querySelector('[data-press="favorite-remove"]').setAttribute('aria-label', bench.say('favorite-remove', { name: row.name }));
      made.querySelector('[data-press="favorite-open"]').setAttribute('aria-label', bench.say('favorite-open', { name: row.name }));
      list.appendChild(made);
    });
    bench.part('favorites-none').hidden = kept.length > 0;
    bench.part('favorites-export').hidden = kept.length === 0;
  }

  /* The newer of two that bear the same name stays. */
  function joined(kept, more) {
    const names = more.map((row) => row.name);
    return kept.filter((row) => names.indexOf(row.name) < 0).concat(more).slice(-MOST);
  }

  function keep() {
    const name = field.value.trim().slice(0, LONGEST);
    field.setAttribute('aria-invalid', String(!name));
    if (!name) {
      told('favorite-nameless');
      field.focus();
      return;
    }
    const plan = bench.payload();
    if (!plan) {
      told('favorite-empty');
      return;
    }
    if (write(joined(rows(), [{ name, plan }]))) {
      field.value = '';
      told('favorite-kept', { name });
    } else {
      told('favorite-not-kept');
    }
    draw();
  }

  function remove(button) {
    const kept = rows(), gone = kept.splice(+button.dataset.place, 1)[0];
    write(kept);
    draw();
    told('favorite-removed', { name: gone ? gone.name : '' });
    field.focus();
  }

  function save() {
    const file = new Blob([JSON.stringify({ sitegen: 'favorites', plans: rows() }, null, 1)], { type: 'application/json' });
    const link = document.createElement('a'), address = URL.createObjectURL(file);
    link.href = address;
    link.download = bench.say('favorites-file');
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
    told('favorites-saved');
  }

  /* What a file holds; null for one that is no list of favorites, or has one damaged plan in it. */
  function read(text) {
    try {
      const found = JSON.parse(text);
      const plans = found && found.sitegen === 'favorites' && Array.isArray(found.plans) ? found.plans : null;
      return plans && plans.length && plans.length <= MOST && plans.every(sound) ? plans.map((row) => ({ name: row.name.trim(), plan: row.plan })) : null;
    } catch (error) { return null; }
  }

  bench.part('favorites-import').addEventListener('change', (event) => {
    const input = event.target, file = input.files[0];
    if (!file) return;
    function refused() {
      told('favorites-damaged');
      input.value = '';
    }
    if (file.size > LARGEST) {
      refused();
      return;
    }
    const reader = new FileReader();
    reader.onerror = refused;
    reader.onload = () => {
      const plans = read(String(reader.result));
      if (!plans) {
        refused();
        return;
      }
      told(write(joined(rows(), plans)) ? 'favorites-read' : 'favorite-not-kept', { count: plans.length });
      input.value = '';
      draw();
    };
    reader.readAsText(file);
  });

  bench.listen({
    'favorite-keep': keep,
    'favorite-remove': remove,
    'favorite-open': (button) => {
      const row = rows()[+button.dataset.place];
      if (row) bench.open(row.plan);
    },
    'favorites-export': save
  });

  bench.favorites = { draw };
}());
