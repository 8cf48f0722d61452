// The vectors (from input) against the scripts in a folder: what does not agree, as a list. Runs in Node, and in a page where the scripts are loaded.
/* global window */
function disagreements (vectors, format, doses) {
  const found = []
  function same (what, told, wanted) {
    const a = JSON.stringify(sorted(told))
    const b = JSON.stringify(sorted(wanted))
    if (a !== b) found.push([what, a, b])
  }
  function sorted (value) {
    if (Array.isArray(value)) return value.map(sorted)
    if (value === null || typeof value !== 'object') return value
    const copy = {}
    Object.keys(value).sort().forEach(function (key) { if (value[key] !== undefined) copy[key] = sorted(value[key]) })
    return copy
  }
  function expanded (person) {
    const codes = person.split('').map(function (c) { return c.charCodeAt(0) })
    return codes.map(function (c) { return c >> 5 }).concat([0], codes.map(function (c) { return c & 31 }))
  }
  function checks (whole) {
    const at = whole.toLowerCase().lastIndexOf('1')
    const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
    const values = whole.toLowerCase().slice(at + 1).split('').map(function (c) { return alphabet.indexOf(c) })
    return format.remainder(values, expanded(whole.toLowerCase().slice(0, at))) === 0x2BC830A3
  }
  vectors.plans.forEach(function (v) {
    same('decode ' + v.text, format.decode(v.text), v.plan)
    same('encode ' + v.text, format.encode(v.plan), v.text)
  })
  vectors.accepted.forEach(function (v) { same('accepted', format.encode(format.decode(v.text)), v.is) })
  vectors.hostile.forEach(function (v) { same('hostile: ' + v.why, format.decode(v.text), null) })
  vectors.checksums.valid.forEach(function (text) { same('checksum ' + text, checks(text), true) })
  vectors.checksums.invalid.forEach(function (text) { same('checksum ' + text, checks(text), false) })
  ;[undefined, null, 5, {}, [], true, function () {}, NaN, vectors.plans.map(function (v) { return v.text }), new Array(1000001).join('Q'), new Array(1000001).join('ı')].forEach(function (odd) {
    same('odd', format.decode(odd), null)
  })
  vectors.doses.forEach(function (v, n) {
    const words = vectors.words[v.language]
    const amount = doses.applied(v.amount, v.planned)
    same('dose ' + n + ' applied', amount, v.applied)
    same('dose ' + n + ' said', doses.said(amount, v.planned, words), v.said)
    same('dose ' + n + ' timing', doses.timing(amount, words, v.planned), v.timing)
  })
  vectors.faults.forEach(function (v, n) { same('faults ' + n, doses.faults(v.planned, v.known), v.faults) })
  vectors.resolved.forEach(function (v, n) {
    const told = doses.resolve(format.decode(v.text), v.data)
    same('resolved ' + n, told.map(function (r) { return { status: r.status, planned: r.planned, changed: r.changed, faults: r.faults } }), v.cards)
  })
  return { found: found.slice(0, 20), all: found.length }
}

if (typeof window === 'undefined') {
  const folder = process.argv[2]
  const vectors = JSON.parse(require('fs').readFileSync(0, 'utf8'))
  process.stdout.write(JSON.stringify(disagreements(vectors, require(folder + '/plan-format.js'), require(folder + '/plan-doses.js'))))
}
