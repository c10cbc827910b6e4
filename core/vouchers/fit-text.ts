// Text on its way into a file with an old character set and a fixed length. Customers have names that GBK cannot write.
// What cannot be written is refused or replaced as the office has set, and always reported: a silent "?" is a lie.

/** refuse: nothing is written until a person has decided; replace: by the table below, what it lacks is refused still. */
export type UnwritableRule = 'refuse' | 'replace';

export interface FitOptions {
  /** Whether the target's character set has this character. */
  readonly canWrite: (character: string) => boolean;
  readonly rule: UnwritableRule;
  /** Most characters the field holds. */
  readonly limit: number;
}

export type FittedText =
  | { readonly ok: true; readonly text: string; readonly replaced: readonly Replacement[] }
  | { readonly ok: false; readonly fault: 'tooLong' }
  | { readonly ok: false; readonly fault: 'notWritable'; readonly characters: string };

export interface Replacement {
  readonly character: string;
  readonly by: string;
}

/**
 * Characters of names that GBK lacks and the ones registries write in their place: variants of the same character, as
 * the Unihan database gives them (kSemanticVariant, kZVariant, simplified forms).
 */
const STANDS_FOR: ReadonlyMap<string, string> = new Map([
  ['𠮷', '吉'],
  ['䶮', '龑'],
  ['𬭎', '鋐'],
  ['㛃', '婕'],
  ['𫍯', '謏'],
  ['𬱖', '頔'],
  ['𬍛', '璗'],
  ['𬸚', '鷟'],
  ['€', 'EUR'],
  ['·', '.'],
  ['\u2212', '-'],
  ['–', '-'],
]);

/** Signs that end a field or a line in a file without quoting; their full-width forms mean the same to a reader. */
export const STRUCTURAL: ReadonlyMap<string, string> = new Map([
  [',', '，'],
  ['\t', ' '],
  ['\r', ' '],
  ['\n', ' '],
  ['"', '＂'],
]);

/** `text` as the field can hold it. A structural sign the form cannot write is replaced whatever the rule says. */
export function fitText(text: string, options: FitOptions): FittedText {
  const replaced: Replacement[] = [];
  const lost: string[] = [];
  let fitted = '';
  for (const character of text) {
    if (options.canWrite(character)) {
      fitted += character;
      continue;
    }
    const by = STRUCTURAL.get(character) ?? (options.rule === 'replace' ? STANDS_FOR.get(character) : undefined);
    if (by === undefined || ![...by].every((each) => options.canWrite(each))) {
      if (!lost.includes(character)) lost.push(character);
      continue;
    }
    replaced.push({ character, by });
    fitted += by;
  }
  if (lost.length > 0) return { ok: false, fault: 'notWritable', characters: lost.join('') };
  if ([...fitted].length > options.limit) return { ok: false, fault: 'tooLong' };
  return { ok: true, text: fitted, replaced };
}
