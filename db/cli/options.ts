// Reads the options every command shares and the small files they name. What is wrong here is wrong use: exit 2.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** Wrong use of the command; the message says what to do. */
export class Usage extends Error {}

export interface CommandResult {
  readonly exit: 0 | 1 | 2;
  /** undefined: the command has written its own lines. */
  readonly output: unknown;
}

type Spec = Readonly<Record<string, 'text' | 'flag'>>;

export interface Options {
  readonly positionals: readonly string[];
  /** The text of an option that must be there. Throws Usage. */
  readonly need: (name: string) => string;
  readonly text: (name: string) => string | null;
  readonly flag: (name: string) => boolean;
}

/** The options every command that opens a ledger takes. */
export const LEDGER_OPTIONS = { data: 'text', 'key-file': 'text', 'passphrase-file': 'text' } as const;
/** `code`: of the second factor, where it is asked for. */
export const USER_OPTIONS = { user: 'text', 'password-file': 'text', code: 'text' } as const;

/** Parses `args`; unknown options and a wrong number of words are Usage. */
export function readOptions(args: readonly string[], spec: Spec, words: number): Options {
  const options = Object.fromEntries(
    Object.entries(spec).map(([name, kind]) => [
      name,
      { type: kind === 'flag' ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new Usage(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (positionals.length !== words) throw new Usage(`needs ${words} file or number, got ${positionals.length}`);
  const text = (name: string): string | null => (typeof values[name] === 'string' ? values[name] : null);
  return {
    positionals,
    text,
    flag: (name) => values[name] === true,
    need: (name) => text(name) ?? wrongUse(`--${name} is needed`),
  };
}

/** Throws Usage. */
export function wrongUse(reason: string): never {
  throw new Usage(reason);
}

/** The secret in a small text file, without the line end editors add. Throws Usage when it cannot be read or is empty. */
export function readSecret(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return wrongUse(`cannot read ${path}`);
  }
  const secret = text.replace(/^\uFEFF/, '').replace(/\r?\n$/, '');
  return secret === '' ? wrongUse(`${path} is empty`) : secret;
}
