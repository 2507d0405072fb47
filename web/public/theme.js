// Runs before anything is drawn, so that a chosen theme does not flash up after the other one.
try {
  document.documentElement.dataset.theme = localStorage.getItem('smartload.theme') ?? 'system';
} catch {
  // A browser that may keep nothing shows its own theme.
}
