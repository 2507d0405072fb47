// Runs before anything is drawn, so that a chosen theme does not flash up after the other one.
try {
  document.documentElement.dataset.theme = localStorage.getItem('smartload.theme') ?? 'system';
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
