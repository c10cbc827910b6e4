// The documents process: receives layouts, answers with PDFs, one after the other.
// A process of its own, so that neither drawing (some 40 postings long) nor a fault in a PDF library touches the ledger or a window.
import { type RenderAnswer, renderRequest } from '../core/documents/render-protocol.ts';
import { renderDocument, warmFonts } from './render-document.ts';

function answer(message: RenderAnswer): void {
  // A host that has gone away cannot be answered; 'disconnect' ends this process.
  process.send?.(message, undefined, undefined, () => {});
}

/** The id of a message that is not a proper request, so that whoever waits for it is not left waiting. */
function idOf(message: unknown): number | null {
  if (typeof message !== 'object' || message === null || !('id' in message)) return null;
  return typeof message.id === 'number' && Number.isSafeInteger(message.id) && message.id >= 0 ? message.id : null;
}

async function serve(message: unknown): Promise<void> {
  const request = renderRequest.safeParse(message);
  if (!request.success) {
    const issues = request.error.issues.map((issue) => `message.${issue.path.join('.')}: ${issue.message}`);
    return answer({ k: 'failed', id: idOf(message), code: 'LAYOUT_INVALID', params: { issues } });
  }
  const { id, layout } = request.data;
  const start = performance.now();
  const result = await renderDocument(layout);
  if (result.ok) answer({ k: 'rendered', id, pdf: result.pdf, millis: Math.round(performance.now() - start) });
  else if (result.code === 'GLYPH_MISSING') answer({ k: 'failed', id, code: result.code, params: result.params });
  else if (result.code === 'LAYOUT_INVALID') answer({ k: 'failed', id, code: result.code, params: result.params });
  else answer({ k: 'failed', id, code: result.code, params: result.params });
}

function start(): void {
  if (!process.send) {
    process.stderr.write('This program is started by Counterfoil and talks over its process channel.\n');
    process.exit(2);
  }
  let last: Promise<void> = Promise.resolve();
  process.on('message', (message) => {
    last = last
      .then(() => serve(message))
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        answer({ k: 'failed', id: idOf(message), code: 'RENDER_FAILED', params: { reason } });
      });
  });
  process.on('disconnect', () => process.exit(0));
  // The host ends this process when it wants to; a Ctrl+C meant for the program in front must not end a print.
  process.on('SIGINT', () => {});
  // After the first message loop turn, so that a request that is already waiting is not delayed by faces it may not need.
  setImmediate(warmFonts);
}

start();
