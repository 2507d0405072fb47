import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { type Asset, assetOf } from './asset.ts';

const CONTENT_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** No path of a request looks like this. */
const ONE_DOWN = 'one folder down';

/** Vite puts a hash of the content into the names of what it builds into this folder. */
const HASHED = /^\/assets\//;

/** The page as Vite built it. */
export interface Page {
  /** The file at a path, `null` where there is none or nothing was built. */
  find(path: string): Promise<Asset | null>;
  /** The page for addresses one folder down, such as `/display/kitchen`. */
  oneDown(): Promise<Asset | null>;
}

/**
 * Holds the built page in memory. Only what lies in the folder can be found, so no path can lead out of it.
 *
 * @param folder the build's output; read on first use, and again as long as it is empty
 */
export function createPage(folder: string): Page {
  let files: Promise<Map<string, Asset>> | null = null;

  async function find(path: string): Promise<Asset | null> {
    files ??= readFolder(folder);
    const found = await files;
    if (found.size === 0) files = null;
    return found.get(path === '/' ? '/index.html' : path) ?? null;
  }

  return { find, oneDown: () => find(ONE_DOWN) };
}

async function readFolder(folder: string): Promise<Map<string, Asset>> {
  const files = new Map<string, Asset>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file
      .slice(folder.replace(/[/\\]$/, '').length)
      .split(sep)
      .join('/');
    const body = await readFile(file);
    files.set(path, fileAsset(path, body));
    if (path === '/index.html') files.set(ONE_DOWN, fileAsset(path, basedOneUp(body)));
  }
  return files;
}

/** Everything in the page is relative to where it lies, so that it works under any prefix. */
function basedOneUp(html: Buffer): Buffer {
  return Buffer.from(html.toString().replace('<head>', '<head><base href="../">'));
}

function fileAsset(path: string, body: Buffer): Asset {
  const contentType = CONTENT_TYPES[extname(path)] ?? 'application/octet-stream';
  const cacheControl = HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
  return assetOf(body, contentType, cacheControl);
}

/** What `/` says as long as the page was not built. */
export const PAGE_MISSING = `Die Seite ist noch nicht gebaut. Bitte im Ordner von Smartload ausführen: npm run build
Die API unter /graphql und /graphiql geht auch ohne sie.

The page has not been built yet. Please run in Smartload's folder: npm run build
The API at /graphql and /graphiql works without it.
`;

/** What an address says that cannot be a display's. */
export const NO_DISPLAY = `So kann ein Display nicht heißen. Erlaubt sind 1 bis 40 Buchstaben, Ziffern, Leerzeichen, - und _, zum Beispiel /display/Küche

A display cannot be called that. Allowed are 1 to 40 letters, digits, spaces, - and _, for example /display/kitchen
`;
