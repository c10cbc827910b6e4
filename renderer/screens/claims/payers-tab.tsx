// 第三方付款单位: the register, what each owes, how that came about, and their payments.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatAmount } from '../../../core/money/format-amount.ts';
import type { PayerView } from '../../../core/contract/procedures/tender.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useServices } from '../../services.tsx';
import { ClaimTable, type Column, useMarked } from './claim-table.tsx';
import type { ClaimsTabProps } from './claims-screen.tsx';
import { CollectDialog } from './collect-dialog.tsx';
import { PayerForm } from './payer-form.tsx';

const MOVES_SHOWN = 30;
type Open = { readonly kind: 'new' } | { readonly kind: 'edit' | 'collect'; readonly payer: PayerView } | null;

export function PayersTab({ may, onSaid }: ClaimsTabProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const [open, setOpen] = useState<Open>(null);
  const { data, error } = useQuery({ queryKey: ['payers', 'list'], queryFn: () => ledger.ask('payer.list', {}) });
  const marked = useMarked(data?.payers ?? []);
  const payer = marked.row;
  const mayWrite = may('payer.write');
  const show = (next: Open): void => {
    if (next === null || (next.kind === 'collect' ? next.payer.owed <= 0 || !may('claim.collect') : !mayWrite)) return;
    onSaid(null);
    setOpen(next);
  };
  const edit = (of: PayerView | null): void => show(of === null ? null : { kind: 'edit', payer: of });
  const collect = (): void => show(payer === null ? null : { kind: 'collect', payer });
  useKeys('screen', { add: () => show({ kind: 'new' }), claimCollect: collect });
  const columns: readonly Column<PayerView>[] = [
    { title: 'claims.code', cell: (one) => one.code },
    { title: 'claims.name', cell: (one) => <b>{one.name}</b> },
    { title: 'claims.kind', cell: (one) => say(`claims.payerKind.${one.kind}`) },
    {
      title: 'claims.state',
      cell: (one) => <span className="work-tag">{say(one.active ? 'claims.active' : 'claims.inactive')}</span>,
    },
    { title: 'claims.owes', right: true, cell: (one) => <b>{formatAmount(one.owed, currency)}</b> },
  ];
  const done = (sentence: string): void => {
    setOpen(null);
    onSaid(sentence);
  };
  return (
    <>
      <div className="claims-head">
        <span className="claims-total">
          {data !== undefined &&
            say('claims.owedTogether', {
              amount: formatAmount(data.payers.reduce((sum, { owed }) => sum + owed, 0) as PayerView['owed'], currency),
            })}
        </span>
        {may('claim.collect') && (
          <ActionButton action="claimCollect" disabled={payer === null || payer.owed <= 0} onPress={collect}>
            {say('claims.settle')}
          </ActionButton>
        )}
        {mayWrite && (
          <>
            <ActionButton cap="Enter" disabled={payer === null} onPress={() => edit(payer)}>
              {say('claims.edit')}
            </ActionButton>
            <ActionButton tone="go" action="add" onPress={() => show({ kind: 'new' })}>
              {say('claims.newPayer')}
            </ActionButton>
          </>
        )}
      </div>
      <div className="claims-halves">
        <ClaimTable
          label={say('claims.tab.payers')}
          rows={data?.payers}
          error={error}
          none={say('claims.noPayer')}
          columns={columns}
          keyOf={(one) => one.code}
          marked={marked}
          onEnter={edit}
          autoFocus
        />
        {payer !== null && <PayerMoves payer={payer} />}
      </div>
      {(open?.kind === 'new' || open?.kind === 'edit') && (
        <PayerForm payer={open.kind === 'edit' ? open.payer : null} onClose={() => setOpen(null)} onDone={done} />
      )}
      {open?.kind === 'collect' && (
        <CollectDialog
          debt={{ of: 'payer', code: open.payer.code }}
          title={say('claims.collectPayer', { name: open.payer.name })}
          owed={open.payer.owed}
          onClose={() => setOpen(null)}
          onDone={done}
        />
      )}
    </>
  );
}

function PayerMoves({ payer }: { readonly payer: PayerView }) {
  const { ledger, currency } = useServices();
  const { say, locale } = useWords();
  const { data } = useQuery({
    queryKey: ['payers', 'moves', payer.code],
    queryFn: () => ledger.ask('payer.moves', { code: payer.code, limit: MOVES_SHOWN }),
  });
  return (
    <section className="claims-moves" aria-label={say('claims.moves', { name: payer.name })}>
      <h2>{say('claims.moves', { name: payer.name })}</h2>
      {data?.moves.length === 0 && <p className="dialog-say">{say('claims.noMove')}</p>}
      <ul>
        {(data?.moves ?? []).map((move) => (
          <li key={`${move.number} ${move.move}`}>
            <span>
              <b>{say(`claims.move.${move.move}`)}</b> {move.of}
              <small>
                {move.number} · {moment(move.at, locale)}
              </small>
            </span>
            <b className={move.move === 'collected' ? 'claims-in' : ''}>{formatAmount(move.amount, currency)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
