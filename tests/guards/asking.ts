// Guards of applications: what may be asked for, how much, of what, and whom two people must have typed.
import { type Guard, unraised, without } from './guard.ts';

const PLAN = 'db/refund/plan-refund.ts';
const PLAN_RECEIPT = 'db/refund/plan-receipt.ts';
const BLOCKED = 'db/refund/receipt-blocked.ts';
const REFUND_SQL = 'db/migrations/0014-refund.sql';
const ATTACK = 'tests/ledger/refund-attacks.test.ts';
const DOORS = 'tests/ledger/refund-doors.test.ts';
const FREEZE = 'tests/ledger/receipt-freeze.test.ts';
const BANK = 'tests/ledger/bank.test.ts';
const VERIFY = 'tests/ledger/verify-refunds.test.ts';

export const ASKING: readonly Guard[] = [
  {
    id: 'no-more-than-the-line',
    attack: 'refund the same line from two windows at once',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            'core/refund/refundable.ts',
            "if (quantity > rest.quantity) return failed({ code: 'MORE_THAN_BOUGHT', refundable: rest.quantity });",
          ),
        ],
        seenBy: [ATTACK, 'for the same line from two windows at once'],
      },
      {
        of: 'rule',
        cuts: [
          without(
            'core/refund/refundable.ts',
            "if (amount > refundable) return failed({ code: 'MORE_THAN_PAID', refundable });",
          ),
        ],
        seenBy: [DOORS, 'more money of a line than is left of it'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_line: more than was paid')],
        seenBy: [ATTACK, 'for the same line from two windows at once'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_back: more than this tender brought')],
        seenBy: [ATTACK, 'for the same line from two windows at once'],
      },
      {
        of: 'verify',
        cuts: [
          without(
            'db/verify/check-applications.ts',
            'if (sum > numberAt(paid, most[key]) || part[key] < 0)',
            'if (false)',
          ),
        ],
        seenBy: [VERIFY, 'names a refund of more than its line'],
      },
      {
        of: 'verify',
        cuts: [without('db/verify/check-applications.ts', 'if (sum > numberAt(tender, TENDER.applied))', 'if (false)')],
        seenBy: [VERIFY, 'names a refund of more than its tender'],
      },
    ],
  },
  {
    id: 'no-more-than-the-load',
    attack: 'refund the same line from two windows at once',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            'db/refund/plan-held.ts',
            "if (amount > free) return refuse('REFUND_EXCEEDS', { n, refundable: Math.max(0, free) });",
          ),
        ],
        seenBy: [DOORS, 'for the same load from two windows at once'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_back: more than is left of this load')],
        seenBy: [DOORS, 'for the same load from two windows at once'],
      },
    ],
  },
  {
    id: 'whole-when-sealed',
    attack: 'refund the same line from two windows at once',
    layers: [
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_submission: lines, backs and total differ')],
        seenBy: [DOORS, 'an application that is not its lines'],
      },
    ],
  },
  {
    id: 'proof-of-payment-issued',
    attack: 'a refund of a receipt that is lost, voided, exchanged or invoiced',
    layers: [
      {
        of: 'rule',
        cuts: [without(BLOCKED, 'stopped, lost, invoiced', 'stopped, invoiced')],
        seenBy: [ATTACK, 'for a receipt whose proof of payment was issued'],
      },
      {
        of: 'file',
        cuts: [unraised('0020-lost-refund', 'refund_submission: its receipt is registered as lost')],
        seenBy: [ATTACK, 'for a receipt whose proof of payment was issued'],
      },
      {
        of: 'verify',
        cuts: [without('db/verify/check-applications.ts', 'if (register !== undefined && !isNamed)', 'if (false)')],
        seenBy: [VERIFY, 'names a refund of a lost receipt to somebody who does not name the register'],
      },
    ],
  },
  {
    id: 'a-paper-that-stands-no-more',
    attack: 'a refund of a receipt that is lost, voided, exchanged or invoiced',
    layers: [
      {
        of: 'rule',
        cuts: [without(BLOCKED, '[voided, exchanged,', '[exchanged,')],
        seenBy: [DOORS, 'for a receipt that was voided'],
      },
      {
        of: 'rule',
        cuts: [without(BLOCKED, '[voided, exchanged, reissued,', '[voided, reissued,')],
        seenBy: [DOORS, 'for a receipt that was exchanged'],
      },
      {
        of: 'rule',
        cuts: [without(BLOCKED, 'lost, invoiced, frozen]', 'lost, frozen]')],
        seenBy: [DOORS, 'for a receipt whose invoice stands'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_case: this receipt was voided')],
        seenBy: [DOORS, 'for a receipt that was voided'],
      },
      {
        of: 'file',
        cuts: [unraised('0020-lost-refund', 'refund_case: this receipt was exchanged')],
        seenBy: [DOORS, 'for a receipt that was exchanged'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_case: the invoice of this receipt stands')],
        seenBy: [DOORS, 'for a receipt whose invoice stands'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'receipt_void: this receipt is being refunded')],
        seenBy: [DOORS, 'a void of what is being refunded'],
      },
    ],
  },
  {
    id: 'card-money-never-as-notes',
    attack: 'a refund of prepayment loaded by card asked in cash',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            PLAN,
            "for (const { method, way } of ways) if (!wayIsPossible(method, way)) all.push({ rule: 'channel', method, way });",
          ),
        ],
        seenBy: [DOORS, 'in notes for a card, whatever the policy lets through'],
      },
      {
        of: 'rule',
        cuts: [
          without(
            'core/refund/refund-policy.ts',
            "if (!channel(method).allowed.includes(way)) refusals.push({ rule: 'channel', method, way });",
            'continue;',
          ),
        ],
        seenBy: ['tests/unit/refund/refund-rules.test.ts', 'names every rule that refuses, all at once'],
      },
      {
        of: 'rule',
        cuts: [without('db/use-cases/pay-refund.ts', 'if (!wayIsPossible(method, way)) return false;')],
        seenBy: [DOORS, 'in notes for a card, whatever the policy lets through'],
      },
      {
        of: 'file',
        cuts: [
          without(
            REFUND_SQL,
            "whoever approves it.\n  CHECK (way <> 'cash' OR method IN ('cash', 'cheque', 'transfer')),",
            'whoever approves it.',
          ),
        ],
        seenBy: [ATTACK, 'in notes, for a prepayment that was loaded by card'],
      },
      {
        of: 'file',
        cuts: [
          without(
            REFUND_SQL,
            "CHECK (replaces < n),\n  CHECK (way <> 'cash' OR method IN ('cash', 'cheque', 'transfer')),",
            'CHECK (replaces < n),',
          ),
        ],
        seenBy: [DOORS, 'in notes for a card, whatever the policy lets through'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_back: does not say how the money came')],
        seenBy: [DOORS, 'a way back that lies about how the money came'],
      },
      {
        of: 'verify',
        cuts: [
          without('db/verify/check-applications.ts', 'if (!wayIsPossible(method, way as RefundWay))', 'if (false)'),
        ],
        seenBy: [VERIFY, 'names a refund in notes of what a card brought'],
      },
    ],
  },
  {
    id: 'prepayment-the-way-it-came',
    attack: 'a refund of prepayment loaded by card asked in cash',
    layers: [
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'prepayment_draw: goes back the way it came')],
        seenBy: [DOORS, 'a load that goes back another way'],
      },
    ],
  },
  {
    id: 'lost-benefit',
    attack: 'a partial refund that drops the bill below its threshold discount',
    layers: [
      {
        of: 'rule',
        cuts: [without('core/refund/lost-benefit.ts', 'return Math.max(0, borne - merited);', 'return 0;')],
        seenBy: [ATTACK, 'for a part that drops what is kept below its threshold discount'],
      },
      {
        of: 'rule',
        cuts: [
          without(
            'core/refund/lost-benefit.ts',
            'return whole || keptShare === 0 ? 0 : Math.max(0, keptSingly - keptShare);',
            'return 0;',
          ),
        ],
        seenBy: ['tests/unit/refund/refund-rules.test.ts', 'is kept at what its things cost singly'],
      },
    ],
  },
  {
    id: 'risk-blocks',
    attack: 'a risk that blocks or asks for one level more',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            'db/refund/submit-refund.ts',
            "if (verdict === 'block' && finding) refuse('REFUND_RISK', { rule: finding.rule });",
          ),
        ],
        seenBy: [DOORS, 'what a risk rule blocks'],
      },
    ],
  },
  {
    id: 'risk-asks-somebody',
    attack: 'a risk that blocks or asks for one level more',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            'core/refund/approval-levels.ts',
            "if (matter.risk === 'allow' && matter.amount <= table.autoUpTo) return [];",
            'if (matter.amount <= table.autoUpTo) return [];',
          ),
        ],
        seenBy: ['tests/unit/refund/refund-rules.test.ts', 'are none only up to the limit the office has set'],
      },
      {
        of: 'verify',
        cuts: [
          without(
            'db/verify/refund-rules.ts',
            "if (textAt(row, SUBMITTED.verdict) !== risk) say('its verdict is not that of its findings');",
          ),
        ],
        seenBy: [VERIFY, 'names a refund judged milder than what was found'],
      },
      {
        of: 'verify',
        cuts: [without('db/verify/refund-rules.ts', "say('fewer decide than the table asks for');", ';')],
        seenBy: [VERIFY, 'names a refund approved by a rule that says no such thing'],
      },
    ],
  },
  {
    id: 'frozen-receipt',
    attack: 'money of what is frozen',
    layers: [
      {
        of: 'rule',
        cuts: [without(BLOCKED, 'reissued, stopped, lost', 'reissued, lost')],
        seenBy: [FREEZE, 'is neither asked back, voided, exchanged nor corrected'],
      },
      {
        of: 'rule',
        cuts: [without('db/refund/post-refund.ts', 'refuseFrozenReceipt(ledger, head.receiptSeq);')],
        seenBy: [FREEZE, 'stops a refund that is under way'],
      },
      {
        of: 'rule',
        cuts: [
          without(
            'db/refund/move-payout.ts',
            'refuseFrozenReceipt(ledger, payout.isReceipt === 1 ? payout.tenderSeq : null);',
            ';',
          ),
        ],
        seenBy: [FREEZE, 'stops a refund that is under way'],
      },
      ...[
        'receipt_void: this receipt is frozen',
        'receipt_exchange: this receipt is frozen',
        'receipt_reissue: this receipt is frozen',
        'tender_correction: this receipt is frozen',
        'refund_submission: its receipt is frozen',
        'refund_document: its receipt is frozen',
        'payout_step: its receipt is frozen',
      ].map((message) => ({
        of: 'file' as const,
        cuts: [unraised('0026-receipt-freeze', message)],
        seenBy: [FREEZE, 'lets nothing of a frozen receipt through'] as const,
      })),
      {
        of: 'file',
        cuts: [unraised('0026-receipt-freeze', 'receipt_freeze: nobody approved it')],
        seenBy: [DOORS, 'a freeze that nobody approved'],
      },
    ],
  },
  {
    id: 'frozen-customer',
    attack: 'money of what is frozen',
    layers: [
      {
        of: 'rule',
        cuts: [without(BLOCKED, 'invoiced, frozen]', 'invoiced]')],
        seenBy: [DOORS, 'for a customer who is frozen'],
      },
      {
        of: 'rule',
        cuts: [
          without(
            'db/refund/plan-held.ts',
            "if (blocked !== null) return refuse('REFUND_BLOCKED', { reason: blocked.reason, by: blocked.by ?? '' });",
          ),
        ],
        seenBy: [DOORS, 'for a customer who is frozen'],
      },
    ],
  },
  {
    id: 'typed-by-two',
    attack: 'a payee or an amount that one person typed',
    layers: [
      {
        of: 'rule',
        cuts: [without('db/use-cases/confirm-refund.ts', 'personId === head.personId || ')],
        seenBy: [BANK, 'is written again as the same bytes, whatever payee was typed since'],
      },
      {
        of: 'rule',
        cuts: [without('db/use-cases/confirm-refund.ts', ' || personId === base.personId)', ')')],
        seenBy: [BANK, 'is written again as the same bytes, whatever payee was typed since'],
      },
      {
        of: 'rule',
        cuts: [without('core/refund/payee.ts', "['name', 'account', 'bank'] as const", "['name', 'bank'] as const")],
        seenBy: [DOORS, 'another account the second time'],
      },
      {
        of: 'rule',
        cuts: [without('core/refund/payee.ts', "if (first.amount !== second.amount) differing.push('amount');")],
        seenBy: [DOORS, 'another amount the second time'],
      },
      {
        of: 'rule',
        cuts: [
          without('db/use-cases/bank-batch.ts', "if (!isTypedByTwo(ledger, payout)) refuse('PAYEE_REQUIRED', {});"),
        ],
        seenBy: [BANK, 'is written again as the same bytes, whatever payee was typed since'],
      },
      {
        of: 'file',
        cuts: [unraised('0023-bank', "refund_entry: the first is the applicant''s, the others are somebody else''s")],
        seenBy: [DOORS, 'a second entry by whoever applied'],
      },
      {
        of: 'file',
        cuts: [unraised('0023-bank', 'refund_entry: two people type, not one')],
        seenBy: [DOORS, 'a second entry by whoever typed the new payee'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_step: two people must have typed it')],
        seenBy: [DOORS, 'a case that goes on before the second entry'],
      },
      {
        of: 'file',
        cuts: [unraised('0023-bank', 'payout_step: two people must have typed the payee')],
        seenBy: [DOORS, 'a second entry by whoever typed the new payee'],
      },
      {
        of: 'verify',
        cuts: [without('db/verify/check-applications.ts', "say('was not typed by two');", ';')],
        seenBy: [VERIFY, 'names a refund to a payee that one person typed'],
      },
    ],
  },
  {
    id: 'an-account-that-is-one',
    attack: 'a payee or an amount that one person typed',
    layers: [
      {
        of: 'rule',
        cuts: [without('core/refund/payee.ts', "if (isCard && !luhn(account)) return 'checkDigit';")],
        seenBy: [DOORS, 'an account whose check digit is wrong'],
      },
    ],
  },
  {
    id: 'confirmed-by-the-department',
    attack: 'a risk that blocks or asks for one level more',
    layers: [
      {
        of: 'rule',
        cuts: [without('db/refund/submit-refund.ts', 'use: plan.awaitsUse.length > 0,', 'use: false,')],
        seenBy: ['tests/ledger/use-confirmation.test.ts', 'waits, and goes on when the department says it'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'use_confirmation: more than was bought')],
        seenBy: [DOORS, 'a confirmation of more than was bought'],
      },
      {
        of: 'verify',
        cuts: [without('db/verify/check-applications.ts', 'this.#mustBeConfirmed(seq, one, version);', ';')],
        seenBy: [VERIFY, 'names a refund of what the department never confirmed'],
      },
    ],
  },
  {
    id: 'money-that-arrived',
    attack: 'money of a cheque or a debt that was not paid, or was paid since',
    layers: [
      {
        of: 'rule',
        cuts: [without(PLAN_RECEIPT, "if (tender.state === 'unproved' || tender.state === 'bounced')", 'if (false)')],
        seenBy: [DOORS, 'for a payment that nothing proves yet'],
      },
    ],
  },
];
