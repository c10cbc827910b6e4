// Offers what was scanned while a dialog was open or a bill was being posted: said when it is over, done with one key.
import { ActionButton } from '../components/action-button.tsx';
import { Notice } from '../components/notice.tsx';
import { type WordKey, useWords } from '../i18n/i18n.ts';
import { readScanned, type ScannedCode } from '../keys/scanned-code.ts';
import type { ScanTray } from '../keys/scan-tray.tsx';
import { useKeys } from '../keys/use-keys.ts';
import { isTextField, useScanner } from '../keys/use-scanner.ts';
import { useServices } from '../services.tsx';

type ScanOfferProps = {
  readonly tray: ScanTray;
  /** Items and customers belong to the till; who does not work there is told of them and no more. */
  readonly mayCharge: boolean;
  /** The till is in front and listens itself. */
  readonly atTill: boolean;
  readonly onReceipt: (number: string) => void;
  readonly onTill: () => void;
};

const ACT: Readonly<Record<Exclude<ScannedCode['kind'], 'other'>, WordKey>> = {
  receipt: 'frame.scan.show',
  customer: 'frame.scan.choose',
  item: 'frame.scan.add',
};

export function ScanOffer({ tray, mayCharge, atTill, onReceipt, onTill }: ScanOfferProps) {
  const { say } = useWords();
  const text = tray.waiting[0];
  const code = text === undefined || tray.covered ? null : readScanned(text);
  const usable = code !== null && code.kind !== 'other' && (code.kind === 'receipt' || mayCharge);
  const take = (): void => {
    if (code?.kind === 'receipt') {
      tray.done();
      onReceipt(code.number);
    } else {
      tray.want();
      onTill();
    }
  };
  const { inFront } = useServices();
  // On the other screens a scan goes where the cursor is; with no field in focus its Enter must not press a button.
  useScanner(
    (scanned) => {
      if (isTextField(document.activeElement)) return null;
      const read = readScanned(scanned);
      return () => (read.kind === 'receipt' ? onReceipt(read.number) : tray.keep(scanned));
    },
    inFront && !atTill && !tray.covered,
  );
  useKeys('frame', { takeScan: usable ? take : undefined, dropScan: code === null ? undefined : tray.done });
  if (code === null || text === undefined || tray.wanted) return null;
  const more = tray.waiting.length - 1;
  return (
    <div className="news" data-testid="scan-offer">
      <Notice
        tone="warn"
        act={
          <span className="news-acts">
            {usable && (
              <ActionButton size="small" tone="go" action="takeScan" onPress={take}>
                {say(ACT[code.kind])}
              </ActionButton>
            )}
            <ActionButton size="small" action="dropScan" onPress={tray.done}>
              {say('frame.scan.drop')}
            </ActionButton>
          </span>
        }
      >
        {say(code.kind === 'other' ? 'frame.scan.unknown' : 'frame.scan.offer', { code: shown(code) })}
        {more > 0 && <> {say('frame.scan.more', { count: more })}</>}
      </Notice>
    </div>
  );
}

/** A foreign code may be long: its beginning is enough to tell it by. */
function shown(code: ScannedCode): string {
  if (code.kind === 'item') return code.code;
  if (code.kind === 'other') return code.text.length > 24 ? `${code.text.slice(0, 24)}…` : code.text;
  return code.number;
}
