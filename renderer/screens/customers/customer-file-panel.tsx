// One customer's file: who they are, what holds of them, their papers, who they may be the same as, and what happened.
// Identity numbers are masked; shown whole only by a key of their own, which the journal remembers.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CustomerView } from '../../../core/contract/procedures/charge.ts';
import type { CustomerFile } from '../../../core/contract/procedures/customer.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import type { Permission } from '../../../core/people/permissions.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { type KeyHandlers, useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { CustomerForm } from './customer-form.tsx';
import { CustomerHistory } from './customer-history.tsx';
import { CustomerLooks, looksKey } from './customer-looks.tsx';
import { CustomerPapers } from './customer-papers.tsx';
import { CustomerWarnings } from './customer-warnings.tsx';
import { FreezeDialog } from './freeze-dialog.tsx';
import { LikeCustomers } from './like-customers.tsx';
import { TakenBack } from './taken-back.tsx';
import { MergeDialog } from './merge-dialog.tsx';

type PanelProps = {
  readonly number: string;
  readonly permissions: readonly Permission[];
  readonly onShow: (receipt: string) => void;
  readonly onCharge: ((customer: CustomerView) => void) | null;
  readonly onOther: (number: string) => void;
  readonly onSaid: (sentence: string) => void;
};
type Question = 'edit' | 'freeze' | 'merge' | null;
type Shown = { readonly phones: readonly string[]; readonly idNumber: string | null };

/** How long what was unmasked stays on the screen. */
const SHOWN_MS = 30_000;

export function CustomerFilePanel(props: PanelProps) {
  const { number, permissions, onCharge, onSaid } = props;
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const queries = useQueryClient();
  const [question, setQuestion] = useState<Question>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const { data: file, error } = useQuery({
    queryKey: ['customers', 'file', number],
    queryFn: () => ledger.ask('customer.file', { number }),
    // What was charged or taken meanwhile on another screen counts too.
    staleTime: 0,
  });
  useEffect(() => {
    if (shown === null) return;
    const timer = setTimeout(() => setShown(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  const may = (permission: Permission): boolean => permissions.includes(permission);
  const looked = (): void => void queries.invalidateQueries({ queryKey: looksKey(number) });
  const reveal = (): void =>
    act.run(async () => {
      setShown(await ledger.ask('customer.reveal', { number }));
      looked();
    });
  const keys: KeyHandlers = {
    ...(may('customer.write') ? { customerEdit: () => setQuestion('edit') } : {}),
    ...(may('customer.write') && may('approval.request') ? { customerFreeze: () => setQuestion('freeze') } : {}),
    ...(may('customer.merge') ? { customerMerge: () => setQuestion('merge') } : {}),
    ...(may('customer.reveal') ? { customerReveal: reveal } : {}),
    ...(onCharge && file ? { customerCharge: () => onCharge(file) } : {}),
  };
  useKeys('screen', keys, file !== undefined);
  if (error !== null) return <Notice tone="fault">{sentence(error)}</Notice>;
  if (file === undefined) return <p className="work-none">{say('work.loading')}</p>;
  const done = (words: string): void => {
    setQuestion(null);
    onSaid(words);
  };
  return (
    <div className="customer-file" data-testid="customer-file">
      <div className="customer-file-head">
        <h2 className="customer-name selectable">{file.name}</h2>
        <span className="customer-number selectable">{file.number}</span>
      </div>
      <FileActs keys={keys} file={file} onCharge={onCharge} busy={act.busy} />
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      {file.freeze !== null && <FrozenNotice freeze={file.freeze} />}
      <CustomerWarnings customer={{ ...file, frozen: false }} />
      <Facts file={file} shown={shown} />
      {may('customer.merge') && <TakenBack file={file} onSaid={onSaid} />}
      <CustomerPapers
        file={file}
        mayWrite={may('customer.write') && may('attachment.write')}
        mayOpen={may('attachment.read')}
        onLooked={looked}
      />
      <LikeCustomers number={number} onOther={props.onOther} />
      <CustomerHistory number={number} onShow={props.onShow} />
      {may('report.read') && <CustomerLooks number={number} />}
      {question === 'edit' && (
        <CustomerForm
          file={file}
          onClose={() => setQuestion(null)}
          onDone={(now) => done(say('customers.saved', { name: now.name }))}
        />
      )}
      {question === 'freeze' && <FreezeDialog file={file} onClose={() => setQuestion(null)} onDone={done} />}
      {question === 'merge' && (
        <MergeDialog
          file={file}
          onClose={() => setQuestion(null)}
          onDone={(survivor, words) => {
            done(words);
            props.onOther(survivor);
          }}
        />
      )}
    </div>
  );
}

function FrozenNotice({ freeze }: { readonly freeze: NonNullable<CustomerFile['freeze']> }) {
  const { say, locale } = useWords();
  return (
    <Notice tone="warn">
      {say('customers.frozenBy', { reason: freeze.reason, by: freeze.by, at: moment(freeze.at, locale) })}
    </Notice>
  );
}

type FileActsProps = {
  readonly keys: KeyHandlers;
  readonly file: CustomerFile;
  readonly onCharge: PanelProps['onCharge'];
  readonly busy: boolean;
};

function FileActs({ keys, file, onCharge, busy }: FileActsProps) {
  const { say } = useWords();
  const acts = [
    ['customerEdit', say('customers.edit')],
    ['customerReveal', say('customers.reveal')],
    ['customerFreeze', say(file.frozen ? 'customers.unfreeze' : 'customers.freeze')],
    ['customerMerge', say('customers.merge')],
  ] as const;
  return (
    <div className="customer-acts">
      {onCharge !== null && (
        <ActionButton tone="go" size="small" action="customerCharge" onPress={() => onCharge(file)}>
          {say('customers.charge')}
        </ActionButton>
      )}
      {acts.map(([action, words]) => {
        const handler = keys[action];
        return handler === undefined ? null : (
          <ActionButton
            key={action}
            size="small"
            action={action}
            busy={busy && action === 'customerReveal'}
            onPress={() => void handler()}
          >
            {words}
          </ActionButton>
        );
      })}
    </div>
  );
}

function Facts({ file, shown }: { readonly file: CustomerFile; readonly shown: Shown | null }) {
  const { currency } = useServices();
  const { say, locale } = useWords();
  const paper = file.idType === null ? null : say(`customers.idType.${file.idType}`);
  const rows: readonly (readonly [string, string | null])[] = [
    [say('customers.phones'), (shown?.phones ?? file.phones).join(say('frame.comma')) || null],
    [say('customers.id'), file.idNumber === null ? null : `${paper ?? ''} ${shown?.idNumber ?? file.idNumber}`],
    [say('customers.plate'), file.plate],
    [say('customers.unit'), file.unit],
    [say('customers.tags'), file.tags.join(' ') || null],
    [
      say('customers.paid'),
      file.refunded === 0
        ? say('customers.paidSay', { count: file.receipts, total: formatAmount(file.paid, currency) })
        : say('customers.paidLessSay', {
            count: file.receipts,
            total: formatAmount(file.paid, currency),
            refunded: formatAmount(file.refunded, currency),
          }),
    ],
    ...(['prepayment', 'deposit', 'owed'] as const).flatMap((one) =>
      file.balances[one] === 0
        ? []
        : [[say(`customers.balance.${one}`), formatAmount(file.balances[one], currency)] as const],
    ),
    ...file.merged.map(
      ({ number, name, by, at, reason }) =>
        [
          say('customers.merged'),
          say('customers.mergedSay', { number, name, by, at: moment(at, locale), reason }),
        ] as const,
    ),
  ];
  return (
    <dl className="customer-facts" data-masked={shown === null}>
      {rows.map(([label, value], index) => (
        // Several rows may carry one label; their order never changes under a file.
        <div key={`${label}-${index}`}>
          <dt>{label}</dt>
          <dd className={value === null ? 'work-faint' : 'selectable'}>{value ?? say('customers.unknown')}</dd>
        </div>
      ))}
    </dl>
  );
}
