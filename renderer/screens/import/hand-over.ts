// Hands a list over to the ledger: its bytes in parts that fit into a message, named by their SHA-256.
// The ledger reads the list itself; the window never guesses at an encoding.
import { LIST_PART_BYTES } from '../../../core/lists/list-limits.ts';
import { sendInParts } from '../../port/keep-file.ts';
import type { Ledger } from '../../port/ledger.ts';

export type ListName = 'tariff' | 'customer' | 'bill' | 'use';
/** Lists that are handed over: those of the import screen, and the account mapping from its own. */
export type HandedOver = ListName | 'mapping';

/** Hands `bytes` over part by part; answers the name the ledger knows them by. Rejects with `CallFailed`. */
export function handOver(ledger: Ledger, list: HandedOver, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return sendInParts(bytes, LIST_PART_BYTES, (part) => ledger.ask(`${list}.stage`, part));
}
