/* global document, localStorage, matchMedia */
// Before the first paint, so that the page does not flash: the stored choice, else the system's scheme. A file of its own: the CSP
// allows nothing inline.
;(() => {
  let theme = null
  try {
    theme = localStorage.getItem('solestream.theme')
  } catch {
    // Storage may be forbidden: the system's scheme then holds.
  }
  if (theme !== 'dark' && theme !== 'light') theme = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark'
  document.documentElement.dataset.theme = theme
})()
