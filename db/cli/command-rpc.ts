// `rpc`: one request a line in, one answer a line out, in order. Its session has the rights of whoever signed in, no more.
import { createInterface } from 'node:readline';
import { decodeRequest, MAX_FRAME } from '../../core/contract/frame.ts';
import { Desk } from './desk.ts';
import { type CommandResult, LEDGER_OPTIONS, readOptions } from './options.ts';

type Answer = Readonly<Record<string, unknown>>;

export async function rpc(args: readonly string[]): Promise<CommandResult> {
  const options = readOptions(args, LEDGER_OPTIONS, 0);
  let answer: Answer | undefined;
  const desk = await Desk.open(options, (text) => {
    const frame = JSON.parse(text) as Answer;
    if ('id' in frame) answer = frame;
  });
  try {
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() === '') continue;
      const { id, frame } = toFrame(line);
      answer = undefined;
      await desk.receive(frame);
      const told: Answer = answer ?? { error: { code: 'MALFORMED', params: { reason: 'no answer' } } };
      process.stdout.write(`${JSON.stringify({ ...told, id })}\n`);
    }
    await desk.papers().catch((error: unknown) => console.error('a paper was not made:', error));
  } finally {
    await desk.close();
  }
  return { exit: 0, output: undefined };
}

/** The line with a number for its id, and the id as the caller wrote it: text, number or nothing. */
function toFrame(line: string): { readonly id: string | number | null; readonly frame: string } {
  if (line.length > MAX_FRAME) return { id: null, frame: line };
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return { id: null, frame: line };
  }
  const id = typeof parsed === 'object' && parsed !== null ? (parsed as { id?: unknown }).id : null;
  if (typeof id !== 'string')
    return { id: decodeRequest(line).ok || typeof id === 'number' ? (id as number) : null, frame: line };
  return { id, frame: JSON.stringify({ ...(parsed as object), id: 1 }) };
}
