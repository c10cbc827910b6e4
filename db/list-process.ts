// The process that reads one list: it is given the bytes, says how far it is, and answers the table. It can be killed at
// any time, and it is whenever it takes too long or too much memory.
import { Refused } from '../core/contract/errors.ts';
import { readListFile } from './files/read-list-file.ts';
import type { ReadOrder, ReadWord } from './lists/table-reader.ts';
import { processChannel } from './process-channel.ts';

const channel = processChannel();
if (!channel) throw new Error('the list process is started by the ledger');
const say = (word: ReadWord): void => channel.send(word);

channel.onMessage((message) => {
  const { bytes } = message as ReadOrder;
  try {
    const table = readListFile(Buffer.from(bytes), (done, of) => say({ k: 'progress', done, of }));
    say({ k: 'table', table });
  } catch (error) {
    // What is not a refusal ends this process, and its end is an answer too.
    if (!(error instanceof Refused)) throw error;
    say({ k: 'refused', refusal: error.refusal });
  }
});
