// 客户档案: found by anything known of somebody, looked at, written, frozen, merged. One list, one file beside it; the
// marked one is open, so that going through a list is one key a customer.
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import type { CustomerView } from '../../../core/contract/procedures/charge.ts';
import type { Permission } from '../../../core/people/permissions.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { isPlainEnter, useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { CustomerFilePanel } from './customer-file-panel.tsx';
import { CustomerForm } from './customer-form.tsx';
import { CustomerList } from './customer-list.tsx';
import '../work.css';
import './customers.css';

const SHOWN = 40;

export type CustomersScreenProps = {
  readonly permissions: readonly Permission[];
  /** The customer to open first: whoever is on the bill. */
  readonly first: string | null;
  readonly onShow: (receipt: string) => void;
  /** Takes a customer to the till; null where somebody does not charge. */
  readonly onCharge: ((customer: CustomerView) => void) | null;
};

export function CustomersScreen({ permissions, first, onShow, onCharge }: CustomersScreenProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const id = useId();
  const search = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(first ?? '');
  const [marked, setMarked] = useState(0);
  const [creating, setCreating] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const wanted = useDeferredValue(text.trim().replaceAll(/['’]/g, ''));
  const { data, error } = useQuery({
    queryKey: ['customers', 'find', wanted, SHOWN],
    queryFn: () => ledger.ask('customer.find', { text: wanted, limit: SHOWN }),
    placeholderData: (before) => before,
  });
  const found = data?.customers ?? [];
  const at = Math.min(marked, found.length - 1);
  const open = found[at];
  const mayWrite = permissions.includes('customer.write');
  const toSearch = (): void => {
    search.current?.focus();
    search.current?.select();
  };
  const showNumber = (number: string): void => {
    setText(number);
    setMarked(0);
  };
  useKeys('screen', {
    findCustomer: toSearch,
    back: toSearch,
    ...(mayWrite ? { add: () => setCreating(true) } : {}),
  });
  useEffect(() => search.current?.focus(), []);
  return (
    <section className="panel work customers" aria-labelledby={id}>
      <div className="work-head">
        <h1 id={id} className="work-title">
          {say('customers.title')}
        </h1>
        {mayWrite && (
          <ActionButton tone="go" action="add" onPress={() => setCreating(true)}>
            {say('customers.new')}
          </ActionButton>
        )}
      </div>
      {said !== null && <Notice tone="good">{said}</Notice>}
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      <div className="customers-body">
        <CustomerList
          inputRef={search}
          text={text}
          found={found}
          at={at}
          none={data !== undefined && found.length === 0}
          onType={(typed) => {
            setText(typed);
            setMarked(0);
            setSaid(null);
          }}
          onMark={setMarked}
          onKey={(event) => {
            if (isPlainEnter(event)) {
              event.preventDefault();
              if (open && onCharge) onCharge(open);
            }
          }}
        />
        {open !== undefined && (
          <CustomerFilePanel
            key={open.number}
            number={open.number}
            permissions={permissions}
            onShow={onShow}
            onCharge={onCharge}
            onOther={showNumber}
            onSaid={setSaid}
          />
        )}
      </div>
      {creating && (
        <CustomerForm
          file={null}
          onClose={() => setCreating(false)}
          onDone={(made) => {
            setCreating(false);
            showNumber(made.number);
            setSaid(say('customers.made', { number: made.number, name: made.name }));
          }}
        />
      )}
    </section>
  );
}
