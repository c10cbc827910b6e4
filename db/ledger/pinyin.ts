// How names are spelt for searching: full pinyin and initials, lower case, without tones or blanks.
import { pinyin } from 'pinyin-pro';

/** 欧阳 → { pinyin: 'ouyang', initials: 'oy' }. Letters and digits that are not Chinese stay. */
export function spell(name: string): { readonly pinyin: string; readonly initials: string } {
  const options = { toneType: 'none', type: 'array', nonZh: 'consecutive' } as const;
  const clean = (parts: readonly string[]): string =>
    parts
      .join('')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '');
  return { pinyin: clean(pinyin(name, options)), initials: clean(pinyin(name, { ...options, pattern: 'first' })) };
}
