// Guards of payouts: money leaves once, by a way that is possible, out of what is there; and of tickets, the window, the file.
import { type Guard, unraised, without } from './guard.ts';

const VERDICT = 'core/refund/bank-verdict.ts';
const PAY = 'db/use-cases/pay-refund.ts';
const MOVE = 'db/refund/move-payout.ts';
const BATCH = 'db/use-cases/bank-batch.ts';
const JUDGE = 'db/refund/judge-answer.ts';
const PAY_TICKET = 'db/use-cases/pay-ticket.ts';
const ATTACK = 'tests/ledger/refund-attacks.test.ts';
const DOORS = 'tests/ledger/payout-doors.test.ts';
const BANK = 'tests/ledger/bank.test.ts';
const TICKETS = 'tests/ledger/tickets.test.ts';
const CLAIMS = 'tests/ledger/claims.test.ts';
const VERIFY = 'tests/ledger/verify-refunds.test.ts';
const CONTRADICTS = 'that contradicts while another is on its way stops every further payment';
const RETURNED = '退汇 after the case was closed';
const REJECTED = 'a reversal rejected after the slip was signed';

export const PAYING: readonly Guard[] = [
  {
    id: 'started-once',
    attack: 'a refund paid twice',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            PAY,
            "if (payout.state !== 'approved') return refuse('PAYOUT_STATE', { n, state: payout.state });\n    refuseSaidPaid",
            'refuseSaidPaid',
          ),
          without(MOVE, "if (to === null) return refuse('PAYOUT_STATE', { n: payout.n, state: payout.state });"),
        ],
        seenBy: ['tests/ledger/refund.test.ts', 'the last part takes what is left of every tender'],
      },
      {
        of: 'file',
        cuts: [unraised('0023-bank', 'payout_step: leads nowhere')],
        seenBy: [ATTACK, RETURNED],
      },
      {
        of: 'file',
        cuts: [unraised('0023-bank', 'payout_step: the payout does not stand there')],
        seenBy: [DOORS, 'a step from where the payout does not stand'],
      },
      {
        of: 'file',
        cuts: [without('db/migrations/0014-refund.sql', '  UNIQUE (case_id, payout_n, kind),\n')],
        seenBy: [DOORS, 'a second document of one payout'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_payout: this part is paid out already')],
        seenBy: [DOORS, 'a second payout of one part'],
      },
      {
        of: 'verify',
        cuts: [without('db/verify/check-payouts.ts', "say('is paid out twice');", ';')],
        seenBy: [VERIFY, 'names a refund paid twice for one part'],
      },
    ],
  },
  {
    id: 'replaced-once',
    attack: 'a refund paid twice',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            'db/refund/replace-payout.ts',
            "if (state !== 'failed' || last?.replaced === 1)",
            "if (state !== 'failed')",
          ),
        ],
        seenBy: [ATTACK, RETURNED],
      },
      {
        of: 'rule',
        cuts: [
          without(
            'db/refund/replace-payout.ts',
            "if (state !== 'failed' || last?.replaced === 1)",
            'if (last?.replaced === 1)',
          ),
        ],
        seenBy: [DOORS, 'puts no other in the place of one that is on its way'],
      },
      {
        of: 'file',
        cuts: [without('db/migrations/0014-refund.sql', '  UNIQUE (case_id, replaces),\n')],
        seenBy: [DOORS, 'a second one in the place of the same'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_payout: takes the place of none that failed')],
        seenBy: [DOORS, 'another in the place of one that is on its way'],
      },
    ],
  },
  {
    id: 'the-amount-that-was-approved',
    attack: 'a refund paid twice',
    layers: [
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_payout: is of no approved refund')],
        seenBy: [DOORS, 'a payout of another amount'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_document: what it owes is not what is posted')],
        seenBy: [DOORS, 'a red slip that posts another amount'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'payout_document: what it pays is not what is posted')],
        seenBy: [DOORS, 'a payout that posts another amount'],
      },
      {
        of: 'verify',
        cuts: [without('db/verify/check-payouts.ts', "say('is not what was approved');", ';')],
        seenBy: [VERIFY, 'names a refund paid out in another amount'],
      },
    ],
  },
  {
    id: 'by-the-bank-alone',
    attack: 'a refund paid twice',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            PAY,
            "// The bank says itself what it has paid.\n    if (goesThroughBank(payout)) return refuse('PAYOUT_METHOD', { method: payout.method });",
          ),
        ],
        seenBy: [BANK, 'is the bank’s, not a cashier’s'],
      },
      {
        of: 'rule',
        cuts: [
          without(PAY, "if (goesThroughBank(payout) && !rightsOf(ledger, personId).has('payout.bank'))", 'if (false)'),
        ],
        seenBy: [BANK, 'is the bank’s, not a cashier’s'],
      },
      {
        of: 'file',
        cuts: [unraised('0023-bank', 'payout_step: goes to the bank with a batch')],
        seenBy: [DOORS, 'a transfer without a batch'],
      },
    ],
  },
  {
    id: 'one-reference-one-payment',
    attack: 'a refund paid twice',
    layers: [
      {
        of: 'rule',
        cuts: [without(PAY, "if (used && payout.method !== 'card')", 'if (false)')],
        seenBy: [DOORS, 'takes no reference that proved another payout'],
      },
    ],
  },
  {
    id: 'cash-that-is-there',
    attack: 'a refund paid twice',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            'db/ledger/refuse-beyond-range.ts',
            "if (left < 0 && (place !== 'safe' || safeWasCounted(ledger))) refuse('CASH_SHORT', { place });",
          ),
        ],
        seenBy: [DOORS, 'cash that the drawer does not hold'],
      },
    ],
  },
  {
    id: 'the-same-answer-again',
    attack: 'a late, doubled or contradictory answer of the bank',
    layers: [
      {
        of: 'rule',
        cuts: [without('db/use-cases/take-bank-answer.ts', "if (seen) refuse('BANK_ANSWER_SEEN', seen);")],
        seenBy: [BANK, 'says what it comes to before it is taken'],
      },
      {
        of: 'rule',
        cuts: [
          without(
            VERDICT,
            "if (state !== 'failed' || wasConfirmed) return 'known';",
            "if (state !== 'failed') return 'known';",
          ),
        ],
        seenBy: [BANK, 'that comes again after 退汇 pays nothing'],
      },
      {
        of: 'rule',
        cuts: [without(VERDICT, "if (state !== 'failed' || wasConfirmed) return 'known';")],
        seenBy: [BANK, 'says what it comes to before it is taken'],
      },
    ],
  },
  {
    id: 'a-word-against-another',
    attack: 'a late, doubled or contradictory answer of the bank',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(VERDICT, "return last === 'approved' || last === 'failed' ? 'late' : 'conflict';", "return 'late';"),
        ],
        seenBy: [BANK, CONTRADICTS],
      },
      {
        of: 'rule',
        cuts: [without('db/refund/replace-payout.ts', "if (said !== null) refuse('PAYOUT_SAID_PAID', said);")],
        seenBy: [BANK, CONTRADICTS],
      },
      {
        of: 'file',
        cuts: [unraised('0023-bank', 'payout_step: the bank says that this money has left')],
        seenBy: [BANK, CONTRADICTS],
      },
      {
        of: 'rule',
        cuts: [without(JUDGE, "if (verdict === 'late' && settled.has(money)) verdict = 'conflict';")],
        seenBy: [DOORS, 'two transfers of one sum that both arrived'],
      },
      {
        of: 'rule',
        cuts: [
          without(
            VERDICT,
            "return state === 'confirmed' ? 'conflict' : 'known';",
            "return state === 'confirmed' ? 'fails' : 'known';",
          ),
        ],
        seenBy: [DOORS, 'a yes that is taken back without the money'],
      },
      {
        of: 'verify',
        cuts: [without('db/verify/check-bank.ts', 'if (textAt(row, BANK_ROW.verdict) !== verdict)', 'if (false)')],
        seenBy: [VERIFY, 'names a refund to whom the bank’s answer came to something else'],
      },
    ],
  },
  {
    id: 'an-answer-of-another-amount',
    attack: 'a late, doubled or contradictory answer of the bank',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            JUDGE,
            "if (payout !== null && payout.amount !== row.amount) return { ok: false, row: row.row, fault: 'differs' };",
          ),
        ],
        seenBy: [BANK, 'of another amount than was sent is not taken'],
      },
      {
        of: 'verify',
        cuts: [
          without(
            'db/verify/check-bank.ts',
            'if (transfer !== null && transfer.amount !== numberAt(row, BANK_ROW.amount))',
            'if (false)',
          ),
        ],
        seenBy: [VERIFY, 'names a refund of another amount than the bank answered'],
      },
    ],
  },
  {
    id: 'batch-totals',
    attack: 'a batch that is not what was on the screen',
    layers: [
      {
        of: 'rule',
        cuts: [without(BATCH, 'if (count !== wanted.length || total !== sum)', 'if (false)')],
        seenBy: [BANK, 'takes each payout once, whoever sends it'],
      },
      {
        of: 'rule',
        cuts: [without(BATCH, "if (payout.state !== 'approved' || twice)", "if (payout.state !== 'approved')")],
        seenBy: [BANK, 'takes each payout once, whoever sends it'],
      },
      {
        of: 'verify',
        cuts: [
          without(
            'db/verify/check-payouts.ts',
            'if (numberAt(batch, BATCH.count) !== within.length || numberAt(batch, BATCH.total) !== total)',
            'if (false)',
          ),
        ],
        seenBy: [VERIFY, 'names a refund in a batch of another total'],
      },
    ],
  },
  {
    id: 'the-file-that-was-written',
    attack: 'a batch that is not what was on the screen',
    layers: [
      {
        of: 'rule',
        cuts: [without('db/refund/bank-file.ts', 'a.agrees = 1 AND ')],
        seenBy: [DOORS, 'a file whose payee is the one that two typed'],
      },
    ],
  },
  {
    id: 'owed-again-after-the-end',
    attack: '退汇 after the case closed',
    layers: [
      {
        of: 'rule',
        cuts: [without('core/refund/case-state.ts', "closed: { moneyCameBack: 'payoutFailed' },", 'closed: {},')],
        seenBy: [ATTACK, RETURNED],
      },
      {
        of: 'rule',
        cuts: [
          without(
            PAY,
            "if (payout.state !== 'confirmed') return refuse('PAYOUT_STATE', { n, state: payout.state });\n    return inShift(call, payout",
            'return inShift(call, payout',
          ),
          without(MOVE, "if (to === null) return refuse('PAYOUT_STATE', { n: payout.n, state: payout.state });"),
        ],
        seenBy: [ATTACK, RETURNED],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_step: leads nowhere')],
        seenBy: [DOORS, 'a case that is closed while it is owed'],
      },
    ],
  },
  {
    id: 'the-slip-stands',
    attack: 'a reversal rejected after the slip was signed',
    layers: [
      {
        of: 'rule',
        cuts: [without(PAY, "postPayout(ledger, act, shift, back, { kind: 'cameBack', personId });")],
        seenBy: [ATTACK, REJECTED],
      },
      {
        of: 'verify',
        cuts: [
          without(
            'db/verify/refund-rules.ts',
            "bad('limits', 'payout_step', seq, 'moved money without a document');",
            ';',
          ),
        ],
        seenBy: [VERIFY, 'names a refund paid without a document'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_step: the case does not stand there')],
        seenBy: [DOORS, 'a case that is closed from where it does not stand'],
      },
    ],
  },
  {
    id: 'uncleared-cheque',
    attack: 'money of a cheque or a debt that was not paid, or was paid since',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(MOVE, "if (isUncleared(ledger, payout)) refuse('TENDER_NOT_READY', { method: payout.method });"),
        ],
        seenBy: [ATTACK, '退票 after the refund was approved'],
      },
      {
        of: 'file',
        cuts: [unraised('0026-receipt-freeze', 'payout_step: the cheque that paid was not paid itself')],
        seenBy: [ATTACK, '退票 after the refund was approved'],
      },
      {
        of: 'verify',
        cuts: [without('db/verify/check-payouts.ts', "say('the cheque that paid was not paid itself');", ';')],
        seenBy: ['tests/ledger/verify-decisions.test.ts', 'out of a cheque that was never paid'],
      },
    ],
  },
  {
    id: 'debt-paid',
    attack: 'money of a cheque or a debt that was not paid, or was paid since',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            'db/ledger/payer-debt.ts',
            "if (payer && payer.owed < amount) refuse('DEBT_PAID', { payer: payer.name, owed: minor(Math.max(payer.owed, 0)) });",
          ),
        ],
        seenBy: [CLAIMS, 'gets nothing taken off by a refund either'],
      },
      {
        of: 'rule',
        cuts: [without(PAY, 'refuseDebtPaid(ledger, payout);')],
        seenBy: [CLAIMS, 'gets nothing taken off by a refund either'],
      },
      {
        of: 'rule',
        cuts: [without(MOVE, "if (kind === 'paid') refuseBeyondDebt(ledger, account, amount);")],
        seenBy: [CLAIMS, 'gets nothing taken off by a refund either'],
      },
      {
        of: 'file',
        cuts: [unraised('0024-debt-paid', 'document: takes more off a third party than it owes')],
        seenBy: [DOORS, 'more off a third party than it owes'],
      },
    ],
  },
  {
    id: 'ticket-limits',
    attack: 'a ticket payout above the limits',
    layers: [
      {
        of: 'rule',
        cuts: [without(PAY_TICKET, 'if (!direct) approve(call, act, wanted);')],
        seenBy: [TICKETS, 'above the single or the daily limit needs a second person'],
      },
      {
        of: 'rule',
        cuts: [without('core/tickets/payout-limits.ts', 'return amount <= single && ', 'return ')],
        seenBy: [TICKETS, 'above the single or the daily limit needs a second person'],
      },
      {
        of: 'rule',
        cuts: [without('core/tickets/payout-limits.ts', ' && spent + amount <= daily;', ';')],
        seenBy: [TICKETS, 'above the single or the daily limit needs a second person'],
      },
      {
        of: 'file',
        cuts: [unraised('0016-ticket', 'ticket_payout: nobody approved it')],
        seenBy: [DOORS, 'a ticket payout that nobody approved'],
      },
      {
        of: 'verify',
        cuts: [without('db/verify/check-tickets.ts', 'if (isDirect && !within)', 'if (false)')],
        seenBy: [TICKETS, 'names a payout above the limits, or one that nobody approved'],
      },
    ],
  },
  {
    id: 'ticket-paid-once',
    attack: 'a ticket payout above the limits',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(PAY_TICKET, "if (used) refuse('REFERENCE_USED', { method: 'transfer', receipt: used.number });"),
        ],
        seenBy: [TICKETS, 'by transfer is finance’s, with the bank’s number, which pays once'],
      },
      {
        of: 'rule',
        cuts: [without(PAY_TICKET, "if (returned === 1) return refuse('TICKET_RETURNED', { n });")],
        seenBy: [TICKETS, 'comes back whole, once, to where it left from'],
      },
      {
        of: 'file',
        cuts: [
          without(
            'db/migrations/0016-ticket.sql',
            'CREATE UNIQUE INDEX ticket_payout_reference',
            'CREATE INDEX ticket_payout_reference',
          ),
        ],
        seenBy: [DOORS, 'a ticket payout under a number that paid another'],
      },
      {
        of: 'file',
        cuts: [without('db/migrations/0016-ticket.sql', ',\n  UNIQUE (ticket_id, returns)\n', '\n')],
        seenBy: [TICKETS, 'names a payout that is posted elsewhere, and money that came back of nothing'],
      },
    ],
  },
  {
    id: 'ticket-payee',
    attack: 'a ticket payout above the limits',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            'db/tickets/plan-payout.ts',
            "if (found.id === caller.personId) return refuse('TICKET_PAYEE', { fault: 'self' });",
          ),
        ],
        seenBy: [TICKETS, 'goes to a payee the ledger knows'],
      },
      {
        of: 'rule',
        cuts: [without('db/tickets/plan-payout.ts', 'customerToCharge(ledger, known.number).name', 'known.name')],
        seenBy: [TICKETS, 'goes to a payee the ledger knows'],
      },
      {
        of: 'file',
        cuts: [unraised('0016-ticket', 'ticket_payout: nobody pays themselves')],
        seenBy: [DOORS, 'a ticket payout to whoever pays it'],
      },
    ],
  },
  {
    id: 'ticket-cash',
    attack: 'a ticket payout above the limits',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(PAY_TICKET, "if (way !== 'transfer') cashOut(", 'if (false) cashOut('),
          without(
            'db/ledger/refuse-beyond-range.ts',
            "if (left < 0 && (place !== 'safe' || safeWasCounted(ledger))) refuse('CASH_SHORT', { place });",
          ),
        ],
        seenBy: [TICKETS, 'never takes more than the drawer holds'],
      },
    ],
  },
  {
    id: 'rights-of-whoever-is-signed-in',
    attack: 'arbitrary JavaScript in the cashier’s window',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            'db/server/serve.ts',
            "if (procedure.access !== 'signedIn' && !evenLocked && !session.permissions.has(procedure.access as Permission)) {",
            'if (false) {',
          ),
        ],
        seenBy: ['tests/ledger/till-attack.test.ts', 'a thousand sequences from the cashier’s window'],
      },
      {
        of: 'rule',
        cuts: [without('db/server/serve.ts', "if (approvalWindow !== ofApproval) refuse('WRONG_WINDOW', { method });")],
        seenBy: ['tests/ledger/till-attack.test.ts', 'a thousand sequences from the cashier’s window'],
      },
    ],
  },
  {
    id: 'an-account-is-never-shown-whole',
    attack: 'arbitrary JavaScript in the cashier’s window',
    layers: [
      {
        of: 'rule',
        cuts: [without('core/refund/payee.ts', 'return `**** ${tail}`;', 'return `6222020000001234566`;')],
        seenBy: ['tests/ledger/till-attack.test.ts', 'a thousand sequences from the cashier’s window'],
      },
    ],
  },
  {
    id: 'an-independent-model',
    attack: 'history written again',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            'core/refund/return-path.ts',
            'const part = Math.min(left, tenderRemainder(tender));',
            'const part = left;',
          ),
        ],
        seenBy: ['tests/sim/refunds.test.ts', 'twenty sequences of seed 4000'],
      },
    ],
  },
  {
    id: 'verify-proves-it-again',
    attack: 'history written again',
    layers: [
      {
        of: 'verify',
        cuts: [without('db/verify/check-approvals.ts', "say('nobody decides on their own request');", ';')],
        seenBy: [VERIFY, 'names a refund approved by whoever applied'],
      },
      {
        of: 'verify',
        cuts: [
          without(
            'db/verify/check-refunds.ts',
            "bad('limits', 'refund_document', seq, 'the approval had run out');",
            ';',
          ),
        ],
        seenBy: [VERIFY, 'names a refund approved more than a minute before it was posted'],
      },
      {
        of: 'verify',
        cuts: [without('db/verify/check-refunds.ts', "say('is not of the total that was approved');", ';')],
        seenBy: [VERIFY, 'names a refund posted in another amount than approved'],
      },
    ],
  },
];
