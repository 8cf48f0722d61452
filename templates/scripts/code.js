// A code as somebody typed it → its page. The page of all codes knows which there are; every other page leads there with the code.
// With its version it is the code of a sheet: whether that is still right stands at an address of its own.
// A code's alphabet, its look-alikes and its check symbol: sitegen/codes.py says the same, and a test holds both against each other.
(function () {
  'use strict'

  const ALPHABET = '2346789CDFHJKMNPQRTVWXY'
  const LOOKALIKES = { 0: 'Q', O: 'Q', 1: 'J', I: 'J', L: 'J', 5: 'X', S: 'X', B: '8', Z: '2', G: '6', U: 'V', A: '4', E: '3' }

  function isWhole (code) {
    if (code.length !== 5) return false
    let sum = 0
    for (let place = 0; place < 5; place++) {
      const number = ALPHABET.indexOf(code[place])
      if (number < 0) return false
      if (place === 4) return number === sum % ALPHABET.length
      sum += (place + 2) * number
    }
  }

  function symbols (typed) {
    return typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  }

  function forgiven (code) {
    return code.replace(/./g, function (symbol) { return LOOKALIKES[symbol] || symbol })
  }

  // The code that a person meant; nothing if it cannot be one.
  function read (typed) {
    const code = symbols(typed)
    const meant = forgiven(code)
    return isWhole(code) ? code : isWhole(meant) ? meant : ''
  }

  // The same of a sheet: its code, with the version behind a hyphen where that was typed, too.
  function readSheet (typed) {
    const all = symbols(typed)
    const code = read(all.slice(0, 5))
    const version = forgiven(all.slice(5))
    if (!code || (version && version.length !== 3)) return ''
    return version ? code + '-' + version : code
  }

  // Where the page of a sheet is, from the site's root: of its very version in whichever language, else of what counts now in this one.
  function sheet (code) {
    const short = code.slice(0, 5)
    const has = window.sitegenVersions.filter(function (row) { return Object.prototype.hasOwnProperty.call(row.codes, short) })
    const exact = has.filter(function (row) { return code.length > 5 && row.codes[short].split(' ').indexOf(code.slice(6)) >= 0 })
    const own = has.filter(function (row) { return row.language === document.documentElement.lang })
    if (exact.length) return exact[0].folder + code.toLowerCase() + '/'
    return has.length ? (own[0] || has[0]).folder + short.toLowerCase() + '/' : ''
  }

  // Where a code leads, as the page of all codes lists it.
  function known (code) {
    const rows = document.querySelectorAll('.codes__row')
    for (let n = 0; n < rows.length; n++) {
      const symbols = rows[n].querySelector('.codes__code')
      if (symbols && symbols.textContent.trim() === code) return rows[n].querySelector('a').href
    }
    return ''
  }

  function asked () {
    const found = /[?&]code=([^&#]*)/.exec(window.location.search)
    return found ? found[1].replace(/\+/g, ' ').replace(/%20/g, ' ') : ''
  }

  const listed = document.querySelector('.codes__code') !== null

  // The script that knows all versions; a page from a disk can ask for nothing else.
  function load (address) {
    return new Promise(function (resolve, reject) {
      const element = document.createElement('script')
      element.src = address
      element.onload = resolve
      element.onerror = reject
      document.head.appendChild(element)
    })
  }

  function prepare (form) {
    const input = form.querySelector('input')
    const said = form.querySelector('[role="status"]')

    function say (what) {
      said.textContent = said.getAttribute('data-' + what)
      input.setAttribute('aria-invalid', 'true')
      input.focus()
    }

    const versions = form.getAttribute('data-known')
    const loaded = versions && load(versions)

    function followSheet () {
      const code = readSheet(input.value)
      if (!code) return say('shape')
      input.value = code
      loaded.then(function () {
        const there = sheet(code)
        if (!there) return say('unknown')
        window.location.assign(versions.replace(/data\/[^/]*$/, '') + there + (window.location.protocol === 'file:' ? 'index.html' : '')) // on a disk nobody answers for a folder
      }, function () { say('unknown') })
    }

    function follow () {
      if (versions) return followSheet()
      const code = read(input.value)
      if (!code) return say('shape')
      input.value = code
      if (!listed) return form.submit()
      const there = known(code)
      if (!there) return say('unknown')
      window.location.replace(there)
    }

    form.addEventListener('submit', function (event) {
      event.preventDefault()
      follow()
    })
    form.hidden = false
    if ((listed || versions) && asked()) {
      input.value = asked()
      follow()
    }
  }

  const forms = document.querySelectorAll('[data-code-box]')
  for (let n = 0; n < forms.length; n++) prepare(forms[n])
})()
