// Runs before anything is drawn, so that a chosen theme does not flash up after the other one.
try {
  const chosen = localStorage.getItem('smartload.theme') ?? 'system';
  document.documentElement.dataset.theme = chosen;
  // What Home Assistant keeps for its own pages counts where nothing was chosen in ours.
  if (chosen === 'system' && location.pathname.includes('/hassio_ingress/')) {
    const { dark } = JSON.parse(localStorage.getItem('selectedTheme')) ?? {};
    if (typeof dark === 'boolean') document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }
} catch {
  // A browser that may keep nothing shows its own theme.
}

// The state of the house is asked for while the page is still being loaded. Displays and the first visit follow by themselves.
{
  const { hub, source } = document.currentScript.dataset;
  if (hub && location.pathname.endsWith('/') && typeof SharedWorker !== 'undefined') {
    try {
      const url = new URL('graphql', document.baseURI).href;
      const name = JSON.stringify({ url, ...JSON.parse(source) });
      window.smartloadHub = new SharedWorker(new URL(hub, document.baseURI), { type: 'module', name });
    } catch {
      // Not allowed: the page has a stream of its own.
    }
  }
}
