// The page for an address that is none, where that is the address of a code: then it says so, and whom to call.
(function () {
  'use strict'

  if (!/\/[cv]\/[^/]+\/?(index\.html)?$/.test(window.location.pathname)) return
  const said = document.querySelectorAll('[data-missing]')
  for (let n = 0; n < said.length; n++) said[n].hidden = said[n].getAttribute('data-missing') !== 'code'
})()
