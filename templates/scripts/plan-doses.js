/* A card of a plan and what the site holds of it -> what is shown of it, its dose with the plan's numbers, what is outside its bounds, whole sentences and its timer:
   sitegen/plan_cards.py, bounds.py, doses.py and timing.py, once more. tests/plans/vectors.json holds both against each other.
   Pure: no page, and no words of its own. `words` is the table of sitegen/plan_words.py; an amount is {sets: [2, 2], reps: [8, 12], hold: [5, 10], each_side: true, ...};
   `known` is a card of data/<level>/plan.js: {code, check, mark, amount, bounds: {sets: [least, most, usual]}, sides, grips}. */
(function () {
  'use strict'

  const AMOUNTS = ['sets', 'count', 'hold', 'days', 'times']
  const COUNTED = ['reps', 'steps', 'minutes']
  const FIELDS = { sets: 'sets', hold: 'hold', days: 'days_per_week', times: 'times_per_day' }
  const LOOSEN = 5
  const LINGER = 10
  const REST = 60
  const HALF_HOUR = 30
  const MARKS = '2346789CDFHJKMNPQRTVWXY'

  function absent (value) { return value === undefined || value === null }
  function same (value, low, high) { return Boolean(value) && value[0] === low && value[1] === high }

  // which cards of a plan are shown

  // `data` is what a level's plan.js holds: {tier: {mark}, language: {mark}, cards, gone}. Each card of the plan is
  // shown: `known`, and `planned` as it was planned; `changed` where the card reads otherwise now (null in another language: nobody can tell)
  // usual: the same, but with the usual dose, because `faults` are outside today's bounds; `planned` keeps what of side and hold is still possible
  // gone: `known` is of data.gone;   refused: not of this level, or unknown
  function resolve (plan, data) {
    return plan.cards.map(function (planned) {
      const ours = plan.tier === data.tier.mark
      const known = ours ? find(data.cards || [], planned.code) : null
      const gone = ours && !known ? find(data.gone || [], planned.code) : null
      if (gone) return { status: 'gone', planned: planned, known: gone, changed: null, faults: [] }
      if (!known) return { status: 'refused', planned: planned, known: null, changed: null, faults: [] }
      const outside = faults(planned, known)
      return {
        status: outside.length ? 'usual' : 'shown',
        planned: outside.length ? usual(planned, known) : planned,
        known: known,
        changed: plan.language === data.language.mark ? planned.mark !== known.mark : null,
        faults: outside
      }
    })
  }
  function find (cards, code) {
    for (let n = 0; n < cards.length; n++) {
      const whole = cards[n].code + (cards[n].code.length === 4 ? cards[n].check : '')
      if (whole === code + check(code)) return cards[n]
    }
    return null
  }
  function check (code) { // the symbol that ends a short code: sitegen/codes.py
    let sum = 0
    for (let place = 0; place < code.length; place++) sum += (place + 2) * MARKS.indexOf(code[place])
    return MARKS[sum % MARKS.length]
  }
  function usual (planned, known) {
    const kept = { code: planned.code, mark: planned.mark }
    if (planned.side && known.sides) kept.side = planned.side
    if (planned.grip && (known.grips || []).indexOf(planned.grip) >= 0) kept.grip = planned.grip
    return kept
  }

  // bounds

  function counted (amount) { return COUNTED.filter(function (name) { return !absent(amount[name]) })[0] }

  function faults (planned, known) {
    const found = []
    let above = false
    AMOUNTS.forEach(function (name) {
      const value = planned[name]
      const bound = (known.bounds || {})[name]
      if (absent(value)) return
      if (!bound) found.push({ amount: name, why: 'fixed' })
      else if (value < bound[0]) found.push({ amount: name, why: 'least', bound: bound })
      else if (value > bound[1]) found.push({ amount: name, why: 'most', bound: bound })
      else above = above || value > bound[2]
    })
    if (above && !planned.reason) found.push({ amount: 'reason', why: 'reason' })
    if (planned.side && !known.sides) found.push({ amount: 'side', why: 'side' })
    if (planned.grip && (known.grips || []).indexOf(planned.grip) < 0) found.push({ amount: 'grip', why: 'grip' })
    return found
  }

  function applied (amount, planned) {
    if (!amount) return null
    const changed = Object.assign({}, amount)
    const field = counted(amount)
    let any = false
    function set (name, value) {
      changed[name] = [value, value]
      any = true
    }
    if (!absent(planned.count) && field) set(field, planned.count)
    Object.keys(FIELDS).forEach(function (name) { if (!absent(planned[name])) set(FIELDS[name], planned[name]) })
    if (any) {
      delete changed.progress_to
      delete changed.fill_in
    }
    return changed
  }

  // words

  function fill (message, values) {
    return message.replace(/%\((\w+)\)s|%%/g, function (all, name) { return name ? String(values[name]) : '%' })
  }
  function say (words, name, values) { return values ? fill(words.say[name], values) : words.say[name] }
  function count (words, name, number, values) {
    const which = words.plurals[words.count[name][0]]
    const n = number < which.length ? number : which.length - 101 + number % 100
    return fill(words.count[name][1 + Number(which[n])], Object.assign({ n: number }, values))
  }
  function span (value, words) {
    return value[0] === value[1] ? String(value[0]) : say(words, 'span', { low: value[0], high: value[1] })
  }
  function time (value, words) {
    const minutes = value[0] >= 60 && value[0] % 60 === 0 && value[1] % 60 === 0
    const shown = minutes ? [value[0] / 60, value[1] / 60] : value
    return count(words, minutes ? 'minute' : 'second', shown[1], { span: span(shown, words) })
  }
  function sided (name, side) { return side ? name + ' ' + side : name }

  // whole sentences

  function said (amount, planned, words) {
    if (!amount) return { main: '', more: [], short: '' }
    const side = (planned && planned.side) || (amount.each_side ? 'each' : '')
    return { main: main(amount, side, words).join(' '), more: more(amount, words), short: short(amount, side, words) }
  }
  function main (amount, side, words) {
    const once = round(amount, side, words)
    let found = []
    if (once) {
      found.push(once)
      if ((side === 'left' || side === 'right') && !amount.hold && !amount.reps) found.push(say(words, 'side ' + side))
      found = found.concat(again(amount, words))
    } else if (amount.when === 'each time') {
      return [say(words, 'each time')]
    }
    if (amount.when === 'each time') found.push(say(words, 'every time'))
    return found
  }
  function held (amount) { return amount.hold && (absent(amount.reps) || same(amount.reps, 1, 1)) }
  function round (amount, side, words) {
    if (held(amount)) return say(words, sided('hold', side), { time: time(amount.hold, words) })
    if (amount.reps) {
      const hold = amount.hold ? say(words, 'hold', { time: time(amount.hold, words) }) + ' ' : ''
      if (same(amount.reps, 1, 1)) return hold + say(words, sided('once', side))
      return hold + count(words, sided('times', side), amount.reps[1], { span: span(amount.reps, words) })
    }
    if (amount.minutes) return count(words, 'minutes', amount.minutes[1], { span: span(amount.minutes, words) })
    if (amount.steps) return count(words, 'steps', amount.steps[1], { span: span(amount.steps, words) })
    return amount.distance ? say(words, 'distance', { distance: amount.distance.replace(/\.+$/, '') }) : ''
  }
  function again (amount, words) {
    const sets = amount.sets
    if (!sets || sets[1] < 2) return []
    const rest = amount.rest ? time(amount.rest, words) : ''
    if (same(sets, 2, 2)) return [rest ? say(words, 'rest', { time: rest }) : say(words, 'short rest'), say(words, 'again')]
    return [count(words, rest ? 'rounds rest' : 'rounds', sets[1], { span: span(sets, words), time: rest })]
  }
  function more (amount, words) {
    const found = []
    const often = howOften(amount, words)
    if (often) found.push(often)
    if (amount.effort) found.push(effort(amount.effort[1], words))
    return found.concat(goals(amount.progress_to || {}, words))
  }
  function howOften (amount, words) {
    const day = amount.times_per_day
    const week = amount.days_per_week
    if (amount.when === 'hourly') return say(words, 'hourly')
    if (day && week && week[0] < 7) return perDay(day, words) + ' ' + perWeek(week, words)
    return day ? perDay(day, words) : week ? perWeek(week, words) : ''
  }
  function perDay (day, words) {
    return same(day, 1, 1) ? say(words, 'once a day') : count(words, 'a day', day[1], { span: span(day, words) })
  }
  function perWeek (week, words) {
    return week[0] === 7 ? say(words, 'every day') : count(words, 'a week', week[1], { span: span(week, words) })
  }
  function effort (level, words) { return say(words, 'effort ' + (level <= 2 ? 2 : level <= 4 ? 4 : level <= 6 ? 6 : 10)) }
  function goals (goal, words) {
    const found = []
    if (goal.reps) found.push(count(words, 'goal reps', goal.reps[1]))
    if (goal.hold) found.push(say(words, 'goal hold', { time: time([goal.hold[1], goal.hold[1]], words) }))
    if (goal.minutes) found.push(count(words, 'goal minutes', goal.minutes[1]))
    if (goal.times_per_day) found.push(count(words, 'goal a day', goal.times_per_day[1]))
    return found
  }
  function short (amount, side, words) {
    let once = shortOnce(amount, words)
    if (once && side) once = say(words, 'short ' + side, { dose: once })
    return once && amount.sets && amount.sets[1] > 1 ? count(words, 'short rounds', amount.sets[1], { dose: once, span: span(amount.sets, words) }) : once
  }
  function shortOnce (amount, words) {
    if (held(amount)) return time(amount.hold, words)
    if (same(amount.reps, 1, 1)) return say(words, 'short once')
    if (amount.reps) {
      const times = count(words, 'short times', amount.reps[1], { span: span(amount.reps, words) })
      return amount.hold ? say(words, 'short held', { time: time(amount.hold, words), times: times }) : times
    }
    if (amount.minutes) return count(words, 'minute', amount.minutes[1], { span: span(amount.minutes, words) })
    if (amount.steps) return count(words, 'short steps', amount.steps[1], { span: span(amount.steps, words) })
    return amount.when === 'each time' ? say(words, 'short every time') : amount.distance || ''
  }

  // what a timer counts, all in seconds but minutes; null where there is nothing to count

  function timing (amount, words, planned) {
    if (!amount || untimed(amount)) return null
    const hold = amount.hold
    return {
      rounds: amount.sets || [1, 1],
      times: amount.reps || amount.steps || [1, 1],
      holds: hold ? choices(hold).map(function (seconds) { return [seconds, time([seconds, seconds], words)] }) : [],
      minutes: amount.minutes || null,
      sides: amount.each_side && !(planned && planned.side) ? 2 : 1,
      between: hold && hold[0] >= LINGER ? LINGER : LOOSEN,
      rest: amount.rest ? amount.rest[0] : REST,
      once: hold || amount.minutes ? '' : round(amount, '', words)
    }
  }
  function untimed (amount) {
    if (amount.fill_in || amount.when) return true
    if (amount.minutes) return amount.minutes[0] >= HALF_HOUR
    if (amount.hold) return false
    return !(amount.reps || amount.steps) || !amount.sets || amount.sets[0] < 2 || !amount.rest
  }
  function choices (hold) {
    const low = hold[0]
    const high = hold[1]
    const between = Math.floor((low + high) / 2)
    if (low === high) return [low]
    return high - low >= 10 && between % 5 === 0 ? [low, between, high] : [low, high]
  }

  const api = {
    resolve: resolve, faults: faults, counted: counted, applied: applied, said: said, timing: timing, time: time, span: span, check: check,
    grip: function (words, name) { return words.grip[name] || '' },
    reason: function (words, number) { return words.reason[number] || '' },
    caution: function (words, name) { return words.caution[name] || '' }
  }
  if (typeof module === 'object' && module.exports) module.exports = api
  else window.sitegenDoses = api
})()
