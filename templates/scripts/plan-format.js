/* A plan <-> the symbols after # in its link: the format of sitegen/plans.py, once more. tests/plans/vectors.json holds both against each other.
   Pure: no page, no words. {tier, language, made: "2026-11-22", weeks, name: [22, 42], cautions: ["hip"], cards: [{code, mark, sets, count, hold, days, times, side, grip, reason}]};
   what is absent is as the card says. `encode` throws a RangeError for what the format cannot say; `decode` never throws: null is a damaged link. */
(function () {
  'use strict'

  const ALPHABET = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'
  const MARKS = '2346789CDFHJKMNPQRTVWXY' // of the short codes
  const FORMAT = 1
  const BEGINNING = Date.UTC(2026, 0, 1)
  const DAY = 86400000
  const MOST_CARDS = 16
  const SHORTEST = 24
  const LONGEST = 290
  const WEEKS = 31
  const FIRST_NUMBER = 11
  const NAMES = ['Acorn', 'Alder', 'Apple', 'Aspen', 'Birch', 'Breeze', 'Brook', 'Cedar', 'Cherry', 'Clover', 'Daisy', 'Dune', 'Fern', 'Garden', 'Hazel', 'Heron',
    'Holly', 'Island', 'Juniper', 'Lake', 'Lark', 'Linden', 'Maple', 'Meadow', 'Olive', 'Orchard', 'Pebble', 'Pine', 'Robin', 'Rose', 'Willow', 'Wren']
  const SIDES = ['', 'left', 'right']
  const GRIPS = ['', 'both', 'one', 'fingertips']
  const CAUTIONS = ['hip', 'weight', 'shoulder', 'dizzy', 'aid']
  const REASONS = 4
  const TARGET = 0x2BC830A3
  const GENERATORS = [0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3]
  const PERSON = [3, 3, 3, 3, 0, 16, 12, 1, 14] // "plan", as BIP-350 puts it before the symbols

  function need (fits) {
    if (!fits) throw new RangeError('the format of plans cannot say this')
  }
  function whole (value, least, most) {
    return typeof value === 'number' && Math.floor(value) === value && value >= least && value <= most
  }
  function absent (value) { return value === undefined || value === null }

  // writing

  function encode (plan) {
    need(plan && Array.isArray(plan.cards) && Array.isArray(plan.name) && plan.name.length === 2)
    need(plan.cards.length >= 1 && plan.cards.length <= MOST_CARDS)
    need(whole(plan.weeks, 1, WEEKS) && whole(plan.name[0], 0, 31) && whole(plan.name[1], FIRST_NUMBER, FIRST_NUMBER + 31))
    const days = daysOf(plan.made)
    const values = [FORMAT]
    written(values, plan.tier, 2)
    written(values, plan.language, 2)
    values.push(days >> 10, days >> 5 & 31, days & 31, plan.weeks, plan.name[0], plan.name[1] - FIRST_NUMBER, flags(plan.cautions || []))
    const codes = []
    plan.cards.forEach(function (card) {
      need(card && codes.indexOf(card.code) < 0)
      codes.push(card.code)
      writeCard(values, card)
    })
    return values.concat(checksum(values)).map(function (value) { return ALPHABET[value] }).join('')
  }

  function daysOf (made) {
    need(typeof made === 'string' && /^\d{4}-\d\d-\d\d$/.test(made))
    const days = Math.round((Date.UTC(Number(made.slice(0, 4)), Number(made.slice(5, 7)) - 1, Number(made.slice(8))) - BEGINNING) / DAY)
    need(whole(days, 0, 32767) && dayOf(days) === made)
    return days
  }
  function dayOf (days) { return new Date(BEGINNING + days * DAY).toISOString().slice(0, 10) }

  function flags (cautions) {
    let found = 0
    cautions.forEach(function (caution) {
      need(CAUTIONS.indexOf(caution) >= 0)
      found |= 1 << CAUTIONS.indexOf(caution)
    })
    return found
  }

  function writeCard (values, card) {
    const side = SIDES.indexOf(card.side || '')
    const grip = GRIPS.indexOf(card.grip || '')
    const often = card.times || card.reason
    need(side >= 0 && grip >= 0)
    const more = side | grip << 2 | (often ? 16 : 0)
    const given = [!absent(card.sets), !absent(card.count), !absent(card.hold), !absent(card.days), more > 0]
    written(values, card.code, 4)
    written(values, card.mark, 1)
    values.push(given.reduce(function (bits, is, place) { return bits | (is ? 1 << place : 0) }, 0))
    if (given[0]) small(values, card.sets, 1, 31)
    if (given[1]) long(values, card.count)
    if (given[2]) long(values, card.hold)
    if (given[3]) small(values, card.days, 1, 7)
    if (more) values.push(more)
    if (often) {
      small(values, card.times || 0, 0, 24)
      small(values, card.reason || 0, 0, REASONS)
    }
  }
  function written (values, symbols, places) {
    need(typeof symbols === 'string' && symbols.length === places)
    for (let n = 0; n < places; n++) {
      need(MARKS.indexOf(symbols[n]) >= 0)
      values.push(ALPHABET.indexOf(symbols[n]))
    }
  }
  function small (values, value, least, most) {
    need(whole(value, least, most))
    values.push(value)
  }
  function long (values, value) {
    need(whole(value, 1, 4095))
    for (let rest = value; rest; rest >>= 4) values.push(rest & 15 | (rest > 15 ? 16 : 0))
  }

  // reading

  function decode (text) {
    if (typeof text !== 'string' || text.length > 2 * LONGEST) return null
    const symbols = upper(text)
    const values = []
    if (symbols === null || symbols.length < SHORTEST || symbols.length > LONGEST) return null
    for (let n = 0; n < symbols.length; n++) {
      values.push(ALPHABET.indexOf(symbols[n]))
      if (values[n] < 0) return null
    }
    if (remainder(values) !== TARGET) return null
    try {
      const plan = read(values.slice(0, -6))
      return plan && encode(plan) === symbols ? plan : null
    } catch (e) {
      return null // a RangeError: nothing else is thrown above
    }
  }

  function upper (text) { // what is no ASCII could become a symbol of the alphabet: ı, ſ
    for (let n = 0; n < text.length; n++) if (text.charCodeAt(n) > 127) return null
    return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '').toUpperCase()
  }

  function read (values) {
    let at = 0
    function one () {
      need(at < values.length)
      return values[at++]
    }
    function symbols (places) {
      let found = ''
      while (found.length < places) found += ALPHABET[one()]
      return found
    }
    function number () {
      let value = 0
      for (let place = 0; place < 12; place += 4) {
        const symbol = one()
        value |= (symbol & 15) << place
        if (symbol < 16) return value
      }
      need(false)
    }
    function card () {
      const found = { code: symbols(4), mark: symbols(1) }
      const fields = one()
      if (fields & 1) found.sets = one()
      if (fields & 2) found.count = number()
      if (fields & 4) found.hold = number()
      if (fields & 8) found.days = one()
      const more = fields & 16 ? one() : 0
      const times = more & 16 ? one() : 0
      const reason = more & 16 ? one() : 0
      need((more & 3) < 3)
      if (times) found.times = times
      if (more & 3) found.side = SIDES[more & 3]
      if (more >> 2 & 3) found.grip = GRIPS[more >> 2 & 3]
      if (reason) found.reason = reason
      return found
    }
    if (one() !== FORMAT) return null
    const plan = { tier: symbols(2), language: symbols(2) }
    plan.made = dayOf((one() << 10) + (one() << 5) + one())
    plan.weeks = one()
    plan.name = [one(), one() + FIRST_NUMBER]
    const bits = one()
    plan.cautions = CAUTIONS.filter(function (caution, place) { return bits >> place & 1 })
    plan.cards = []
    while (at < values.length) plan.cards.push(card())
    return plan
  }

  // the checksum (BIP-350)

  function checksum (values) {
    const found = remainder(values.concat([0, 0, 0, 0, 0, 0])) ^ TARGET
    return [25, 20, 15, 10, 5, 0].map(function (place) { return found >> place & 31 })
  }
  function remainder (values, person) {
    let rest = 1
    ;(person || PERSON).concat(values).forEach(function (value) {
      const top = rest >> 25
      rest = (rest & 0x1FFFFFF) << 5 ^ value
      GENERATORS.forEach(function (generator, bit) { if (top >> bit & 1) rest ^= generator })
    })
    return rest
  }

  // what people read

  function title (plan) { return NAMES[plan.name[0]] + ' ' + plan.name[1] }
  function review (plan) { return dayOf(daysOf(plan.made) + 7 * plan.weeks) } // the day by which a therapist looks at it again

  const api = { encode: encode, decode: decode, title: title, review: review, remainder: remainder, names: NAMES, firstNumber: FIRST_NUMBER, sides: SIDES, grips: GRIPS, cautions: CAUTIONS, reasons: REASONS, weeks: WEEKS, mostCards: MOST_CARDS }
  if (typeof module === 'object' && module.exports) module.exports = api
  else window.sitegenPlan = api
})()
