// Cheques: what the bank still has, what somebody owes again because it was not paid, and those that are over.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { type ChequeRow, CHEQUE_STATES, type ChequeState } from '../../../core/contract/procedures/tender.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useServices } from '../../services.tsx';
import { ChequeEndDialog } from './cheque-end-dialog.tsx';
import { ClaimTable, type Column, useMarked } from './claim-table.tsx';
import type { ClaimsTabProps } from './claims-screen.tsx';
import { CollectDialog } from './collect-dialog.tsx';

const MOST = 200;
type Open = { readonly kind: 'cleared' | 'bounced' | 'collect'; readonly row: ChequeRow } | null;

export function ChequesTab({ may, onSaid }: ClaimsTabProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  // Whoever settles cheques looks at those in transit first; a cashier collects.
  const settles = may('cheque.settle');
  const [state, setState] = useState<ChequeState>(settles ? 'inTransit' : 'owed');
  const [open, setOpen] = useState<Open>(null);
  const { data, error } = useQuery({
    queryKey: ['claims', 'cheques', state],
    queryFn: () => ledger.ask('cheque.list', { state, limit: MOST }),
  });
  const marked = useMarked(data?.cheques ?? []);
  const { row } = marked;
  const show = (kind: 'cleared' | 'bounced' | 'collect', of: ChequeRow | null): void => {
    if (of === null) return;
    const possible = kind === 'collect' ? of.owed > 0 && may('claim.collect') : of.outcome === null && settles;
    if (!possible) return;
    onSaid(null);
    setOpen({ kind, row: of });
  };
  useKeys('screen', {
    chequeClear: () => show('cleared', row),
    chequeBounce: () => show('bounced', row),
    claimCollect: () => show('collect', row),
  });
  const columns: readonly Column<ChequeRow>[] = [
    { title: 'claims.chequeNumber', cell: (one) => <b>{one.reference}</b> },
    { title: 'claims.bank', cell: (one) => one.bank },
    { title: 'claims.drawer', cell: (one) => one.drawer },
    { title: 'claims.number', cell: (one) => one.number },
    { title: 'claims.date', cell: (one) => one.businessDate },
    {
      title: 'claims.payer',
      cell: (one) => one.payer ?? <span className="work-faint">{say('work.receipts.walkIn')}</span>,
    },
    { title: 'claims.state', cell: (one) => <ChequeTag row={one} /> },
    { title: 'claims.amount', right: true, cell: (one) => <b>{formatAmount(one.amount, currency)}</b> },
    ...(state === 'inTransit'
      ? []
      : [{ title: 'claims.owed', right: true, cell: (one: ChequeRow) => formatAmount(one.owed, currency) } as const]),
  ];
  const done = (sentence: string): void => {
    setOpen(null);
    onSaid(sentence);
  };
  return (
    <>
      <div className="claims-head">
        <fieldset className="claims-states">
          <legend className="visually-hidden">{say('claims.state')}</legend>
          {CHEQUE_STATES.map((one) => (
            <label key={one}>
              <input type="radio" name="cheque-state" checked={one === state} onChange={() => setState(one)} />
              {say(`claims.cheque.${one}`)}
            </label>
          ))}
        </fieldset>
        {settles && state === 'inTransit' && (
          <>
            <ActionButton action="chequeBounce" disabled={row === null} onPress={() => show('bounced', row)}>
              {say('claims.bounce')}
            </ActionButton>
            <ActionButton tone="go" action="chequeClear" disabled={row === null} onPress={() => show('cleared', row)}>
              {say('claims.clear')}
            </ActionButton>
          </>
        )}
        {state === 'owed' && may('claim.collect') && (
          <ActionButton tone="go" action="claimCollect" disabled={row === null} onPress={() => show('collect', row)}>
            {say('claims.collect')}
          </ActionButton>
        )}
      </div>
      <ClaimTable
        label={say(`claims.cheque.${state}`)}
        rows={data?.cheques}
        error={error}
        none={say(`claims.noCheque.${state}`)}
        columns={columns}
        keyOf={(one) => `${one.number}/${one.n}`}
        marked={marked}
        onEnter={(one) => show(one.outcome === null ? 'cleared' : 'collect', one)}
        autoFocus
      />
      {(open?.kind === 'cleared' || open?.kind === 'bounced') && (
        <ChequeEndDialog row={open.row} outcome={open.kind} onClose={() => setOpen(null)} onDone={done} />
      )}
      {open?.kind === 'collect' && (
        <CollectDialog
          debt={{ of: 'cheque', number: open.row.number, n: open.row.n }}
          title={say('claims.collectCheque', { number: open.row.reference })}
          owed={open.row.owed}
          onClose={() => setOpen(null)}
          onDone={done}
        />
      )}
    </>
  );
}

function ChequeTag({ row }: { readonly row: ChequeRow }) {
  const { say } = useWords();
  const words = say(`claims.outcome.${row.outcome ?? 'inTransit'}`);
  return (
    <span className={row.outcome === 'bounced' && row.owed > 0 ? 'work-tag work-tag-warn' : 'work-tag'}>{words}</span>
  );
}
