// The frame around the work of one signed-in person: header, rail, the screen in front, the status line.
// It owns what must outlive a change of screen: the bill being typed, the last receipt, the papers.
import { useIsFetching } from '@tanstack/react-query';
import { useReducer, useState } from 'react';
import type { CustomerView } from '../../core/contract/procedures/charge.ts';
import type { SignedIn } from '../../core/contract/procedures/session.ts';
import type { Gate, Place } from '../gate.ts';
import { ScanTrayProvider, useScanTray } from '../keys/scan-tray.tsx';
import { type KeyHandlers, useKeys } from '../keys/use-keys.ts';
import { ClaimsScreen } from '../screens/claims/claims-screen.tsx';
import { CustomersScreen } from '../screens/customers/customers-screen.tsx';
import { BackfillScreen } from '../screens/backfill/backfill-screen.tsx';
import { ImportScreen } from '../screens/import/import-screen.tsx';
import { LedgerScreen } from '../screens/ledger/ledger-screen.tsx';
import { DaysScreen } from '../screens/days/days-screen.tsx';
import { TodayScreen } from '../screens/days/today-screen.tsx';
import { PaperScreen } from '../screens/paper/paper-screen.tsx';
import { PeopleScreen } from '../screens/people/people-screen.tsx';
import { FollowUpDialog, type FollowUpKind } from '../screens/receipts/follow-up/follow-up-dialog.tsx';
import { PoliciesScreen } from '../screens/policies/policies-screen.tsx';
import { ReceiptViewer, type ViewerMode } from '../screens/receipts/receipt-viewer.tsx';
import { RefundsScreen } from '../screens/refunds/refunds-screen.tsx';
import { type Looked, ReportDialog } from '../screens/reports/report-dialog.tsx';
import { ReceiptsScreen } from '../screens/receipts/receipts-screen.tsx';
import { SetupScreen } from '../screens/setup/setup-screen.tsx';
import { TariffScreen } from '../screens/tariff/tariff-screen.tsx';
import { VouchersScreen } from '../screens/vouchers/vouchers-screen.tsx';
import { SettingsScreen } from '../screens/settings/settings-screen.tsx';
import { HouseScreen } from '../screens/shift/house-screen.tsx';
import { ShiftScreen } from '../screens/shift/shift-screen.tsx';
import { useShift } from '../screens/shift/use-shift.ts';
import { billReducer, EMPTY_BILL } from '../screens/till/bill-state.ts';
import { BankScreen } from '../screens/bank/bank-screen.tsx';
import { TicketsScreen } from '../screens/tickets/tickets-screen.tsx';
import { TillScreen } from '../screens/till/till-screen.tsx';
import { usePosting } from '../screens/till/use-posting.ts';
import { AccountScreen } from '../screens/account/account-screen.tsx';
import { DeskScreen } from '../screens/desk/desk-screen.tsx';
import { Header } from './header.tsx';
import { type Job, jobsFor } from './jobs.ts';
import { KeySheet } from './key-sheet.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { LedgerNews } from './ledger-news.tsx';
import { PapersProvider } from './papers.tsx';
import { Rail } from './rail.tsx';
import { ScanOffer } from './scan-offer.tsx';
import { StatusLine } from './status-line.tsx';
import { useIdleLock } from './use-idle-lock.ts';
import { useWaiting } from './use-waiting.ts';
import { useFullText } from './use-full-text.ts';
import { useLink } from './use-link.ts';
import './workplace.css';

type WorkplaceProps = { readonly session: SignedIn; readonly place: Place; readonly gate: Gate };

export function Workplace(props: WorkplaceProps) {
  return (
    <PapersProvider>
      <ScanTrayProvider>
        <Inside {...props} />
      </ScanTrayProvider>
    </PapersProvider>
  );
}

const MY_SHIFT: Looked = { of: 'shift', number: null };

/** Any of these opens what may follow a receipt. */
const FOLLOW_UP_RIGHTS = ['receipt.void', 'tender.correct', 'receipt.exchange', 'receipt.registerLoss'] as const;

type Overlay =
  | { readonly kind: 'keys' | 'leave' | 'shiftReport' }
  | { readonly kind: 'receipt'; readonly number: string; readonly mode: ViewerMode }
  | { readonly kind: 'followUp'; readonly number: string; readonly first: FollowUpKind | null }
  | null;

