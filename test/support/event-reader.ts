import type { TestContext } from 'node:test';

const QUERY = `subscription { events { sequence instanceId type
  ... on ReadyEvent { resumed } ... on ActiveViewEvent { display view } } }`;

/** What a reader of the log got, as it got it. */
export interface ReadEvent {
  sequence: number;
  instanceId: string;
  type: string;
  resumed?: boolean;
  display?: string;
  view?: string;
}

/** A reader of the log that comes back by its cursor whenever it is cut, to whichever server there is. */
export interface EventReader {
  /** Without what the stream says of itself. */
  events: ReadEvent[];
  /** How often it connected. */
  connections(): number;
}

const OF_THE_STREAM = ['READY', 'SNAPSHOT', 'HEARTBEAT', 'RESYNC'];
const PAUSE_MS = 100;

/**
 * @param ports where to connect, best first; asked anew each time
 * @param after the sequence after which it begins; only what is to come by default
 */
export function readEvents(t: TestContext, ports: () => number[], after: number | null = null): EventReader {
  const events: ReadEvent[] = [];
  const end = new AbortController();
  let lastId = after === null ? null : String(after);
  let connections = 0;
  t.after(() => end.abort());

  async function connect(port: number): Promise<void> {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        ...(lastId === null ? {} : { 'last-event-id': lastId }),
      },
      body: JSON.stringify({ query: QUERY }),
      signal: end.signal,
    });
    if (!response.ok || !response.body) return;
    connections++;
    let text = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const frames = (text + chunk).split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) take(frame);
    }
  }

  function take(frame: string): void {
    const id = /^id: (.*)$/m.exec(frame)?.[1];
    const data = /^data: (.*)$/m.exec(frame)?.[1];
    if (data === undefined) return;
    lastId = id ?? lastId;
    const event: ReadEvent = JSON.parse(data).data.events;
    if (!OF_THE_STREAM.includes(event.type)) events.push(event);
  }

  async function run(): Promise<void> {
    for (let turn = 0; !end.signal.aborted; turn++) {
      const choice = ports();
      const port = choice[turn % choice.length];
      // A server that was killed breaks the stream or refuses; then the next one is asked.
      if (port !== undefined) await connect(port).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
  void run();
  return { events, connections: () => connections };
}
