// The foot: the keys that matter on this screen, and what happened last. Quiet.
import type { SignedIn } from '../../core/contract/procedures/session.ts';
import { formatAmount } from '../../core/money/format-amount.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { moment } from '../i18n/dates.ts';
import { type WordKey, useWords } from '../i18n/i18n.ts';
import { type KeyAction, keyShortcuts } from '../keys/key-map.ts';
import { usePapers } from './papers.tsx';
import { printSentence } from './print-line.tsx';
import { useServices } from '../services.tsx';
import type { Posted } from '../screens/till/use-posting.ts';
import type { Job } from './jobs.ts';

const KEYS_OF: Readonly<Record<Job, readonly { readonly action: KeyAction; readonly words: WordKey }[]>> = {
  till: [
    { action: 'park', words: 'till.hold.park' },
    { action: 'recall', words: 'till.hold.recall' },
    { action: 'remove', words: 'till.items.remove' },
    { action: 'undo', words: 'frame.keySheet.undo' },
    { action: 'payer', words: 'till.who.payer' },
    { action: 'back', words: 'frame.back' },
  ],
  refunds: [
    { action: 'findCustomer', words: 'refunds.find' },
    { action: 'post', words: 'refunds.next' },
    { action: 'back', words: 'frame.back' },
  ],
  bank: [{ action: 'setupNext', words: 'bank.page' }],
  shift: [{ action: 'readReport', words: 'frame.keySheet.readReport' }],
  today: [],
  days: [],
  tickets: [
    { action: 'findCustomer', words: 'tickets.find' },
    { action: 'back', words: 'frame.back' },
  ],
  receipts: [],
  claims: [],
  paper: [],
  customers: [
    { action: 'findCustomer', words: 'frame.keySheet.findCustomer' },
    { action: 'add', words: 'customers.new' },
  ],
  backfill: [],
  people: [],
  import: [],
  ledger: [],
  tariff: [],
  settings: [],
  policies: [],
  vouchers: [],
  setup: [],
  desk: [{ action: 'approvalFront', words: 'desk.decide' }],
  account: [],
};

type StatusLineProps = {
  readonly greeting: SignedIn;
  readonly job: Job;
  readonly last: Posted | null;
  readonly onKeys: () => void;
  readonly onShow: () => void;
  /** Opens the receipt whose paper waits for somebody. */
  readonly onTrouble: (number: string) => void;
};

export function StatusLine({ greeting, job, last, onKeys, onShow, onTrouble }: StatusLineProps) {
  const { currency } = useServices();
  const { say, locale } = useWords();
  return (
    <footer className="foot">
      <div className="foot-keys">
        <button type="button" onClick={onKeys} aria-keyshortcuts={keyShortcuts('help')}>
          <KeyHint action="help" /> {say('frame.keys')}
        </button>
        {KEYS_OF[job].map(({ action, words }) => (
          <span key={action} className="foot-key">
            <KeyHint action={action} /> {say(words)}
          </span>
        ))}
      </div>
      <PrintTrouble onTrouble={onTrouble} />
      {last === null && (
        <span className="foot-greeting">
          {greeting.lastSignInAt === null
            ? say('start.signIn.lastNever')
            : say('start.signIn.last', { when: moment(greeting.lastSignInAt, locale) })}
        </span>
      )}
      {last !== null && (
        <button type="button" className="foot-last" onClick={onShow} aria-keyshortcuts={keyShortcuts('showReceipt')}>
          {say(last.receipt.change > 0 ? 'till.posted.lastChange' : 'till.posted.last', {
            number: last.receipt.number,
            total: formatAmount(last.receipt.total, currency),
            change: formatAmount(last.receipt.change, currency),
          })}
          <KeyHint action="showReceipt" />
        </button>
      )}
    </footer>
  );
}

/** The newest paper that waits for somebody; the line stays until it is seen to. */
function PrintTrouble({ onTrouble }: { readonly onTrouble: (number: string) => void }) {
  const { say } = useWords();
  const [newest] = usePapers().troubled;
  if (newest === undefined) return null;
  return (
    <button type="button" className="foot-trouble" data-testid="print-trouble" onClick={() => onTrouble(newest.number)}>
      <span aria-hidden="true">! </span>
      {newest.number} · {printSentence(newest.print, say)}
    </button>
  );
}
