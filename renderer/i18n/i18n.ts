// i18next with all words bundled: no loading, no missing language, switched while the program runs.
// Screens get `say`, whose keys are checked by our own short type: i18next's own read the underscores of error codes as contexts.
import i18next from 'i18next';
import { useMemo } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import { LOCALES, type Locale, type Words, WORDS } from './words.ts';

type Plain<K extends string> = K extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : K;
type KeysOf<W> = {
  [K in keyof W & string]: W[K] extends string ? Plain<K> : `${K}.${KeysOf<W[K]>}`;
}[keyof W & string];

/** Every sentence there is, as a path: `till.money.due`. Sentences that count are named without `_one` and `_other`. */
export type WordKey = KeysOf<Words>;
export type WordParams = Readonly<Record<string, string | number>>;
/** One sentence in the language in use, its blanks filled from `params`. */
export type Say = (key: WordKey, params?: WordParams) => string;

/** Starts i18next in `locale`. Called once, before the first render. */
export async function startWords(locale: Locale): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    supportedLngs: [...LOCALES],
    resources: Object.fromEntries(LOCALES.map((name) => [name, { translation: WORDS[name] }])),
    // React escapes what it shows; escaping here would show &amp; in names.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = locale;
}

/** Switches every word of the window. */
export async function switchWords(locale: Locale): Promise<void> {
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
}

/** The words in the language in use; the component is drawn again when that changes. */
export function useWords(): { readonly say: Say; readonly locale: Locale } {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => {
    const say: Say = (key, params) => t(key, { ...params });
    return { say, locale: LOCALES.find((one) => one === language) ?? 'zh-CN' };
  }, [t, language]);
}
