// The recovery key as groups of characters, and which two a person types back from paper.

/** The groups of a key written with hyphens or blanks between them. */
export function groupsOf(recoveryKey: string): readonly string[] {
  return recoveryKey.split(/[-\s]+/).filter((group) => group !== '');
}

/** Two different groups by chance, in reading order: positions counted from 0. */
export function groupsToCheck(count: number, chance: () => number): readonly [number, number] {
  if (count < 2) return [0, 0];
  const first = Math.floor(chance() * count);
  const second = (first + 1 + Math.floor(chance() * (count - 1))) % count;
  return first < second ? [first, second] : [second, first];
}

/** What a person wrote and typed is compared without case and blanks. */
export function sameGroup(typed: string, group: string): boolean {
  return typed.replaceAll(/\s/g, '').toUpperCase() === group.toUpperCase();
}
