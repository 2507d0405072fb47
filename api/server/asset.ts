import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';

/** The same bytes plain and compressed; one of them may be missing. */
type Bytes =
  /** Without `gzip` compression does not make them smaller. */
  | { plain: Buffer; gzip: Buffer | null }
  /** Kept compressed only, because they are large. */
  | { plain: null; gzip: Buffer };

/** Bytes that are served again and again, with what HTTP needs to know about them. */
export type Asset = Bytes & {
  contentType: string;
  cacheControl: string;
  /** Names the content, whatever its encoding. */
  etag: string;
  headers: Record<string, string>;
};

const COMPRESSIBLE = /^(text\/|application\/(json|javascript|manifest)|image\/svg)/;

/** An asset of bytes at hand, compressed once and for all. */
export function assetOf(plain: Buffer, contentType: string, cacheControl: string): Asset {
  const compressed = COMPRESSIBLE.test(contentType) ? gzipSync(plain) : null;
  const gzip = compressed && compressed.length < plain.length ? compressed : null;
  return { contentType, cacheControl, etag: etagOf(plain), plain, gzip, headers: {} };
}

/** An ETag of the content; weak, because it stands for the plain and the compressed bytes alike. */
export function etagOf(bytes: Buffer): string {
  return `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
}

/** Answers with an asset: 304 where the client has it, compressed where the client takes that. */
export async function sendAsset(
  request: IncomingMessage,
  response: ServerResponse,
  asset: Asset,
): Promise<void> {
  const headers = {
    ...asset.headers,
    etag: asset.etag,
    'cache-control': asset.cacheControl,
    vary: 'accept-encoding',
  };
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim());
  if (known?.includes(asset.etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const { body, encoding } = await encoded(request, asset);
  response.writeHead(200, {
    ...headers,
    ...encoding,
    'content-type': asset.contentType,
    'content-length': body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function encoded(request: IncomingMessage, { plain, gzip }: Asset) {
  const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (gzip && takesGzip) return { body: gzip, encoding: { 'content-encoding': 'gzip' } };
  return { body: plain ?? (await promisify(gunzip)(gzip)), encoding: {} };
}
