// How names are spelt for searching: full pinyin and initials, lower case, without tones or blanks.
import { customPinyin, pinyin } from 'pinyin-pro';

export interface Spelt {
  readonly pinyin: string;
  readonly initials: string;
}

// Characters of names that the dictionary does not know (《通用规范汉字表》 and its Japanese and Hong Kong neighbours).
const RARE = { 𠮷: 'jí', 㛃: 'jié', 𠅤: 'xī' };
let isTaught = false;

/** At the first name and not at the start: it makes the whole dictionary ready, and a window waits for the ledger. */
function teach(): void {
  if (isTaught) return;
  customPinyin(RARE);
  isTaught = true;
}

const OPTIONS = { toneType: 'none', type: 'array', nonZh: 'consecutive' } as const;

/** 挂号费 → { pinyin: 'guahaofei', initials: 'ghf' }. Letters and digits that are not Chinese stay. */
export function spell(name: string): Spelt {
  return spelt(name, OPTIONS);
}

/** As people call themselves: 单雄信 → shanxiongxin, 曾国藩 → zengguofan. */
export function spellPerson(name: string): Spelt {
  return spelt(name, { ...OPTIONS, surname: 'head' });
}

function spelt(name: string, options: typeof OPTIONS & { readonly surname?: 'head' }): Spelt {
  teach();
  const clean = (parts: readonly string[]): string =>
    parts
      .join('')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '');
  return { pinyin: clean(pinyin(name, options)), initials: clean(pinyin(name, { ...options, pattern: 'first' })) };
}
