// A code as somebody typed it → its page. The page of all codes knows which there are; every other page leads there with the code.
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

  // The code that a person meant; nothing if it cannot be one.
  function read (typed) {
    const code = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
    const meant = code.replace(/./g, function (symbol) { return LOOKALIKES[symbol] || symbol })
    return isWhole(code) ? code : isWhole(meant) ? meant : ''
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

  function prepare (form) {
    const input = form.querySelector('input')
    const said = form.querySelector('[role="status"]')

    function say (what) {
      said.textContent = said.getAttribute('data-' + what)
      input.setAttribute('aria-invalid', 'true')
      input.focus()
    }

    function follow () {
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
    if (listed && asked()) {
      input.value = asked()
      follow()
    }
  }

  const forms = document.querySelectorAll('[data-code-box]')
  for (let n = 0; n < forms.length; n++) prepare(forms[n])
})()
