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
import { type KnownPaper, usePapers } from '../../frame/papers.tsx';
import { PrintLine } from '../../frame/print-line.tsx';
import { momentThere } from '../../i18n/dates.ts';
import { paperSentence } from '../../i18n/fault-sentence.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { faultOf } from '../../port/call-fault.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { EvidenceDialog } from '../claims/evidence-dialog.tsx';
import { ChoosePrinter } from './choose-printer.tsx';
import type { FollowUpKind } from './follow-up/follow-up-dialog.tsx';
import { StandingNotes } from './follow-up/standing-notes.tsx';
import { PdfPage } from './pdf-page.tsx';
import { RecordInvoice } from './record-invoice.tsx';
import { InvoiceFacts, SheetList } from './sheet-list.tsx';
import { SpoilSheet } from './spoil-sheet.tsx';
import { usePaperSetting } from './use-paper-setting.ts';
import './sheets.css';
import '../work.css';

/** Why a copy could not be saved, where a person can do something about it. */
const SAVE_REASONS = ['DISK_FULL', 'DISK_DENIED'] as const;

/** What stands beside the paper: what can be done with it, or the form of one of those acts. */
export type ViewerMode = 'acts' | 'printer' | 'spoil' | 'invoice' | 'evidence';

type ReceiptViewerProps = {
  readonly number: string;
  readonly mode?: ViewerMode;
  readonly mayPrint: boolean;
  readonly mayInvoice: boolean;
  /** Opens what may follow a receipt; null where this person may not. */
  readonly onFollowUp: ((kind: FollowUpKind | null) => void) | null;
  /** Takes the receipt to the refund screen; null where this person may not apply. */
  readonly onRefund: (() => void) | null;
  readonly onClose: () => void;
};

