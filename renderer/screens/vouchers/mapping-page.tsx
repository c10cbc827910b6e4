// 科目对照: every account of ours beside central's; what moved on the last closed day and has no place there stands first,
// in amber, with its amounts.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { AccountRow } from '../../../core/contract/procedures/voucher.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { MapDialog } from './map-dialog.tsx';
import { MappingImport } from './mapping-import.tsx';
import { useMappingExport } from './use-mapping-export.ts';

const moved = ({ debit, credit }: AccountRow): boolean => debit !== 0 || credit !== 0;

export function MappingPage({ mayWrite }: { readonly mayWrite: boolean }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const queries = useQueryClient();
  const [open, setOpen] = useState<AccountRow | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const exporting = useMappingExport(setDone);
  const { data, error } = useQuery({
    queryKey: ['vouchers', 'accounts'],
    queryFn: () => ledger.ask('voucher.accounts', { date: null }),
  });
  useKeys('screen', { exportList: () => exporting.run('xlsx') });
  const finish = (words: string): void => {
    setOpen(null);
    setDone(words);
    goOn.current = true;
    void queries.invalidateQueries({ queryKey: ['vouchers'] });
  };
  const goOn = useRef(false);
  useEffect(() => {
    // One is mapped: the next key belongs to the next one that is not.
    if (!goOn.current || data === undefined) return;
    goOn.current = false;
    document.querySelector<HTMLElement>('.central-look [data-row]')?.focus();
  }, [data]);
  const left = (data?.accounts ?? []).filter((row) => row.mapped === null && moved(row)).length;
  return (
    <>
      <div className="central-head">
        <p>
          {data !== undefined &&
            (data.closed === null
              ? say('central.mapping.sayNoDay')
              : say('central.mapping.say', { date: data.closed }))}
        </p>
        {left > 0 && <span className="work-tag work-tag-warn">{say('central.mapping.left', { count: left })}</span>}
        <div className="dialog-acts">
          <ActionButton onPress={() => exporting.run('csv')} busy={exporting.busy}>
            {say('central.mapping.exportCsv')}
          </ActionButton>
          <ActionButton action="exportList" onPress={() => exporting.run('xlsx')} busy={exporting.busy}>
            {say('central.mapping.exportXlsx')}
          </ActionButton>
          {mayWrite && <MappingImport onDone={finish} />}
        </div>
      </div>
      {done !== null && <Notice tone="good">{done}</Notice>}
      {exporting.thrown !== null && <Notice tone="fault">{sentence(exporting.thrown)}</Notice>}
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data === undefined && error === null && <p className="work-none">{say('work.loading')}</p>}
      {data !== undefined && <Accounts rows={data.accounts} onOpen={setOpen} />}
      {open !== null && data !== undefined && (
        <MapDialog row={open} from={data.date} mayWrite={mayWrite} onClose={() => setOpen(null)} onDone={finish} />
      )}
    </>
  );
}

type AccountsProps = { readonly rows: readonly AccountRow[]; readonly onOpen: (row: AccountRow) => void };

function Accounts({ rows, onOpen }: AccountsProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const amount = (value: AccountRow['debit']): string => (value === 0 ? '' : formatAmount(value, currency));
  return (
    <div className="work-table central-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('central.mapping.account')}</th>
            <th scope="col">{say('central.mapping.name')}</th>
            <th scope="col" className="work-right">
              {say('central.mapping.debit')}
            </th>
            <th scope="col" className="work-right">
              {say('central.mapping.credit')}
            </th>
            <th scope="col">{say('central.mapping.central')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.account} className={row.mapped === null && moved(row) ? 'central-look' : undefined}>
              <td>
                <button type="button" className="central-row" data-row={row.account} onClick={() => onOpen(row)}>
                  {row.account}
                </button>
              </td>
              <td>{row.name}</td>
              <td className="work-right">{amount(row.debit)}</td>
              <td className="work-right">{amount(row.credit)}</td>
              <td>
                <AtCentral row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AtCentral({ row }: { readonly row: AccountRow }) {
  const { say } = useWords();
  const { mapped } = row;
  if (mapped === null)
    return moved(row) ? (
      <span className="work-tag work-tag-warn">{say('central.mapping.unmapped')}</span>
    ) : (
      <span className="work-faint">{say('central.mapping.unmapped')}</span>
    );
  const { code, name, department, person, customer, supplier, project, below } = mapped.target;
  const auxiliary = [department, person, customer, supplier, project].filter((one) => one !== null).join(' · ');
  const other = row.own.filter((form) => form !== 'any');
  return (
    <>
      <b>{code}</b> {name} {auxiliary !== '' && <span className="work-tag">{auxiliary}</span>}
      {below && mapped.from === row.account && <span className="work-tag">{say('central.mapping.below')}</span>}
      {mapped.from !== row.account && (
        <span className="work-faint">{say('central.mapping.above', { account: mapped.from })}</span>
      )}
      {other.length > 0 && (
        <span className="work-tag">
          {say('central.mapping.own', { forms: other.map((form) => say(`central.form.${form}`)).join(' ') })}
        </span>
      )}
    </>
  );
}
