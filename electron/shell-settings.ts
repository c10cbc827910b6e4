// What the shell remembers between starts: the locale and where the window stood. No ledger fact is kept here.
import { readFileSync } from 'node:fs';
import type { ShellLocale } from '../core/contract/bridge.ts';
import { writeFileWhole } from './write-file-whole.ts';

export type WindowPlace = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
};

export type Settings = { readonly locale: ShellLocale | null; readonly place: WindowPlace | null };

const LOCALES: readonly ShellLocale[] = ['zh-CN', 'zh-TW', 'en'];

export function isShellLocale(value: unknown): value is ShellLocale {
  return LOCALES.some((locale) => locale === value);
}

/** Reads what was written; anything unreadable counts as nothing remembered. */
export function parseSettings(text: string): Settings {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { locale: null, place: null };
  }
  if (typeof raw !== 'object' || raw === null) return { locale: null, place: null };
  const { locale, place } = raw as Record<string, unknown>;
  return { locale: isShellLocale(locale) ? locale : null, place: isPlace(place) ? place : null };
}

function isPlace(value: unknown): value is WindowPlace {
  if (typeof value !== 'object' || value === null) return false;
  const place = value as Record<string, unknown>;
  const numbers = [place['x'], place['y'], place['width'], place['height']];
  return (
    numbers.every((n) => Number.isInteger(n) && Math.abs(n as number) < 100_000) &&
    typeof place['maximized'] === 'boolean'
  );
}

/** Chinese first: only a system that asks for traditional characters starts otherwise. */
export function firstLocale(systemLanguages: readonly string[]): ShellLocale {
  const first = systemLanguages[0]?.toLowerCase() ?? '';
  return /^zh-(?!hans)(hant|tw|hk|mo)/.test(first) ? 'zh-TW' : 'zh-CN';
}

export class ShellSettings {
  readonly #path: string;
  #settings: Settings;
  #writing: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
    this.#settings = parseSettings(readOrEmpty(path));
  }

  get current(): Settings {
    return this.#settings;
  }

  /** Remembers; the write follows in its own time and a failed one only costs the memory. */
  remember(change: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...change };
    const text = `${JSON.stringify(this.#settings)}\n`;
    this.#writing = this.#writing.then(() => writeFileWhole(this.#path, text)).catch(() => undefined);
  }

  /** Resolves when everything remembered so far is on disk. */
  settled(): Promise<void> {
    return this.#writing;
  }
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
