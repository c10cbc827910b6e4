// `ack`: takes central's answer file in, whole or not at all. What it rejects or counts otherwise is a task from then on.
import { hash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ATTACHMENT_PART_BYTES, MAX_ATTACHMENT_BYTES } from '../../core/attachments/attachment-kind.ts';
import { atDesk } from './desk.ts';
import { type CommandResult, LEDGER_OPTIONS, readOptions, USER_OPTIONS, wrongUse } from './options.ts';

export function ack(args: readonly string[]): Promise<CommandResult> {
  const options = readOptions(args, { ...LEDGER_OPTIONS, ...USER_OPTIONS }, 1);
  const [path = ''] = options.positionals;
  const bytes = readAnswer(path);
  const file = hash('sha256', bytes, 'hex');
  return atDesk(options, async (desk) => {
    await desk.signIn(options);
    const parts = Math.max(1, Math.ceil(bytes.length / ATTACHMENT_PART_BYTES));
    for (let part = 1; part <= parts; part += 1) {
      const slice = bytes.subarray((part - 1) * ATTACHMENT_PART_BYTES, part * ATTACHMENT_PART_BYTES);
      await desk.call('attachment.stage', { file, part, parts, bytes: slice.toString('base64') });
    }
    const check = await desk.call('ack.check', { file });
    if (!check.ok) return { exit: 1, output: { taken: false, line: check.line, reason: check.reason } };
    const taken = await desk.call('ack.take', { operationId: randomUUID(), file, name: basename(path) });
    const { open } = await desk.call('central.tasks', { state: 'open', limit: 1 });
    return { exit: 0, output: { taken: true, ...taken, differing: check.differences, openTasks: open } };
  });
}

function readAnswer(path: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return wrongUse(`cannot read ${path}`);
  }
  return bytes.length > MAX_ATTACHMENT_BYTES ? wrongUse(`${path} is longer than ${MAX_ATTACHMENT_BYTES} bytes`) : bytes;
}
