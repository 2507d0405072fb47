import type { LiveSource } from './follower.ts';
import { createHub } from './hub.ts';

// Runs as a SharedWorker: the browser keeps it for as long as one of the tabs is open. Its name says what to follow.
const hub = createHub();
hub.begin(JSON.parse(self.name) as LiveSource);
addEventListener('connect', (event) => {
  const [port] = event instanceof MessageEvent ? event.ports : [];
  if (port) hub.connect(port);
});
