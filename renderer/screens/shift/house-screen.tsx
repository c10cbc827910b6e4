// 现金总览, for whoever keeps the safe: what the safe, the petty-cash fund and the bank in transit hold, deposits without the
// bank's slip, shifts left open, and who was over or short.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OutputOf } from '../../../core/contract/contract.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import type { Minor } from '../../../core/money/money.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { CashDialog, type CashDone } from './cash/cash-dialog.tsx';
import { type CashAct, HOUSE_ACTS } from './cash/cash-kinds.ts';
import { CashMenu } from './cash/cash-menu.tsx';
import { doneSentence } from './cash/drawer-cash.tsx';
import { CloseOtherDialog, SettleDialog } from './cash/house-dialogs.tsx';
import { MovementList } from './cash/movement-list.tsx';
import { ReasonDialog } from './cash/reason-dialog.tsx';
import { useCashPrint } from './cash/use-cash-print.ts';
import './cash/cash.css';
import './shift.css';

type House = OutputOf<'cash.house'>;
export type HouseRights = { readonly settle: boolean; readonly closeOther: boolean };

export function HouseScreen({ rights }: { readonly rights: HouseRights }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const { data, error } = useQuery({ queryKey: ['cash', 'house'], queryFn: () => ledger.ask('cash.house', {}) });
  if (error !== null) return <Notice tone="fault">{sentence(error)}</Notice>;
  if (data === undefined) return <p className="shift-say">{say('work.loading')}</p>;
  return <HouseCash house={data} rights={rights} />;
}