export function ReceiptViewer(props: ReceiptViewerProps) {
  const { number, mode: first = 'acts', mayPrint, mayInvoice, onFollowUp, onRefund, onClose } = props;
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const paper = usePapers().of(number);
  const [mode, setMode] = useState<ViewerMode>(first);
  const { data: receipt, error } = useQuery({
    queryKey: ['receipts', 'one', number],
    queryFn: () => ledger.ask('receipt.get', { number }),
    retry: false,
  });
  const { data: known } = useQuery({
    queryKey: ['receipts', 'sheets', number],
    queryFn: () => ledger.ask('receipt.sheets', { number }),
    retry: false,
  });
  const save = useSavePaper(paper);
  if (mode === 'evidence')
    return <EvidenceDialog number={number} onClose={first === 'evidence' ? onClose : () => setMode('acts')} />;
  const acts = mode === 'acts';
  const elsewhere = receipt?.tenders.some(({ method }) => method !== 'cash' && method !== 'prepayment') === true;
  const close = acts ? onClose : () => setMode('acts');
  const last = known?.sheets.at(-1);
  const maySpoil = mayPrint && last !== undefined && last.spoiled === null;
  return (
    <Dialog
      title={say('work.paper.title', { number })}
      width="wide"
      onClose={close}
      keys={{
        save: save.run,
        showReceipt: onClose,
        followUp: acts && onFollowUp !== null ? () => onFollowUp(null) : undefined,
        exchangeReceipt: acts && onFollowUp !== null ? () => onFollowUp('exchange') : undefined,
        registerLoss: acts && onFollowUp !== null ? () => onFollowUp('loss') : undefined,
        freezeReceipt: acts && onFollowUp !== null ? () => onFollowUp('freeze') : undefined,
        goRefunds: acts ? (onRefund ?? undefined) : undefined,
        spoilSheet: acts && maySpoil ? () => setMode('spoil') : undefined,
        evidence: acts && elsewhere ? () => setMode('evidence') : undefined,
        recordInvoice: acts && mayInvoice && known !== undefined ? () => setMode('invoice') : undefined,
      }}
    >
      <div className="viewer">
        <div className="viewer-page">
          {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
          {paper?.state.kind === 'ready' && <PdfPage jobId={paper.jobId} number={number} />}
          {paper?.state.kind !== 'ready' && receipt !== undefined && <Facts receipt={receipt} />}
        </div>
        <div className="viewer-side">
          {mode === 'printer' && <ChoosePrinter number={number} onDone={() => setMode('acts')} />}
          {mode === 'spoil' && (
            <SpoilSheet number={number} stock={last?.stock ?? null} onDone={() => setMode('acts')} />
          )}
          {mode === 'invoice' && known !== undefined && (
            <RecordInvoice number={number} invoice={known.invoice} onDone={() => setMode('acts')} />
          )}
          {acts && (
            <>
              {paper !== null && <PaperFacts paper={paper} />}
              <StandingNotes number={number} onFollowUp={onFollowUp} />
              {onRefund !== null && (
                <ActionButton action="goRefunds" block onPress={onRefund}>
                  {say('refunds.refundThis')}
                </ActionButton>
              )}
              <PrintLine
                number={number}
                layer="dialog"
                onPrinter={() => setMode('printer')}
                onSpoil={() => setMode('spoil')}
              />
              {mayPrint && <PrintOnce number={number} paper={paper} onPrinter={() => setMode('printer')} />}
              <SaveActs save={save} ready={paper?.state.kind === 'ready'} />
              {mayPrint && receipt !== undefined && <PrintAgain number={number} firstPaper={paper === null} />}
              <div className="viewer-pair">
                {maySpoil && (
                  <ActionButton action="spoilSheet" onPress={() => setMode('spoil')}>
                    {say('paper.spoil.do')}
                  </ActionButton>
                )}
                {elsewhere && (
                  <ActionButton action="evidence" onPress={() => setMode('evidence')}>
                    {say('claims.evidence')}
                  </ActionButton>
                )}
              </div>
              {known !== undefined && <SheetList sheets={known.sheets} />}
              {known !== undefined && (
                <InvoiceFacts invoice={known.invoice} onRecord={mayInvoice ? () => setMode('invoice') : null} />
              )}
            </>
          )}
          <ActionButton action="back" tone="quiet" autoFocus={acts} block onPress={close}>
            {say(acts ? 'frame.close' : 'frame.back')}
          </ActionButton>
        </div>
      </div>
    </Dialog>
  );
}

type Save = {
  readonly run: () => void;
  readonly busy: boolean;
  readonly said: { readonly tone: 'good' | 'warn'; readonly words: string } | null;
};

function useSavePaper(paper: KnownPaper | null): Save {
  const { bridge } = useServices();
  const { say } = useWords();
  const [said, setSaid] = useState<Save['said']>(null);
  const saving = useAct();
  const run = (): void => {
    if (paper?.state.kind !== 'ready') return;
    saving.run(async () => {
      const outcome = await bridge.savePaper(paper.jobId);
      if ('saved' in outcome) setSaid({ tone: 'good', words: say('work.paper.saved', { path: outcome.saved }) });
      if ('failed' in outcome) {
        const reason = SAVE_REASONS.find((one) => one === outcome.failed) ?? 'other';
        const why = say(`work.paper.saveReason.${reason}`);
        setSaid({ tone: 'warn', words: say('work.paper.saveFailed', { reason: why }) });
      }
    });
  };
  return { run, busy: saving.busy, said };
}

function SaveActs({ save, ready }: { readonly save: Save; readonly ready: boolean }) {
  const { bridge } = useServices();
  const { say } = useWords();
  return (
    <>
      <div className="viewer-pair">
        <ActionButton action="save" disabled={!ready} busy={save.busy} onPress={save.run}>
          {say('work.paper.save')}
        </ActionButton>
        <ActionButton onPress={() => void bridge.openPaperFolder()}>{say('work.paper.folder')}</ActionButton>
      </div>
      {save.said !== null && <Notice tone={save.said.tone}>{save.said.words}</Notice>}
    </>
  );
}

type PrintOnceProps = {
  readonly number: string;
  readonly paper: KnownPaper | null;
  readonly onPrinter: () => void;
};

/** A paper that was made and not sent yet goes to the printer that is set, or to one that is asked for. */
function PrintOnce({ number, paper, onPrinter }: PrintOnceProps) {
  const { say } = useWords();
  const papers = usePapers();
  const silent = usePaperSetting()?.silent ?? true;
  const isUnsent = paper?.state.kind === 'ready' && paper.print === null;
  const send = silent ? () => void papers.send(number, null) : onPrinter;
  useKeys('dialog', { retryPrint: send, choosePrinter: onPrinter }, isUnsent);
  if (!isUnsent) return null;
  return (
    <div className="viewer-pair">
      <ActionButton tone="go" action="retryPrint" onPress={send}>
        {say('paper.print.do')}
      </ActionButton>
      {silent && (
        <ActionButton action="choosePrinter" onPress={onPrinter}>
          {say('paper.print.otherPrinter')}
        </ActionButton>
      )}
    </div>
  );
}

function PaperFacts({ paper }: { readonly paper: KnownPaper }) {
  const { say } = useWords();
  if (paper.state.kind === 'waiting') return <Notice tone="wait">{say('work.paper.waiting')}</Notice>;
  if (paper.state.kind === 'failed') return <Notice tone="warn">{paperSentence(paper.state.fault, say)}</Notice>;
  return (
    <Notice tone="good">
      {paper.mark === 'copy'
        ? say('work.paper.copyNote', { n: paper.copyNumber ?? 1 })
        : say(paper.mark === 'original' ? 'work.paper.originalNote' : 'paper.sheets.replacement')}
      {paper.stock !== null && ` · ${paper.stock}`}
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
        await papers.print(number, copy ? reason.trim() : null, true);
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
