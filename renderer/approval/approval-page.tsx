// The whole approval window: what is asked for as the ledger reads it, who is asked to decide, and the three verdicts.
// Esc goes away and decides nothing.
import { type CSSProperties, useEffect, useState } from 'react';
import { APPROVAL_DIRECTION, type ApprovalDirection } from '../../core/approval/approval-kind.ts';
import type { ApprovalShown } from '../../core/contract/procedures/approval.ts';
import { currencyOf } from '../../core/money/money.ts';
import { ActionButton } from '../components/action-button.tsx';
import { KeyCap } from '../components/key-hint.tsx';
import { Notice } from '../components/notice.tsx';
import { faultSentence } from '../i18n/fault-sentence.ts';
import { useWords } from '../i18n/i18n.ts';
import { faultOf } from '../port/call-fault.ts';
import type { Ledger } from '../port/ledger.ts';
import { KEY_CAPS, useApprovalKeys } from './approval-keys.ts';
import { CaseFilePanel } from '../case-file/case-file.tsx';
import { CaseRisk } from '../case-file/case-risk.tsx';
import { CasePaper, type Paper } from './case-paper.tsx';
import { MatterPanel } from './matter-panel.tsx';
import { SeveralPage } from './several-page.tsx';
import { Signature, useSignature } from './signature.tsx';
import { useShown } from './use-shown.ts';
import './approval.css';

/** How long the outcome stays to be read before the window goes, ms. */
const OUTCOME_SHOWN_MS = 1_600;

const TONE: Readonly<Record<ApprovalDirection, CSSProperties>> = {
  out: { '--tone': 'var(--back)', '--tone-soft': 'var(--back-soft)' } as CSSProperties,
  less: { '--tone': 'var(--warn)', '--tone-soft': 'var(--warn-soft)' } as CSSProperties,
  none: { '--tone': 'var(--go)', '--tone-soft': 'var(--go-soft)' } as CSSProperties,
};

type ApprovalWindowProps = { readonly ledger: Ledger; readonly onClose: () => void };

/** One matter, or several cases that are agreed to together. */
export function ApprovalWindow({ ledger, onClose }: ApprovalWindowProps) {
  const shown = useShown(ledger);
  const Page = (shown.matter?.several ?? 1) > 1 ? SeveralPage : ApprovalPage;
  return <Page ledger={ledger} onClose={onClose} shown={shown} />;
}

type ApprovalPageProps = ApprovalWindowProps & { readonly shown: ReturnType<typeof useShown> };

