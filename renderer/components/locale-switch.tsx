// The three languages, one click away on every screen. Each is named in itself.
import { switchWords, useWords } from '../i18n/i18n.ts';
import { LOCALE_NAMES, LOCALE_TITLES, LOCALES, type Locale } from '../i18n/words.ts';
import { useServices } from '../services.tsx';
import './locale-switch.css';

export function LocaleSwitch({ tone }: { readonly tone: 'onInk' | 'plain' }) {
  const { bridge } = useServices();
  const { say, locale } = useWords();
  const choose = (next: Locale): void => {
    bridge.setLocale(next);
    void switchWords(next);
  };
  return (
    <div className={`locale-switch locale-switch-${tone}`} role="group" aria-label={say('frame.language')}>
      {LOCALES.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-label={LOCALE_TITLES[one]}
          aria-pressed={one === locale}
          // The field in hand keeps the focus: switching the language is not leaving it.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(one)}
        >
          {LOCALE_NAMES[one]}
        </button>
      ))}
    </div>
  );
}
