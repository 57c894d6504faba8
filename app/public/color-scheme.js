// Sets light or dark before anything is drawn. A file of its own, since the page may run no inline script.
(function () {
  var wanted = 'auto'
  try { wanted = localStorage.getItem('mantine-color-scheme-value') || 'auto' } catch { wanted = 'auto' }
  var dark = wanted === 'dark' || (wanted !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