function ApprovalPage({ ledger, onClose, shown }: ApprovalPageProps) {
  const { say } = useWords();
  const { matter, file } = shown;
  const [paper, setPaper] = useState<Paper | null>(null);
  const open = matter !== null && matter.state === 'open' && matter.unchanged && !shown.gone;
  const signature = useSignature(ledger, matter?.needsCode ?? false, shown.readAgain);
  const decide = (verdict: 'approved' | 'rejected' | 'returned'): void => {
    if (open) signature.decide(verdict);
  };
  useApprovalKeys((key) => {
    if (key !== 'leave') return decide(key);
    // Esc steps back one thing: the paper first, then the window.
    if (paper === null) onClose();
    else setPaper(null);
  });
  useGoAfter(matter, onClose);
  useEffect(() => {
    if (matter !== null) document.title = say(`approval.title.${matter.kind}`);
  }, [matter, say]);
  if (matter === null) return <Waiting thrown={shown.thrown} onClose={onClose} />;
  const direction = APPROVAL_DIRECTION[matter.kind];
  return (
    <div className="approval" style={TONE[direction]} data-direction={direction} data-testid="approval">
      <header className="approval-head">
        <h1>{say(`approval.title.${matter.kind}`)}</h1>
        {file !== null && <span>{file.case.number}</span>}
        {matter.levels > 1 && <span>{say('approval.level', { level: matter.level, levels: matter.levels })}</span>}
        <span className="approval-source">{say('approval.fromLedger')}</span>
      </header>
      <main className="approval-body">
        {file === null && <MatterPanel matter={matter} direction={direction} />}
        {file !== null && (
          // A long case is read by keyboard: what scrolls takes the focus.
          <section className="approval-matter" tabIndex={0} aria-label={say('approval.fromLedger')}>
            {paper === null ? (
              <CaseFilePanel
                file={file}
                currency={currencyOf(matter.currency)}
                onPaper={(attachment, name) => setPaper({ attachment, name })}
              />
            ) : (
              <CasePaper ledger={ledger} paper={paper} onBack={() => setPaper(null)} />
            )}
          </section>
        )}
        <section className="approval-sign">
          {file !== null && <CaseRisk file={file} currency={currencyOf(matter.currency)} />}
          <Standing matter={matter} gone={shown.gone} />
          {matter.state === 'open' && matter.unchanged && (
            <Signature signature={signature} needsCode={matter.needsCode} currency={currencyOf(matter.currency)} />
          )}
        </section>
      </main>
      <footer className="approval-foot">
        <p>{say('approval.notOwn')}</p>
        <ActionButton size="large" tone="quiet" cap={KEY_CAPS.leave} onPress={onClose}>
          {say('approval.leave')}
        </ActionButton>
        <ActionButton size="large" cap={KEY_CAPS.returned} disabled={!open} onPress={() => decide('returned')}>
          {say('approval.giveBack')}
        </ActionButton>
        <ActionButton size="large" cap={KEY_CAPS.rejected} disabled={!open} onPress={() => decide('rejected')}>
          <span className="approval-no">{say('approval.reject')}</span>
        </ActionButton>
        <ActionButton
          size="large"
          tone="go"
          cap={KEY_CAPS.approved}
          disabled={!open}
          busy={signature.busy}
          onPress={() => decide('approved')}
        >
          {say('approval.approve')}
        </ActionButton>
      </footer>
    </div>
  );
}

/** Once there is an outcome the window shows it and goes by itself; the till has heard of it already. */
function useGoAfter(matter: ApprovalShown | null, onClose: () => void): void {
  const [seenOpen, setSeenOpen] = useState(false);
  const state = matter?.state;
  useEffect(() => {
    if (state === 'open') setSeenOpen(true);
    if (state === undefined || state === 'open' || !seenOpen) return;
    const timer = setTimeout(onClose, OUTCOME_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state, seenOpen, onClose]);
}

function Standing({ matter, gone }: { readonly matter: ApprovalShown; readonly gone: boolean }) {
  const { say } = useWords();
  const seconds = Math.round(matter.holdsMs / 1000);
  if (gone) return <Notice tone="wait">{say('approval.gone')}</Notice>;
  if (matter.state === 'open') {
    return matter.unchanged ? (
      <Notice tone="warn">{say('approval.holds', { seconds })}</Notice>
    ) : (
      <Notice tone="fault">{say('approval.changed')}</Notice>
    );
  }
  const good = matter.state === 'approved' || matter.state === 'used';
  return (
    <div data-testid="approval-outcome">
      <Notice tone={good ? 'good' : 'warn'}>{say(`approval.state.${matter.state}`, { seconds })}</Notice>
    </div>
  );
}

/** Before the first answer, and when there is nothing to decide on. */
function Waiting({ thrown, onClose }: { readonly thrown: unknown; readonly onClose: () => void }) {
  const { say, locale } = useWords();
  const context = { say, locale, currency: currencyOf('CNY'), now: Date.now() };
  return (
    <div className="approval-none">
      {thrown === null ? (
        <p>{say('approval.loading')}</p>
      ) : (
        <Notice tone="fault">{faultSentence(faultOf(thrown), context)}</Notice>
      )}
      <button type="button" className="approval-away" onClick={onClose}>
        {say('frame.close')} <KeyCap label={KEY_CAPS.leave} />
      </button>
    </div>
  );
}
