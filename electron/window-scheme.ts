// Serves the window's files and finished papers at counterfoil://app/ — no file:// and no web server.
// Only what was built into out/renderer and papers this run has made can be read through it.
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol, type Session } from 'electron';
import { answerHeaders, freshNonce } from './content-policy.ts';

export const SCHEME = 'counterfoil';
export const ORIGIN = `${SCHEME}://app`;
export const PAGE = `${ORIGIN}/index.html`;

/** Vite writes this wherever a nonce belongs. */
const NONCE_PLACEHOLDER = /__NONCE__/g;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pdf': 'application/pdf',
};

/** Before `ready`: a standard, secure scheme, so that the page has an origin, modules and fetch. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** Which file a path of the scheme means; null for one that leads outside or is not of a kind a window needs. */
export function windowFile(folder: string, pathname: string): { file: string; contentType: string } | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  const file = normalize(join(folder, decoded));
  if (!file.startsWith(folder + sep)) return null;
  const contentType = contentTypes[extname(file).toLowerCase()];
  return contentType === undefined ? null : { file, contentType };
}

/** The job of a paper's address (`/paper/<jobId>.pdf`); null for any other. */
export function paperJob(pathname: string): string | null {
  return /^\/paper\/([A-Za-z0-9-]{1,64})\.pdf$/.exec(pathname)?.[1] ?? null;
}

/** Answers for one session. `paperOf` names the file of a finished job. */
export function serveWindow(session: Session, folder: string, paperOf: (jobId: string) => string | null): void {
  session.protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.host !== 'app') return refused(405);
    const job = paperJob(url.pathname);
    if (job !== null) return file(paperOf(job), 'application/pdf');
    const found = windowFile(folder, url.pathname);
    return found === null ? refused(404) : file(found.file, found.contentType);
  });
}

async function file(path: string | null, contentType: string): Promise<Response> {
  if (path === null) return refused(404);
  try {
    const bytes = await readFile(path);
    const nonce = freshNonce();
    const isPage = contentType.startsWith('text/html');
    const body = isPage ? bytes.toString('utf8').replace(NONCE_PLACEHOLDER, nonce) : new Uint8Array(bytes);
    return new Response(body, { headers: answerHeaders(nonce, contentType) });
  } catch {
    return refused(404);
  }
}

function refused(status: 404 | 405): Response {
  return new Response(null, { status, headers: answerHeaders(freshNonce(), 'text/plain; charset=utf-8') });
}
