// Links, levels and a number (from input) -> what became of that many links that something happened to. Seeded: the same each time.
'use strict'
const folder = process.argv[2]
const format = require(folder + '/plan-format.js')
const doses = require(folder + '/plan-doses.js')
const told = JSON.parse(require('fs').readFileSync(0, 'utf8'))
const ALPHABET = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'
const ODD = ['1', 'B', 'I', 'O', 'i', 'ı', 'ſ', 'K', '%', '#', ' ', '\0', '\n', '\u00e9', '\ud83d', '\u202e']

let state = 8
function random () { // mulberry32
  state = state + 0x6D2B79F5 | 0
  let t = Math.imul(state ^ state >>> 15, 1 | state)
  t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t
  return ((t ^ t >>> 14) >>> 0) / 4294967296
}
function below (n) { return Math.floor(random() * n) }
function one (list) { return list[below(list.length)] }
function link () { return one(told.links) }
function part (text) { return [below(text.length + 1), below(text.length + 1)].sort(function (a, b) { return a - b }) }

function values (text) { return text.slice(0, -6).split('').map(function (s) { return ALPHABET.indexOf(s) }) }
function sealed (list) {
  const sum = format.remainder(list.concat([0, 0, 0, 0, 0, 0])) ^ 0x2BC830A3
  return list.concat([25, 20, 15, 10, 5, 0].map(function (n) { return sum >> n & 31 })).map(function (v) { return ALPHABET[v] }).join('')
}
function any (n) { return Array.from({ length: n }, function () { return below(32) }) }

const changes = [
  function wrong () {
    const text = link().split('')
    for (let n = one([1, 1, 1, 2, 3, 4, 5, 12]); n; n--) text[below(text.length)] = random() < 0.8 ? one(ALPHABET) : one(ODD)
    return text.join('')
  },
  function cut () {
    const text = link()
    const p = part(text)
    return random() < 0.5 ? text.slice(p[0], p[1]) : text.slice(0, p[0]) + text.slice(p[1])
  },
  function doubled () {
    const text = link()
    const p = part(text)
    return text.slice(0, p[1]) + text.slice(p[0])
  },
  function swapped () {
    const text = link().split('')
    const a = below(text.length)
    const b = below(text.length)
    const kept = text[a]
    text[a] = text[b]
    text[b] = kept
    return text.join('')
  },
  function cased () { return link().split('').map(function (s) { return random() < 0.5 ? s.toLowerCase() : s }).join('') },
  function spliced () {
    const a = link()
    const b = link()
    return a.slice(0, below(a.length)) + b.slice(below(b.length))
  },
  function noise () { return Array.from({ length: below(120) }, function () { return random() < 0.5 ? String.fromCharCode(below(65536)) : one(ALPHABET) }).join('') },
  function forged () {
    const list = values(link())
    for (let n = one([1, 1, 2, 3, 8]); n; n--) Array.prototype.splice.apply(list, [below(list.length), one([0, 1, 1, 1, 2])].concat(any(one([0, 1, 1, 1, 2]))))
    return sealed(list)
  },
  function moved () { return sealed(values(link()).slice(0, 12).concat(values(link()).slice(12))) },
  function invented () { return sealed([1].concat(any(below(300)))) }
]

const seen = { damaged: 0, opened: 0, shown: 0, usual: 0, gone: 0, refused: 0 }
const wrong = []
function need (fits, text, why) { if (!fits && wrong.length < 20) wrong.push([why, text]) }

for (let n = 0; n < told.many; n++) {
  const text = changes[n % changes.length]()
  try {
    const plan = format.decode(text)
    if (plan === null) {
      seen.damaged++
      continue
    }
    seen.opened++
    need(format.encode(plan) === text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '').toUpperCase(), text, 'written otherwise')
    told.levels.forEach(function (level) {
      doses.resolve(plan, level).forEach(function (found) {
        seen[found.status]++
        if (found.status !== 'shown' && found.status !== 'usual') return need(found.known === null, text, 'shown all the same')
        need(plan.tier === level.tier.mark && level.cards.indexOf(found.known) >= 0 && found.known.code === found.planned.code, text, 'of another level')
        ;['sets', 'count', 'hold', 'days', 'times'].forEach(function (name) {
          const value = found.planned[name]
          const bound = found.known.bounds[name]
          if (value !== undefined) need(bound && value >= bound[0] && value <= bound[1] && (value <= bound[2] || found.planned.reason), text, name + ' is too far')
        })
      })
    })
  } catch (e) {
    need(false, text, String(e.stack))
  }
}
process.stdout.write(JSON.stringify({ seen: seen, wrong: wrong }))
