// The cash of my drawer besides receipts: the menu of what can be done, what waits for me, what was done.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import type { Minor } from '../../../../core/money/money.ts';
import { ActionButton } from '../../../components/action-button.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useKeys } from '../../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../../services.tsx';
import { useAct } from '../../../use-act.ts';
import { CashDialog, type CashDone } from './cash-dialog.tsx';
import { type CashAct, DRAWER_ACTS } from './cash-kinds.ts';
import { CashMenu } from './cash-menu.tsx';
import { MovementList } from './movement-list.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { useCashPrint } from './use-cash-print.ts';

export function DrawerCash({ faces }: { readonly faces: readonly Minor[] }) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const [open, setOpen] = useState<'menu' | CashAct | null>(null);
  const [done, setDone] = useState<CashDone | null>(null);
  const [rejecting, setRejecting] = useState<number | null>(null);
  const answer = useAct();
  const printing = useCashPrint();
  const { data } = useQuery({ queryKey: ['cash', 'mine'], queryFn: () => ledger.ask('cash.mine', {}) });
  const firstOffer = data?.offeredToMe[0];
  const firstOwn = data?.offeredByMe[0];
  const reply = (offer: number, outcome: 'accepted' | 'rejected', reason: string | null): void =>
    answer.run(async () => {
      await ledger.act('cash.answer', { offer, outcome, reason });
      setRejecting(null);
    });
  const takeBack = (offer: number): void => answer.run(async () => void (await ledger.act('cash.withdraw', { offer })));
  const newest = done?.number ?? data?.movements[0]?.number ?? null;
  useKeys('screen', {
    cashActs: () => setOpen('menu'),
    acceptCash: () => {
      if (firstOffer !== undefined) reply(firstOffer.offer, 'accepted', null);
    },
    rejectCash: firstOffer === undefined ? undefined : () => setRejecting(firstOffer.offer),
    withdrawCash: firstOwn === undefined ? undefined : () => takeBack(firstOwn.offer),
    printSlip: () => {
      if (newest !== null) printing.print(newest);
    },
  });
  if (data === undefined) return null;
  const acts = DRAWER_ACTS.filter((act) => act !== 'fromTakings' || data.spendTakings);
  return (
    <div className="drawer-cash">
      <div className="shift-more">
        <ActionButton action="cashActs" onPress={() => setOpen('menu')}>
          {say('cash.menu')}
        </ActionButton>
        {newest !== null && (
          <ActionButton action="printSlip" busy={printing.act.busy} onPress={() => printing.print(newest)}>
            {say('cash.print')}
          </ActionButton>
        )}
      </div>
      {data.offeredToMe.map((one) => (
        <Notice
          key={one.offer}
          tone="wait"
          act={
            <span className="shift-more">
              <ActionButton
                size="small"
                tone="go"
                busy={answer.busy}
                {...(one === firstOffer ? { action: 'acceptCash' as const } : {})}
                onPress={() => reply(one.offer, 'accepted', null)}
              >
                {say('cash.accept')}
              </ActionButton>
              <ActionButton
                size="small"
                {...(one === firstOffer ? { action: 'rejectCash' as const } : {})}
                onPress={() => setRejecting(one.offer)}
              >
                {say('cash.reject')}
              </ActionButton>
            </span>
          }
        >
          {say('cash.waiting', { amount: formatAmount(one.amount, currency), by: one.by })}
        </Notice>
      ))}
      {data.offeredByMe.map((one) => (
        <Notice
          key={one.offer}
          tone="wait"
          act={
            <ActionButton
              size="small"
              busy={answer.busy}
              {...(one === firstOwn ? { action: 'withdrawCash' as const } : {})}
              onPress={() => takeBack(one.offer)}
            >
              {say('cash.withdraw')}
            </ActionButton>
          }
        >
          {say('cash.offered', { amount: formatAmount(one.amount, currency), to: one.to })}
        </Notice>
      ))}
      {rejecting === null && answer.thrown !== null && <Notice tone="fault">{sentence(answer.thrown)}</Notice>}
      {printing.act.thrown !== null && <Notice tone="fault">{sentence(printing.act.thrown)}</Notice>}
      {done !== null && <Notice tone="good">{doneSentence(done, say)}</Notice>}
      {printing.sent !== null && <Notice tone="good">{say('cash.printing', { number: printing.sent })}</Notice>}
      {data.movements.length > 0 && (
        <MovementList
          title={say('cash.movements')}
          movements={data.movements.slice(0, 3)}
          onPrint={printing.print}
          ofDrawer
        />
      )}
      {open === 'menu' && <CashMenu acts={acts} onChoose={setOpen} onClose={() => setOpen(null)} />}
      {open !== null && open !== 'menu' && (
        <CashDialog
          act={open}
          faces={faces}
          drawers={data.drawers}
          spend={data.spendTakings}
          onDone={(result) => {
            setDone(result);
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {rejecting !== null && (
        <ReasonDialog
          title={say('cash.reject')}
          label={say('cash.rejectWhy')}
          yes={say('cash.reject')}
          busy={answer.busy}
          thrown={answer.thrown}
          maxLength={100}
          onYes={(reason) => reply(rejecting, 'rejected', reason)}
          onClose={() => setRejecting(null)}
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
    </div>
  );
}

/** What was done, in one sentence. */
export function doneSentence({ act, number }: CashDone, say: ReturnType<typeof useWords>['say']): string {
  const what = say(`cash.act.${act}`);
  return number === null ? say('cash.noted', { what }) : say('cash.done', { what, number });
}
