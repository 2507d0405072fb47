import { Worker } from 'node:worker_threads';
import { sendText } from './answer.ts';
import { type Asset, etagOf, sendAsset } from './asset.ts';
import { setPolicy } from './headers.ts';
import { type Handler, READ, type Route } from './route.ts';

/** All that GraphiQL needs is in its page; it must not load anything from elsewhere. */
const GRAPHIQL_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  'worker-src blob:',
  "object-src 'none'",
  "base-uri 'none'",
].join('; ');

const CLOSED =
  'GraphiQL ist zu: Option trusted_documents_only. / GraphiQL is closed: option trusted_documents_only.';

/**
 * GraphiQL's page, made on first use. It is 9 MB of text: a worker renders and compresses it and takes the rest of
 * its memory with it when it ends; 2.4 MB stay.
 *
 * @param isClosed whether its documents would be refused anyway
 */
export function graphiqlRoute(isClosed: boolean): Route {
  let page: Promise<Asset> | null = null;

  const handle: Handler = async (request, response) => {
    if (isClosed) return sendText(response, 403, CLOSED);
    setPolicy(response, GRAPHIQL_POLICY);
    page ??= render().catch((error: unknown) => {
      page = null;
      throw error;
    });
    await sendAsset(request, response, await page);
  };

  return { methods: READ, whenRejected: false, isPage: true, handle };
}

function render(): Promise<Asset> {
  const { promise, resolve, reject } = Promise.withResolvers<Asset>();
  const worker = new Worker(new URL('./graphiql-worker.ts', import.meta.url));
  worker.once('message', (bytes: Uint8Array) => {
    const gzip = Buffer.from(bytes);
    resolve({
      contentType: 'text/html; charset=utf-8',
      cacheControl: 'no-cache',
      etag: etagOf(gzip),
      plain: null,
      gzip,
      headers: {},
    });
  });
  worker.once('error', reject);
  worker.once('exit', (code) => reject(new Error(`Rendering GraphiQL ended with code ${code}.`)));
  return promise;
}
