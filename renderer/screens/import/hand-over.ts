// Hands a list over to the ledger: its bytes in parts that fit into a message, named by their SHA-256.
// The ledger reads the list itself; the window never guesses at an encoding.
import { LIST_PART_BYTES } from '../../../core/lists/list-limits.ts';
import type { Ledger } from '../../port/ledger.ts';

/** How many bytes become text at once: more arguments than this may overflow the stack. */
const RUN = 8_192;

export type ListName = 'tariff' | 'customer' | 'bill' | 'use';
/** Lists that are handed over: those of the import screen, and the account mapping from its own. */
export type HandedOver = ListName | 'mapping';

/** Hands `bytes` over part by part; answers the name the ledger knows them by. Rejects with `CallFailed`. */
export async function handOver(ledger: Ledger, list: HandedOver, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const file = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const parts = Math.max(1, Math.ceil(bytes.length / LIST_PART_BYTES));
  for (let part = 1; part <= parts; part += 1) {
    const slice = bytes.subarray((part - 1) * LIST_PART_BYTES, part * LIST_PART_BYTES);
    await ledger.ask(`${list}.stage`, { file, part, parts, bytes: base64(slice) });
  }
  return file;
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let from = 0; from < bytes.length; from += RUN) {
    binary += String.fromCharCode(...bytes.subarray(from, from + RUN));
  }
  return btoa(binary);
}
