// Makes papers from layouts in the documents process and writes them whole or not at all.
import { fork } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { refuse } from '../../core/contract/errors.ts';
import type { RenderAnswer, RenderRequest } from '../../core/documents/render-protocol.ts';

export interface PaperMaker {
  /** Writes the PDF of `layout` to `path`; answers its size in bytes. Throws Refused GLYPH_MISSING or an Error. */
  readonly make: (layout: unknown, path: string) => Promise<number>;
  readonly stop: () => void;
}

interface Waiting {
  readonly resolve: (answer: RenderAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the documents program at `script`. */
export function startPaperMaker(script: string): PaperMaker {
  const child = fork(script, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  child.on('message', (answer: RenderAnswer) => {
    if (answer.id === null) return;
    waiting.get(answer.id)?.resolve(answer);
    waiting.delete(answer.id);
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values())
      reject(new Error('the documents program ended before the paper was made'));
    waiting.clear();
  });
  return {
    stop: () => void child.kill(),
    make: async (layout, path) => {
      const id = ++last;
      const answer = await new Promise<RenderAnswer>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        child.send({ k: 'render', id, layout } satisfies RenderRequest);
      });
      if (answer.k === 'failed') {
        if (answer.code === 'GLYPH_MISSING') return refuse('GLYPH_MISSING', answer.params);
        throw new Error(`no paper: ${answer.code} ${JSON.stringify(answer.params)}`);
      }
      const temporary = `${path}.part`;
      writeFileSync(temporary, answer.pdf, { mode: 0o600 });
      renameSync(temporary, path);
      return answer.pdf.byteLength;
    },
  };
}
