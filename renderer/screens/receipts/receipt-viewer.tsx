// One receipt: its paper when this window had it made, else its facts from the ledger; saving, and printing it again.
// Looking prints nothing: the first print is the original, every later one a copy that needs a reason.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReceiptView } from '../../../core/contract/receipt-view.ts';
import { formatAmount, formatQuantity } from '../../../core/money/format-amount.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { type Paper, type PaperState, usePapers } from '../../frame/papers.tsx';
import { momentThere } from '../../i18n/dates.ts';
import { paperSentence } from '../../i18n/fault-sentence.ts';
import { useWords } from '../../i18n/i18n.ts';
import { faultOf } from '../../port/call-fault.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { StandingNotes } from './follow-up/standing-notes.tsx';
import { PdfPage } from './pdf-page.tsx';
import '../work.css';

/** Why a copy could not be saved, where a person can do something about it. */
const SAVE_REASONS = ['DISK_FULL', 'DISK_DENIED'] as const;

type ReceiptViewerProps = {
  readonly number: string;
  readonly mayPrint: boolean;
  /** Opens what may follow a receipt; null where this person may not. */
  readonly onFollowUp: (() => void) | null;
  readonly onClose: () => void;
};

export function ReceiptViewer({ number, mayPrint, onFollowUp, onClose }: ReceiptViewerProps) {
  const { ledger, bridge } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const papers = usePapers();
  const paper = papers.of(number);
  const [saved, setSaved] = useState<{ readonly tone: 'good' | 'warn'; readonly words: string } | null>(null);
  const saving = useAct();
  const { data: receipt, error } = useQuery({
    queryKey: ['receipts', 'one', number],
    queryFn: () => ledger.ask('receipt.get', { number }),
    retry: false,
  });
  const ready = paper?.state.kind === 'ready';
  const save = (): void => {
    if (paper === null || !ready) return;
    saving.run(async () => {
      const outcome = await bridge.savePaper(paper.jobId);
      if ('saved' in outcome) setSaved({ tone: 'good', words: say('work.paper.saved', { path: outcome.saved }) });
      if ('failed' in outcome) {
        const reason = SAVE_REASONS.find((one) => one === outcome.failed) ?? 'other';
        setSaved({
          tone: 'warn',
          words: say('work.paper.saveFailed', { reason: say(`work.paper.saveReason.${reason}`) }),
        });
      }
    });
  };
  return (
    <Dialog
      title={say('work.paper.title', { number })}
      width="wide"
      onClose={onClose}
      keys={{ save, showReceipt: onClose, followUp: onFollowUp ?? undefined }}
    >
      <div className="viewer">
        <div className="viewer-page">
          {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
          {ready && <PdfPage jobId={paper.jobId} number={number} />}
          {!ready && receipt !== undefined && <Facts receipt={receipt} />}
        </div>
        <div className="viewer-side">
          {paper !== null && <PaperFacts paper={paper} />}
          <StandingNotes number={number} onFollowUp={onFollowUp} />
          <ActionButton tone="go" action="save" block disabled={!ready} busy={saving.busy} onPress={save}>
            {say('work.paper.save')}
          </ActionButton>
          <ActionButton block onPress={() => void bridge.openPaperFolder()}>
            {say('work.paper.folder')}
          </ActionButton>
          {saved !== null && <Notice tone={saved.tone}>{saved.words}</Notice>}
          {mayPrint && receipt !== undefined && <PrintAgain number={number} firstPaper={paper === null} />}
          <ActionButton action="back" tone="quiet" autoFocus block onPress={onClose}>
            {say('frame.close')}
          </ActionButton>
        </div>
      </div>
    </Dialog>
  );
}

function PaperFacts({ paper }: { readonly paper: Paper & { readonly state: PaperState } }) {
  const { say } = useWords();
  if (paper.state.kind === 'waiting') return <Notice tone="wait">{say('work.paper.waiting')}</Notice>;
  if (paper.state.kind === 'failed') return <Notice tone="warn">{paperSentence(paper.state.fault, say)}</Notice>;
  return (
    <Notice tone="good">
      {paper.mark === 'original'
        ? say('work.paper.originalNote')
        : say('work.paper.copyNote', { n: paper.copyNumber ?? 1 })}
    </Notice>
  );
}

type PrintAgainProps = { readonly number: string; readonly firstPaper: boolean };

/** The ledger knows whether there was an original: it is asked for one first, and answers that a reason is needed. */
function PrintAgain({ number, firstPaper }: PrintAgainProps) {
  const { say } = useWords();
  const sentence = useFaultSentence();
  const papers = usePapers();
  const act = useAct();
  const [reason, setReason] = useState('');
  const [copy, setCopy] = useState(!firstPaper);
  const print = (): void => {
    if (copy && reason.trim() === '') return;
    act.run(async () => {
      try {
        await papers.print(number, copy ? reason.trim() : null);
        setReason('');
        setCopy(true);
      } catch (thrown) {
        if (!copy && faultOf(thrown).code === 'REPRINT_REASON_REQUIRED') return setCopy(true);
        throw thrown;
      }
    });
  };
  return (
    <form
      className="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        print();
      }}
    >
      {copy ? (
        <Field
          label={say('work.paper.reason')}
          placeholder={say('work.paper.reasonExample')}
          value={reason}
          onType={setReason}
          maxLength={60}
        />
      ) : (
        <p className="viewer-muted">{say('work.paper.originalSay')}</p>
      )}
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <ActionButton submit block busy={act.busy} disabled={copy && reason.trim() === ''}>
        {say(copy ? 'work.paper.reprint' : 'work.paper.original')}
      </ActionButton>
    </form>
  );
}

function Facts({ receipt }: { readonly receipt: ReceiptView }) {
  const { currency } = useServices();
  const { say } = useWords();
  return (
    <div className="viewer-facts selectable">
      <p className="who-name">{receipt.customer?.name ?? receipt.payer ?? say('work.receipts.walkIn')}</p>
      <p className="viewer-muted">
        {momentThere(receipt.postedAt, receipt.utcOffsetMinutes)} · {receipt.cashier} ·{' '}
        {say('frame.shift', { number: receipt.shiftNumber })}
      </p>
      <table>
        <tbody>
          {receipt.lines.map((line) => (
            <tr key={line.n}>
              <td>{line.name}</td>
              <td>{formatQuantity(line.quantity)}</td>
              <td>{formatAmount(line.amount, currency)}</td>
            </tr>
          ))}
          <tr>
            <td>
              <b>{say('work.receipts.total')}</b>
            </td>
            <td />
            <td>
              <b>{formatAmount(receipt.total, currency)}</b>
            </td>
          </tr>
          {receipt.tenders.map((tender) => (
            <tr key={tender.n}>
              <td className="viewer-muted">{say(`till.money.method.${tender.method}`)}</td>
              <td className="viewer-muted">{tender.reference}</td>
              <td>{formatAmount(tender.given, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {receipt.change > 0 && (
        <p className="viewer-muted">
          {say('work.receipts.change', { amount: formatAmount(receipt.change, currency) })}
        </p>
      )}
    </div>
  );
}
