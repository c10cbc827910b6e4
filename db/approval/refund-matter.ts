// What deciding on a refund is about: the case as it was handed in, what of the receipt has gone back already, which way the
// money goes, and what the risk rules said. Nothing here changes by waiting.
import type { ApprovalFact } from '../../core/approval/approval-fact.ts';
import type { RefundSubject } from '../../core/contract/approval-subjects.ts';
import type { TenderMethod } from '../../core/charge/tender-method.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { caseHead, viewOf } from '../readers/read-refund.ts';
import { readRefundable } from '../readers/read-refundable.ts';
import type { MatterRead } from './matters.ts';
import { textFact } from './receipt-facts.ts';

/** Throws Refused UNKNOWN_REFUND. */
export function describeRefund(ledger: Ledger, _caller: Caller, subject: RefundSubject): MatterRead {
  const head = caseHead(ledger, subject.case);
  const view = viewOf(ledger, head);
  const { totals, lines } = readRefundable(ledger, view.of);
  const amount = (label: 'paid' | 'refunded' | 'fee' | 'rounding' | 'refundAmount', value: number): ApprovalFact => ({
    kind: 'amount',
    label,
    amount: value as typeof view.total,
  });
  const facts: ApprovalFact[] = [
    ...textFact('case', head.number),
    ...textFact('receipt', head.receipt),
    ...textFact('held', head.kind),
    ...textFact('customer', view.customer && `${view.customer.number} ${view.customer.name}`),
    ...view.lines.map(
      ({ name, unit, quantity, amount: part }): ApprovalFact => ({
        kind: 'line',
        name,
        unit,
        quantity,
        amount: part,
      }),
    ),
    ...view.lines.flatMap(({ n }) => textFact('owedAgain', lines.find((line) => line.n === n)?.bill?.number ?? null)),
    ...(head.receipt === null ? [] : [amount('paid', totals.paid)]),
    amount('refundAmount', view.amount),
    ...(view.fee === 0 ? [] : [amount('fee', view.fee)]),
    ...(view.rounding === 0 ? [] : [amount('rounding', view.rounding)]),
    ...view.backs.flatMap(({ method, way, amount: part, reason }): ApprovalFact[] => [
      {
        kind: 'tender',
        label: 'goesBack',
        method: (way === 'original' ? method : way) as TenderMethod,
        amount: part,
        reference: null,
      },
      ...textFact('goesBack', reason),
    ]),
    ...textFact('reason', view.reason),
    ...textFact('remark', view.text),
    ...textFact('askedBy', view.askedBy),
    ...view.papers.flatMap(({ name }) => textFact('document', name)),
    ...view.risk.map(
      ({ rule, verdict, seen, limit }): ApprovalFact => ({
        kind: 'risk',
        label: 'risk',
        rule,
        verdict,
        seen,
        limit,
      }),
    ),
  ];
  return { amount: view.total, facts, version: `${head.id}.${head.version}` };
}