function Inside({ session, place, gate }: WorkplaceProps) {
  const { permissions } = session.user;
  const jobs = jobsFor(permissions);
  const [job, setJob] = useState<Job>(jobs[0]?.id ?? 'receipts');
  const [overlay, setOverlay] = useState<Overlay>(null);
  const [bill, dispatch] = useReducer(billReducer, EMPTY_BILL);
  /** The receipt, case or ticket that led to the refund screen, for that one visit. */
  const [refundOf, setRefundOf] = useState<string | null>(null);
  const openRefunds = (number: string): void => {
    setRefundOf(number);
    setJob('refunds');
  };
  const go = (to: Job): void => {
    setRefundOf(null);
    setJob(to);
  };
  const mayPrint = permissions.includes('receipt.print');
  const mayFollowUp = FOLLOW_UP_RIGHTS.some((one) => permissions.includes(one));
  const posting = usePosting({ bill, dispatch, mayPrint });
  const link = useLink();
  const shift = useShift(permissions.includes('shift.work'));
  const waiting = useWaiting((to) => {
    if (jobs.some(({ id }) => id === to)) go(to);
  });
  const inFront = gate.front === 'work';
  useIdleLock(session.idleMs, gate.lock, inFront);
  useFullText();

  const tray = useScanTray();
  const close = (): void => setOverlay(null);
  const show = (number: string, mode: ViewerMode = 'acts'): void => setOverlay({ kind: 'receipt', number, mode });
  const showLast = (): void => {
    if (posting.last !== null) show(posting.last.receipt.number);
  };
  const goTo: KeyHandlers = Object.fromEntries(jobs.map((one) => [one.action, () => go(one.id)]));
  useKeys(
    'frame',
    {
      ...goTo,
      help: () => setOverlay({ kind: 'keys' }),
      lock: gate.lock,
      signOut: () => setOverlay({ kind: 'leave' }),
      showReceipt: showLast,
      // The X report of my own shift, from wherever I stand; it resets nothing.
      readReport: shift.current === null ? undefined : () => setOverlay({ kind: 'shiftReport' }),
    },
    inFront,
  );
  const charge = (customer: CustomerView): void => {
    dispatch({ type: 'setCustomer', customer });
    go('till');
  };
  const screens = {
    till: () => <TillScreen bill={bill} dispatch={dispatch} posting={posting} shift={shift} onShow={show} />,
    shift: () =>
      permissions.includes('shift.work') ? (
        <ShiftScreen shift={shift} onTill={() => go('till')} />
      ) : (
        <HouseScreen
          rights={{
            settle: permissions.includes('cash.settle'),
            closeOther: permissions.includes('shift.closeOther'),
          }}
        />
      ),
    customers: () => (
      <CustomersScreen
        permissions={permissions}
        first={bill.customer?.number ?? null}
        onShow={show}
        onCharge={permissions.includes('charge.post') && posting.phase === 'editing' ? charge : null}
      />
    ),
    refunds: () => <RefundsScreen permissions={permissions} first={refundOf} onShow={show} />,
    today: () => <TodayScreen jobs={jobs.map((one) => one.id)} onGo={go} />,
    days: () => <DaysScreen mayClose={permissions.includes('day.close')} jobs={jobs.map((one) => one.id)} onGo={go} />,
    desk: () => <DeskScreen mayDecide={permissions.includes('approval.refund')} />,
    bank: () => <BankScreen onCase={openRefunds} />,
    tickets: () => <TicketsScreen permissions={permissions} onRefund={openRefunds} />,
    receipts: () => <ReceiptsScreen onShow={show} />,
    claims: () => <ClaimsScreen permissions={permissions} />,
    paper: () => <PaperScreen permissions={permissions} />,
    backfill: () => <BackfillScreen />,
    people: () => <PeopleScreen mayManage={permissions.includes('people.manage')} />,
    import: () => <ImportScreen permissions={permissions} />,
    ledger: () => (
      <LedgerScreen
        mayVerify={permissions.includes('ledger.verify')}
        mayReadTotals={permissions.includes('report.read')}
      />
    ),
    tariff: () => <TariffScreen mayWrite={permissions.includes('tariff.write')} />,
    settings: () => <SettingsScreen />,
    setup: () => <SetupScreen place={place} onSignOut={() => void gate.signOut()} />,
    vouchers: () => <VouchersScreen mayWrite={permissions.includes('voucher.write')} />,
    policies: () => <PoliciesScreen permissions={permissions} onShow={show} />,
    account: () => <AccountScreen session={session} place={place} />,
  } as const satisfies Record<Job, () => React.ReactNode>;
  return (
    <div className="workplace">
      <Header
        session={session}
        place={place}
        shift={shift.current}
        link={link}
        onLock={gate.lock}
        onLeave={() => setOverlay({ kind: 'leave' })}
      />
      <Rail jobs={jobs} job={job} waiting={waiting} onGo={go} />
      <WorkBody>
        <LedgerNews link={link} greeting={session} gate={gate} />
        {tray !== null && (
          <ScanOffer
            tray={tray}
            atTill={job === 'till' && shift.current !== null}
            mayCharge={permissions.includes('charge.post')}
            onReceipt={show}
            onTill={() => go('till')}
          />
        )}
        {screens[job]()}
      </WorkBody>
      <StatusLine
        greeting={session}
        job={job}
        last={posting.last}
        onKeys={() => setOverlay({ kind: 'keys' })}
        onShow={showLast}
        onTrouble={show}
      />
      {overlay?.kind === 'keys' && <KeySheet jobs={jobs.map(({ id }) => id)} front={job} onClose={close} />}
      {overlay?.kind === 'shiftReport' && <ReportDialog looked={MY_SHIFT} onClose={close} />}
      {overlay?.kind === 'leave' && (
        <LeaveDialog
          lines={bill.lines.length + bill.paying.length}
          onStay={close}
          onLeave={() => void gate.signOut()}
        />
      )}
      {overlay?.kind === 'receipt' && (
        <ReceiptViewer
          number={overlay.number}
          mode={overlay.mode}
          mayPrint={mayPrint}
          mayInvoice={permissions.includes('invoice.record')}
          onRefund={
            permissions.includes('refund.apply')
              ? () => {
                  setOverlay(null);
                  openRefunds(overlay.number);
                }
              : null
          }
          onFollowUp={mayFollowUp ? (first) => setOverlay({ kind: 'followUp', number: overlay.number, first }) : null}
          onClose={close}
        />
      )}
      {overlay?.kind === 'followUp' && (
        <FollowUpDialog
          number={overlay.number}
          first={overlay.first}
          permissions={permissions}
          onClose={() => show(overlay.number)}
        />
      )}
    </div>
  );
}

/** Where the job stands. While the ledger is being read, whoever hears the window is told that it is not complete yet. */
function WorkBody({ children }: { readonly children: React.ReactNode }) {
  const reading = useIsFetching() > 0;
  return (
    <main className="workplace-body" aria-busy={reading}>
      {children}
    </main>
  );
}
