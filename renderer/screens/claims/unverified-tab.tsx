// QR payments and transfers that nothing proves yet: found by number, payer or amount, proved with a reference, looked at
// with what the customer showed.
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { formatAmount } from '../../../core/money/format-amount.ts';
import type { UnverifiedRow } from '../../../core/contract/procedures/tender.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { isPlainEnter, useKeys } from '../../keys/use-keys.ts';
import { useServices } from '../../services.tsx';
import { ClaimTable, type Column, useMarked } from './claim-table.tsx';
import type { ClaimsTabProps } from './claims-screen.tsx';
import { EvidenceDialog } from './evidence-dialog.tsx';
import { ProveDialog } from './prove-dialog.tsx';

const MOST = 200;

export function UnverifiedTab({ may, onSaid }: ClaimsTabProps) {
  const { ledger, currency } = useServices();
  const { say, locale } = useWords();
  const [text, setText] = useState('');
  const [open, setOpen] = useState<{ readonly kind: 'prove' | 'evidence'; readonly row: UnverifiedRow } | null>(null);
  const wanted = useDeferredValue(text.trim());
  const { data, error } = useQuery({
    queryKey: ['claims', 'unverified', wanted],
    queryFn: () => ledger.ask('tender.unverified', { text: wanted, limit: MOST }),
    placeholderData: (before) => before,
  });
  const marked = useMarked(data?.tenders ?? []);
  const { row } = marked;
  const mayProve = may('tender.prove');
  const show = (kind: 'prove' | 'evidence', of: UnverifiedRow | null): void => {
    if (of === null || (kind === 'prove' && !mayProve)) return;
    onSaid(null);
    setOpen({ kind, row: of });
  };
  useKeys('screen', { evidence: () => show('evidence', row) });
  const columns: readonly Column<UnverifiedRow>[] = [
    { title: 'claims.number', cell: (one) => <b>{one.number}</b> },
    { title: 'claims.taken', cell: (one) => moment(one.postedAt, locale) },
    { title: 'claims.method', cell: (one) => say(`till.money.method.${one.method}`) },
    {
      title: 'claims.payer',
      cell: (one) => one.payer ?? <span className="work-faint">{say('work.receipts.walkIn')}</span>,
    },
    { title: 'claims.cashier', cell: (one) => one.cashier },
    {
      title: 'claims.evidence',
      cell: (one) => (one.evidence.length === 0 ? '' : say('claims.files', { count: one.evidence.length })),
    },
    { title: 'claims.amount', right: true, cell: (one) => <b>{formatAmount(one.amount, currency)}</b> },
  ];
  return (
    <>
      <div className="claims-head">
        <input
          className="plain-input claims-find"
          aria-label={say('claims.find')}
          placeholder={say('claims.find')}
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (!isPlainEnter(event)) return;
            event.preventDefault();
            show('prove', row);
          }}
        />
        <ActionButton action="evidence" disabled={row === null} onPress={() => show('evidence', row)}>
          {say('claims.evidence')}
        </ActionButton>
        {mayProve && (
          <ActionButton tone="go" cap="Enter" disabled={row === null} onPress={() => show('prove', row)}>
            {say('claims.prove')}
          </ActionButton>
        )}
      </div>
      <ClaimTable
        label={say('claims.tab.unverified')}
        rows={data?.tenders}
        error={error}
        none={say(wanted === '' ? 'claims.allProved' : 'claims.notFound')}
        columns={columns}
        keyOf={(one) => `${one.number}/${one.n}`}
        marked={marked}
        onEnter={(one) => show('prove', one)}
        autoFocus={false}
      />
      {data?.more === true && <p className="field-hint">{say('claims.more', { count: MOST })}</p>}
      {open?.kind === 'prove' && (
        <ProveDialog row={open.row} onClose={() => setOpen(null)} onDone={(done) => (setOpen(null), onSaid(done))} />
      )}
      {open?.kind === 'evidence' && <EvidenceDialog number={open.row.number} onClose={() => setOpen(null)} />}
    </>
  );
}
