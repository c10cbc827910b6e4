// Serves the windows' files at counterfoil://app/ and counterfoil://approval/ — no file:// and no web server.
// Only what was built into out/renderer can be read through it, and at a till the papers this run has made.
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol, type Session } from 'electron';
import { answerHeaders, freshNonce } from './content-policy.ts';

export const SCHEME = 'counterfoil';
export const ORIGIN = `${SCHEME}://app`;
export const PAGE = `${ORIGIN}/index.html`;
/** Another origin, so that the browser itself keeps the two pages apart, whatever they share. */
export const APPROVAL_ORIGIN = `${SCHEME}://approval`;
/** Papers are drawn for printing by a page of their own, which no person sees and which has no bridge. */
export const PRINT_ORIGIN = `${SCHEME}://print`;
export const PRINT_PAGE = `${PRINT_ORIGIN}/print.html`;
export const APPROVAL_PAGE = `${APPROVAL_ORIGIN}/approval.html`;

/** What one kind of window is served: its one page and the files every page is made of. */
export type WindowSite = {
  readonly page: typeof PAGE | typeof APPROVAL_PAGE | typeof PRINT_PAGE;
  readonly folder: string;
  /** Names the file of a finished job; null for a job or a window that has none. */
  paperOf(jobId: string): string | null;
};

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

/** Answers for one session, which serves one site. */
export function serveWindow(session: Session, site: WindowSite): void {
  const own = new URL(site.page);
  session.protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.host !== own.host) return refused(405);
    const job = paperJob(url.pathname);
    if (job !== null) return file(site.paperOf(job), 'application/pdf');
    // The other window's page is made from the same folder and is not for this one.
    if (url.pathname.endsWith('.html') && url.pathname !== own.pathname) return refused(404);
    const found = windowFile(site.folder, url.pathname);
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
