// Calls the ledger over the page's own port (support/till-attack.ts `takePort` first): what a test needs done and is no screen's.
import type { Page } from '@playwright/test';
import { playAttack } from './till-attack.ts';

/** Calls `method` and answers its result; throws the answer when it is a refusal. */
export async function call<T>(page: Page, method: string, params: object): Promise<T> {
  const [line = ''] = await playAttack<string[]>(page, [{ act: 'call', method, params }]);
  const { result } = JSON.parse(line.slice(method.length + 1)) as { result?: T };
  if (result === undefined) throw new Error(line);
  return result;
}
