// 退费: money goes out, so the whole screen is brick red at its edges. Who and which receipt on the left, what comes back in
// the middle, how much and which way on the right: the places of the till, the direction turned round.
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import type { Permission } from '../../../core/people/permissions.ts';
import type { CaseView, RefundOf } from '../../../core/contract/refund-view.ts';
import { SLIP_LETTERS } from '../../../core/numbers/document-kinds.ts';
import { parseDocumentNumber, readScanText } from '../../../core/numbers/document-number.ts';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useScanner } from '../../keys/use-scanner.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { ApplyPanels } from './apply-panels.tsx';
import { CasePanels } from './case-panels.tsx';
import { draftOfCase, isTouched, newDraft, type RefundDraft } from './refund-draft.ts';
import { RefundFinder } from './refund-finder.tsx';
import './refunds.css';

export type RefundsScreenProps = {
  readonly permissions: readonly Permission[];
  /** The receipt or the case somebody came from, to begin with; null for none. */
  readonly first: string | null;
  readonly onShow: (receipt: string) => void;
};

type Open = { readonly kind: 'none' } | { readonly kind: 'apply' } | { readonly kind: 'case'; readonly number: string };

export function RefundsScreen({ permissions, first, onShow }: RefundsScreenProps) {
  const { inFront, currency } = useServices();
  const { say } = useWords();
  const id = useId();
  const search = useRef<HTMLInputElement>(null);
  const isCase = first !== null && parseDocumentNumber(first)?.type === SLIP_LETTERS.refundCase;
  const [text, setText] = useState(isCase ? '' : (first ?? ''));
  const [open, setOpen] = useState<Open>(isCase ? { kind: 'case', number: first } : { kind: 'none' });
  // The half-typed application outlives a look at another case.
  const [draft, setDraft] = useState<RefundDraft | null>(null);
  const may = (permission: Permission): boolean => permissions.includes(permission);
  const toSearch = useCallback((): void => {
    search.current?.focus();
    search.current?.select();
  }, []);
  useEffect(() => toSearch(), [toSearch]);
  const begin = (of: RefundOf, askedBy: string): void => {
    const same = draft !== null && draft.corrects === null && JSON.stringify(draft.of) === JSON.stringify(of);
    if (!same) setDraft(newDraft(of, askedBy));
    setOpen({ kind: 'apply' });
  };
  const correct = (one: CaseView): void => {
    setDraft(draftOfCase(one, currency));
    setOpen({ kind: 'apply' });
  };
  useKeys('screen', { findCustomer: toSearch, back: toSearch });
  useScanner((scanned) => {
    const scan = readScanText(scanned);
    return scan.ok ? () => setText(scan.number) : null;
  }, inFront);
  return (
    <div className="refunds" data-direction="out" aria-labelledby={id}>
      <section className="panel refunds-who">
        <h1 id={id} className="refunds-title">
          {say('refunds.title')}
        </h1>
        <RefundFinder
          inputRef={search}
          text={text}
          onType={setText}
          mayApply={may('refund.apply')}
          open={open.kind === 'case' ? open.number : null}
          onApply={begin}
          onCase={(number) => setOpen({ kind: 'case', number })}
        />
        {draft !== null && isTouched(draft) && open.kind !== 'apply' && (
          <button type="button" className="refunds-half" onClick={() => setOpen({ kind: 'apply' })}>
            {say('refunds.halfTyped')}
          </button>
        )}
      </section>
      {open.kind === 'none' && <Nothing />}
      {open.kind === 'apply' && draft !== null && (
        <ApplyPanels
          draft={draft}
          onDraft={setDraft}
          onShow={onShow}
          onApplied={(one) => {
            setDraft(null);
            setText('');
            setOpen({ kind: 'case', number: one.number });
          }}
        />
      )}
      {open.kind === 'case' && (
        <OneCase number={open.number} permissions={permissions} onShow={onShow} onCorrect={correct} />
      )}
    </div>
  );
}

function Nothing() {
  const { say } = useWords();
  return (
    <section className="panel refunds-what refunds-nothing">
      <p className="lines-empty-title">{say('refunds.nothing')}</p>
      <p>{say('refunds.nothingSay')}</p>
    </section>
  );
}

type OneCaseProps = {
  readonly number: string;
  readonly permissions: readonly Permission[];
  readonly onShow: (receipt: string) => void;
  readonly onCorrect: (one: CaseView) => void;
};

function OneCase({ number, permissions, onShow, onCorrect }: OneCaseProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const { data, error } = useQuery({
    queryKey: ['refunds', 'case', number],
    queryFn: () => ledger.ask('refund.case', { number }),
  });
  if (error !== null)
    return (
      <section className="panel refunds-what">
        <Notice tone="fault">{sentence(error)}</Notice>
      </section>
    );
  if (data === undefined) return <section className="panel refunds-what work-none">{say('work.loading')}</section>;
  return (
    <CasePanels
      key={data.number}
      one={data}
      permissions={permissions}
      onShow={onShow}
      onCorrect={() => onCorrect(data)}
    />
  );
}
