// Sets theme and density before the first paint, so that nothing flashes. Classic script: it must block.
(function () {
  var root = document.documentElement;
  var theme = 'system';
  var density = '';
  try {
    theme = localStorage.getItem('sgp.theme') || 'system';
    density = localStorage.getItem('sgp.density') || '';
  } catch (error) {
    console.info('Preferences are not kept here: ' + error.message);
  }
  var dark =
    theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'dark' : 'light';
  if (density === 'roomy' || density === 'dense') root.dataset.density = density;
})();
