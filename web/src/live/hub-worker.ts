import { createHub } from './hub.ts';

// Runs as a SharedWorker: the browser keeps it for as long as one of the tabs is open.
const hub = createHub();
addEventListener('connect', (event) => {
  const [port] = event instanceof MessageEvent ? event.ports : [];
  if (port) hub.connect(port);
});