function HouseCash({ house, rights }: { readonly house: House; readonly rights: HouseRights }) {
  const { currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const [open, setOpen] = useState<'menu' | CashAct | null>(null);
  const [done, setDone] = useState<CashDone | null>(null);
  const printing = useCashPrint();
  const newest = done?.number ?? house.movements[0]?.number ?? null;
  const rows = useRows(house, rights);
  useKeys('screen', {
    up: rows.up,
    down: rows.down,
    cashActs: () => setOpen('menu'),
    printSlip: () => (newest === null ? undefined : printing.print(newest)),
  });
  const sum = (label: string, amount: Minor) => (
    <div className="house-sum">
      <span>{label}</span>
      <strong>{formatAmount(amount, currency)}</strong>
    </div>
  );
  return (
    <section className="panel house">
      <header className="house-head">
        <h1 className="shift-title">{say('cash.house.title')}</h1>
        <div className="shift-more">
          <ActionButton tone="go" action="cashActs" autoFocus onPress={() => setOpen('menu')}>
            {say('cash.menu')}
          </ActionButton>
          {newest !== null && (
            <ActionButton action="printSlip" busy={printing.act.busy} onPress={() => printing.print(newest)}>
              {say('cash.print')}
            </ActionButton>
          )}
        </div>
      </header>
      <div className="house-part">
        <div className="house-sums">
          {sum(say('cash.house.safe'), house.safe)}
          {sum(say('cash.house.pettyCash'), house.pettyCash)}
          {sum(say('cash.house.inTransit'), house.inTransit)}
        </div>
        {!house.safeCounted && <Notice tone="warn">{say('cash.house.notCounted')}</Notice>}
        {done !== null && <Notice tone="good">{doneSentence(done, say)}</Notice>}
        {printing.sent !== null && <Notice tone="good">{say('cash.printing', { number: printing.sent })}</Notice>}
        {printing.act.thrown !== null && <Notice tone="fault">{sentence(printing.act.thrown)}</Notice>}
        <Deposits house={house} at={rows.deposit} />
        <OpenShifts house={house} at={rows.shift} />
      </div>
      <div className="house-part">
        <Differences />
        <MovementList
          title={say('cash.house.movements')}
          movements={house.movements.slice(0, 8)}
          onPrint={printing.print}
        />
      </div>
      {open === 'menu' && <CashMenu acts={HOUSE_ACTS} onChoose={setOpen} onClose={() => setOpen(null)} />}
      {open !== null && open !== 'menu' && (
        <CashDialog
          act={open}
          faces={house.denominations}
          drawers={house.shifts.map(({ drawer, cashier }) => ({ ...drawer, cashier }))}
          spend={false}
          onDone={(result) => {
            setDone(result);
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {printing.asking !== null && (
        <ReasonDialog
          title={say('cash.print')}
          label={say('cash.again')}
          yes={say('cash.print')}
          busy={printing.act.busy}
          thrown={printing.act.thrown}
          maxLength={60}
          onYes={(reason) => printing.print(printing.asking ?? '', reason)}
          onClose={printing.stop}
        />
      )}
    </section>
  );
}

/** Which deposit and which shift the keys are about: ↑ and ↓ go through all rows that something can be done with; null: none. */
function useRows({ deposits, shifts }: House, rights: HouseRights) {
  const [at, setAt] = useState(0);
  const settling = rights.settle ? deposits.length : 0;
  const closing = rights.closeOther ? shifts.length : 0;
  const last = settling + closing - 1;
  const step = (by: 1 | -1) => (last < 1 ? undefined : () => setAt(Math.min(Math.max(at + by, 0), last)));
  return {
    up: step(-1),
    down: step(1),
    deposit: settling === 0 ? null : at < settling ? at : 0,
    shift: closing === 0 ? null : Math.min(Math.max(at - settling, 0), closing - 1),
  };
}

/** `at`: the one the key is about; null: not for whoever looks. */
function Deposits({ house, at }: { readonly house: House; readonly at: number | null }) {
  const { currency } = useServices();
  const { say, locale } = useWords();
  const [chosen, setChosen] = useState<House['deposits'][number] | null>(null);
  const current = at === null ? undefined : house.deposits[at];
  useKeys('screen', { settleDeposit: current === undefined ? undefined : () => setChosen(current) });
  return (
    <>
      <h2 className="shift-subtitle">{say('cash.house.deposits')}</h2>
      {house.deposits.length === 0 && <p className="shift-say">{say('cash.house.noDeposits')}</p>}
      {house.deposits.map((one) => (
        <div key={one.number} className="house-row">
          <span>
            {one.number}
            <small>{say('cash.house.since', { date: moment(one.at, locale), drawer: one.bearer })}</small>
          </span>
          <strong>{formatAmount(one.amount, currency)}</strong>
          {at !== null && (
            <ActionButton
              size="small"
              {...(one === current ? { action: 'settleDeposit' as const } : {})}
              onPress={() => setChosen(one)}
            >
              {say('cash.house.settle')}
            </ActionButton>
          )}
        </div>
      ))}
      {chosen !== null && (
        <SettleDialog number={chosen.number} amount={chosen.amount} onClose={() => setChosen(null)} />
      )}
    </>
  );
}

function OpenShifts({ house, at }: { readonly house: House; readonly at: number | null }) {
  const { currency, ledger } = useServices();
  const { say, locale } = useWords();
  const sentence = useFaultSentence();
  const withdrawing = useAct();
  const withdraw = (offer: number): void =>
    withdrawing.run(async () => void (await ledger.act('cash.withdraw', { offer })));
  // What the safe has offered; what a drawer has offered is its cashier's to take back.
  const first = house.offers.find(({ from }) => from === null);
  const [chosen, setChosen] = useState<House['shifts'][number] | null>(null);
  const current = at === null ? undefined : house.shifts[at];
  useKeys('screen', {
    withdrawCash: first === undefined ? undefined : () => withdraw(first.offer),
    closeOther: current === undefined ? undefined : () => setChosen(current),
  });
  return (
    <>
      <h2 className="shift-subtitle">{say('cash.house.shifts')}</h2>
      {house.shifts.length === 0 && <p className="shift-say">{say('cash.house.noShifts')}</p>}
      {house.shifts.map((one) => (
        <div key={one.number} className="house-row">
          <span>
            {one.cashier}
            <small>{say('cash.house.since', { date: moment(one.openedAt, locale), drawer: one.drawer.name })}</small>
          </span>
          <span>{one.number}</span>
          {at !== null && (
            <ActionButton
              size="small"
              {...(one === current ? { action: 'closeOther' as const } : {})}
              onPress={() => setChosen(one)}
            >
              {say('cash.house.closeOther')}
            </ActionButton>
          )}
        </div>
      ))}
      {house.offers.length > 0 && <h2 className="shift-subtitle">{say('cash.house.offers')}</h2>}
      {house.offers.map((one) => (
        <div key={one.offer} className="house-row">
          <span>{say('cash.offered', { amount: formatAmount(one.amount, currency), to: one.to })}</span>
          <span>{one.by}</span>
          {one.from === null && (
            <ActionButton
              size="small"
              busy={withdrawing.busy}
              {...(one === first ? { action: 'withdrawCash' as const } : {})}
              onPress={() => withdraw(one.offer)}
            >
              {say('cash.withdraw')}
            </ActionButton>
          )}
        </div>
      ))}
      {withdrawing.thrown !== null && <Notice tone="fault">{sentence(withdrawing.thrown)}</Notice>}
      {chosen !== null && (
        <CloseOtherDialog
          shift={chosen.number}
          cashier={chosen.cashier}
          faces={house.denominations}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}

const DAYS = 30;

function Differences() {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const { data } = useQuery({
    queryKey: ['shift', 'differences'],
    queryFn: () => ledger.ask('cash.differences', { days: DAYS }),
  });
  const show = (amount: Minor): string => formatAmount(amount, currency);
  return (
    <section>
      <h2 className="shift-subtitle">{say('cash.house.differences')}</h2>
      {data?.cashiers.length === 0 && <p className="shift-say">{say('cash.house.noDifferences')}</p>}
      {data !== undefined && data.cashiers.length > 0 && (
        <div className="work-table">
          <table>
            <thead>
              <tr>
                <th scope="col">{say('cash.house.cashier')}</th>
                <th scope="col" className="work-right">
                  {say('cash.house.closes')}
                </th>
                <th scope="col" className="work-right">
                  {say('cash.house.differed')}
                </th>
                <th scope="col" className="work-right">
                  {say('cash.house.over')}
                </th>
                <th scope="col" className="work-right">
                  {say('cash.house.short')}
                </th>
                <th scope="col" className="work-right">
                  {say('cash.house.net')}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.cashiers.map((one) => (
                <tr key={one.username}>
                  <td>{one.name}</td>
                  <td className="work-right">{one.closes}</td>
                  <td className="work-right">{one.differences}</td>
                  <td className="work-right">{show(one.over)}</td>
                  <td className="work-right">{show(one.short)}</td>
                  <td className="work-right work-strong">{show(one.net)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
