// The words spoken between the documents process and whoever started it (the shell, the CLI, a test).
// Messages are structured clones over the process channel; the renderer answers every request exactly once, whatever it is sent.
import { z } from 'zod';

// The layout is judged by its own schema after the envelope, so that a bad layout is answered under its request's id.
export const renderRequest = z.strictObject({
  k: z.literal('render'),
  id: z.int().min(0),
  layout: z.unknown(),
});

export type RenderRequest = z.infer<typeof renderRequest>;

/**
 * Why there is no paper. GLYPH_MISSING: `characters` are the ones no font can draw (a box on paper is worse than none).
 * LAYOUT_INVALID: `issues` says where the layout breaks its schema. RENDER_FAILED: `reason` in the renderer's words.
 */
export type RenderFailure =
  | { code: 'GLYPH_MISSING'; params: { characters: string[] } }
  | { code: 'LAYOUT_INVALID'; params: { issues: string[] } }
  | { code: 'RENDER_FAILED'; params: { reason: string } };

/** id is null only where the request was too broken to have one. millis: time spent drawing, for the journal of slow prints. */
export type RenderAnswer =
  | { k: 'rendered'; id: number; pdf: Uint8Array; millis: number }
  | ({ k: 'failed'; id: number | null } & RenderFailure);
