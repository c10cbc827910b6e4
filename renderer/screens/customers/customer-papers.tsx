// Copies of a customer's papers: added from a file that the desktop's own dialog gave, looked at, taken off with a reason.
import { useState } from 'react';
import type { CustomerFile } from '../../../core/contract/procedures/customer.ts';
import { PAPER_KINDS, type PaperKind } from '../../../core/customers/paper-kind.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { KeptFile } from '../../components/kept-file.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { keepFile } from '../../port/keep-file.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

type Paper = CustomerFile['papers'][number];
type PapersProps = {
  readonly file: CustomerFile;
  readonly mayWrite: boolean;
  readonly mayOpen: boolean;
  /** A paper was opened. */
  readonly onLooked: () => void;
};

export function CustomerPapers({ file, mayWrite, mayOpen, onLooked }: PapersProps) {
  const { say, locale } = useWords();
  const [question, setQuestion] = useState<'add' | Paper | null>(null);
  useKeys('screen', mayWrite ? { customerPaper: () => setQuestion('add') } : {}, mayWrite);
  const close = (): void => setQuestion(null);
  return (
    <section className="customer-part">
      <h3>
        {say('customers.papers')}
        {mayWrite && (
          <ActionButton size="small" tone="quiet" action="customerPaper" onPress={() => setQuestion('add')}>
            {say('customers.addPaper')}
          </ActionButton>
        )}
      </h3>
      {file.papers.length === 0 && <p className="work-faint">{say('customers.noPapers')}</p>}
      <ul className="customer-like">
        {file.papers.map((paper) => (
          <li key={paper.attachment}>
            <button type="button" className="work-link" disabled={!mayOpen} onClick={() => setQuestion(paper)}>
              {say(`customers.shows.${paper.shows}`)}
            </button>{' '}
            <span className="work-faint">
              {paper.media.toUpperCase()} · {say('customers.kb', { count: Math.ceil(paper.size / 1024) })} ·{' '}
              {moment(paper.keptAt, locale)} · {paper.by}
            </span>
          </li>
        ))}
      </ul>
      {question === 'add' && <AddPaper number={file.number} onClose={close} />}
      {question !== null && question !== 'add' && (
        <ShowPaper
          number={file.number}
          paper={question}
          mayWrite={mayWrite}
          onClose={() => {
            close();
            onLooked();
          }}
        />
      )}
    </section>
  );
}

function AddPaper({ number, onClose }: { readonly number: string; readonly onClose: () => void }) {
  const { ledger, bridge } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [shows, setShows] = useState<PaperKind>('idFront');
  const [trouble, setTrouble] = useState<'FILE_TOO_LARGE' | 'FILE_UNREADABLE' | null>(null);
  const choose = (): void =>
    act.run(async () => {
      setTrouble(null);
      const chosen = await bridge.chooseFile();
      if ('cancelled' in chosen) return;
      if ('failed' in chosen) return setTrouble(chosen.failed);
      const attachment = await keepFile(ledger, chosen, 'customerPaper');
      await ledger.act('customer.addPaper', { number, attachment, shows });
      onClose();
    });
  return (
    <Dialog title={say('customers.addPaper')} onClose={onClose}>
      <form
        className="person-form"
        onSubmit={(event) => {
          event.preventDefault();
          choose();
        }}
      >
        <fieldset className="person-roles">
          <legend>{say('customers.showsWhat')}</legend>
          {PAPER_KINDS.map((kind) => (
            <label key={kind}>
              <input
                type="radio"
                name="shows"
                checked={kind === shows}
                autoFocus={kind === 'idFront'}
                {...(kind === 'idFront' ? { 'data-first-focus': '' } : {})}
                onChange={() => setShows(kind)}
              />{' '}
              {say(`customers.shows.${kind}`)}
            </label>
          ))}
        </fieldset>
        <p className="dialog-say">{say('customers.paperSay')}</p>
        {trouble !== null && <Notice tone="fault">{say(`customers.${trouble}`)}</Notice>}
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="go" cap="Enter" submit busy={act.busy}>
            {say('customers.choosePaper')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}

type ShowPaperProps = {
  readonly number: string;
  readonly paper: Paper;
  readonly mayWrite: boolean;
  readonly onClose: () => void;
};

function ShowPaper({ number, paper, mayWrite, onClose }: ShowPaperProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [reason, setReason] = useState('');
  const remove = (): void => {
    if (reason.trim() === '') return;
    act.run(async () => {
      await ledger.act('customer.removePaper', { number, attachment: paper.attachment, reason: reason.trim() });
      onClose();
    });
  };
  return (
    <Dialog title={say(`customers.shows.${paper.shows}`)} width="wide" onClose={onClose}>
      <KeptFile attachment={paper.attachment} label={say(`customers.shows.${paper.shows}`)} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          remove();
        }}
      >
        {mayWrite && (
          <Field
            label={say('customers.removeWhy')}
            value={reason}
            onType={setReason}
            maxLength={100}
            hint={say('customers.removeHint')}
          />
        )}
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          {mayWrite && (
            <ActionButton tone="quiet" submit disabled={reason.trim() === ''} busy={act.busy}>
              {say('customers.remove')}
            </ActionButton>
          )}
          <ActionButton action="back" autoFocus onPress={onClose}>
            {say('frame.close')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}
