// Guards of decisions: who decides, when, on what, with which second factor, alone or several at once.
import { type Guard, unraised, without } from './guard.ts';

const RULE = 'core/approval/approval-rule.ts';
const LEVELS = 'core/refund/approval-levels.ts';
const DECIDE = 'db/approval/decide-approval.ts';
const DECIDE_REFUND = 'db/refund/decide-refund.ts';
const FACTOR = 'db/server/second-factor.ts';
const OF_RULE = 'tests/unit/approval/approval-rule.test.ts';
const OF_LEVELS = 'tests/unit/refund/refund-rules.test.ts';
const APPROVAL = 'tests/ledger/approval.test.ts';
const ATTACK = 'tests/ledger/refund-attacks.test.ts';
const DOORS = 'tests/ledger/refund-doors.test.ts';
const BANK = 'tests/ledger/bank.test.ts';
const APPLICATIONS = 'db/verify/check-applications.ts';
const PROVED = 'tests/ledger/verify-refunds.test.ts';
const SEVERAL = 'tests/ledger/several.test.ts';
const DEPUTIES = 'tests/ledger/delegation.test.ts';
const CODES = 'tests/ledger/second-factor.test.ts';
const SQL_OF_DECISION =
  'a decision of the asker, on another matter, at another level, a second one, or without its opinion';
const SQL_OF_USE = 'a use before approval, after a minute, by another, on another matter, and twice';

export const DECIDING: readonly Guard[] = [
  {
    id: 'decided-once',
    attack: 'two approvals at once',
    layers: [
      {
        of: 'rule',
        cuts: [without(RULE, "if (approvalState(history, now) !== 'open') return 'notOpen';")],
        seenBy: [APPROVAL, 'of two at once is one'],
      },
      {
        of: 'file',
        cuts: [unraised('0003-approval', 'approval_decision: must follow the last one')],
        seenBy: [APPROVAL, SQL_OF_DECISION],
      },
      {
        of: 'file',
        cuts: [unraised('0003-approval', 'approval_decision: this request was decided')],
        seenBy: [DOORS, 'a decision after a no'],
      },
    ],
  },
  {
    id: 'case-waits-for-it',
    attack: 'two approvals at once',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            DECIDE_REFUND,
            "return head.state === 'awaitingApproval' ? head : refuse(",
            'return true ? head : refuse(',
          ),
        ],
        seenBy: [DOORS, 'a decision before it is time'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'approval_decision: this case does not wait for a decision')],
        seenBy: [DOORS, 'a decision before it is time'],
      },
    ],
  },
  {
    id: 'one-slip',
    attack: 'two approvals at once',
    layers: [
      {
        of: 'file',
        cuts: [
          without(
            'db/migrations/0014-refund.sql',
            'case_id INTEGER NOT NULL UNIQUE REFERENCES refund_case (id),\n  version INTEGER NOT NULL,\n  request_seq INTEGER UNIQUE',
            'case_id INTEGER NOT NULL REFERENCES refund_case (id),\n  version INTEGER NOT NULL,\n  request_seq INTEGER',
          ),
        ],
        seenBy: [DOORS, 'a second red slip'],
      },
    ],
  },
  {
    id: 'levels-by-different-people',
    attack: 'two supervisors deciding two levels in the same second',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            RULE,
            "if (history.decisions.some(({ personId }) => personId === approver.personId)) return 'sameAsBefore';",
          ),
        ],
        seenBy: [OF_RULE, 'is not made at two levels by one person'],
      },
      {
        of: 'rule',
        cuts: [without(LEVELS, "return own.length > 0 ? 'DECIDED_BEFORE' : null;", 'return null;')],
        seenBy: [OF_LEVELS, 'are decided by somebody who had no hand in the case'],
      },
      {
        of: 'file',
        cuts: [unraised('0003-approval', 'approval_decision: people of one case are distinct')],
        seenBy: [DOORS, 'a second level by the person of the first'],
      },
    ],
  },
  {
    id: 'every-level',
    attack: 'two supervisors deciding two levels in the same second',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(DECIDE_REFUND, "verdict === 'approved' && level === levelsOf(head).length", "verdict === 'approved'"),
        ],
        seenBy: [ATTACK, 'two supervisors in the same second'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_document: nobody approved it')],
        seenBy: [DOORS, 'a red slip before the last level'],
      },
      {
        of: 'file',
        cuts: [unraised('0003-approval', 'approval_use: was not approved')],
        seenBy: [APPROVAL, SQL_OF_USE],
      },
    ],
  },
  {
    id: 'right-of-its-kind',
    attack: 'an approver whose role was taken away a second before',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(RULE, "if (!approver.permissions.includes(approvalPermission(history.kind))) return 'noRight';"),
        ],
        seenBy: [APPROVAL, 'lost the right while the password was looked at'],
      },
    ],
  },
  {
    id: 'right-of-the-level',
    attack: 'an approver whose role was taken away a second before',
    layers: [
      {
        of: 'rule',
        cuts: [without(DECIDE_REFUND, 'open.find((one) => rights(id).has(levelPermission(one)))', 'open[0]')],
        seenBy: [ATTACK, 'by one who has the right of no such level'],
      },
    ],
  },
  {
    id: 'no-role-left',
    attack: 'an approver whose role was taken away a second before',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            'db/server/sessions.ts',
            'if (!known || rolesOf(this.#ledger, known.id).length === 0) return this.prover.unknown(username, password);',
            'if (!known) return this.prover.unknown(username, password);',
          ),
        ],
        seenBy: [APPROVAL, 'is refused to whoever lost the role a second before'],
      },
    ],
  },
  {
    id: 'never-ones-own',
    attack: 'approve own case through the contract',
    layers: [
      {
        of: 'rule',
        cuts: [without(RULE, "if (approver.personId === history.requesterId) return 'own';")],
        seenBy: [APPROVAL, 'is refused to whoever asked, even with the right'],
      },
      {
        of: 'rule',
        cuts: [without(LEVELS, "if (own.some((one) => one.as === 'applicant')) return 'OWN_CASE';")],
        seenBy: [OF_LEVELS, 'are decided by somebody who had no hand in the case'],
      },
      {
        of: 'file',
        cuts: [unraised('0003-approval', 'approval_decision: nobody decides on their own request')],
        seenBy: [ATTACK, 'one’s own case through the contract'],
      },
      {
        of: 'file',
        cuts: [unraised('0001-spine', 'person_role: duty separation')],
        seenBy: [DOORS, 'a cashier who is made a supervisor as well'],
      },
    ],
  },
  {
    id: 'who-typed-decides-nothing',
    attack: 'approve own case through the contract',
    layers: [
      {
        of: 'rule',
        cuts: [without(LEVELS, "if (own.some((one) => one.as === 'secondEntry')) return 'TYPED_IT';")],
        seenBy: [OF_LEVELS, 'are decided by somebody who had no hand in the case'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'approval_decision: who typed the payee does not decide')],
        seenBy: [DOORS, 'a decision of whoever typed the payee'],
      },
    ],
  },
  {
    id: 'who-decides-types-nothing',
    attack: 'a payee or an amount that one person typed',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            LEVELS,
            "return earlier.some((one) => one.personId === personId && one.as === 'approver');",
            'return false;',
          ),
        ],
        seenBy: [BANK, 'once two who did not apply have typed whom to'],
      },
      {
        of: 'file',
        cuts: [unraised('0032-who-decides-types-nothing', 'refund_entry: who decided types nothing')],
        seenBy: [DOORS, 'a payee typed by whoever approved'],
      },
      {
        of: 'verify',
        cuts: [without(APPLICATIONS, "if (asked?.deciders.includes(person)) say('was typed by one who had decided');")],
        seenBy: [PROVED, 'to a payee that was typed by whoever had approved it'],
      },
    ],
  },
  {
    id: 'sixty-seconds',
    attack: 'approve with an expired or replayed token',
    layers: [
      {
        of: 'rule',
        cuts: [without(RULE, "return state === 'used' || state === 'expired' ? state : 'notGiven';", 'return null;')],
        seenBy: [APPROVAL, 'holds for sixty seconds and not for one millisecond more'],
      },
      {
        of: 'file',
        cuts: [unraised('0003-approval', 'approval_use: the approval has run out')],
        seenBy: [APPROVAL, SQL_OF_USE],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_document: the approval has run out')],
        seenBy: [ATTACK, 'on an approval that has run out'],
      },
    ],
  },
  {
    id: 'no-clock-reopens-it',
    attack: 'approve with an expired or replayed token',
    layers: [
      {
        of: 'rule',
        cuts: [without(RULE, ' && ticked >= 0 && ticked <= APPROVAL_MS;', ';')],
        seenBy: [APPROVAL, 'is not reopened by a clock set back'],
      },
      {
        of: 'rule',
        cuts: [without(RULE, 'passed >= 0 && passed <= APPROVAL_MS && ')],
        seenBy: [OF_RULE, 'holds exactly while both clocks say'],
      },
    ],
  },
  {
    id: 'used-once',
    attack: 'approve with an expired or replayed token',
    layers: [
      {
        of: 'rule',
        cuts: [without(RULE, "if (history.used) return 'used';")],
        seenBy: [APPROVAL, 'lets the command through, once'],
      },
      {
        of: 'file',
        cuts: [
          without(
            'db/migrations/0003-approval.sql',
            'request_seq INTEGER PRIMARY KEY REFERENCES approval_request (seq),',
            'request_seq INTEGER NOT NULL REFERENCES approval_request (seq),',
          ),
        ],
        seenBy: [APPROVAL, SQL_OF_USE],
      },
    ],
  },
  {
    id: 'nothing-instead-of-an-approval',
    attack: 'approve with an expired or replayed token',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            'db/approval/take-approval.ts',
            "if (request === null) return refuse('APPROVAL_REQUIRED', { kind });",
            'if (request === null) return;',
          ),
        ],
        seenBy: [APPROVAL, 'is for its matter'],
      },
    ],
  },
  {
    id: 'the-matter-that-was-asked-for',
    attack: 'change the amount between two levels',
    layers: [
      {
        of: 'rule',
        cuts: [without(RULE, "return digests.asked === digests.now ? null : 'changed';", 'return null;')],
        seenBy: [ATTACK, 'on an amount that was changed between two levels'],
      },
      {
        of: 'file',
        cuts: [
          without(
            'db/migrations/0014-refund.sql',
            "BEFORE UPDATE ON refund_submission BEGIN SELECT RAISE(ABORT, 'append-only'); END;",
            'BEFORE UPDATE ON refund_submission BEGIN SELECT 1; END;',
          ),
        ],
        seenBy: [ATTACK, 'on an amount that was changed between two levels'],
      },
      {
        of: 'file',
        cuts: [unraised('0003-approval', 'approval_decision: is of another matter')],
        seenBy: [APPROVAL, SQL_OF_DECISION],
      },
    ],
  },
  {
    id: 'another-version',
    attack: 'change the amount between two levels',
    layers: [
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_request: is not asked for the case, its amount and its levels')],
        seenBy: [DOORS, 'a request for another amount'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_document: is not of the version that stands')],
        seenBy: [DOORS, 'a red slip of another amount'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_submission: the case was not returned')],
        seenBy: [DOORS, 'a second application while the first is decided'],
      },
    ],
  },
  {
    id: 'bound-to-its-matter',
    attack: 'an approval bound to another matter, person or window',
    layers: [
      {
        of: 'rule',
        cuts: [without(RULE, "if (digests.asked !== digests.now) return 'mismatch';")],
        seenBy: [APPROVAL, 'is for its matter'],
      },
      {
        of: 'file',
        cuts: [unraised('0003-approval', 'approval_use: is of another matter or person')],
        seenBy: [APPROVAL, SQL_OF_USE],
      },
    ],
  },
  {
    id: 'bound-to-its-person',
    attack: 'an approval bound to another matter, person or window',
    layers: [
      {
        of: 'rule',
        cuts: [without(RULE, 'use.personId !== history.requesterId || ')],
        seenBy: [OF_RULE, 'says what is wrong'],
      },
    ],
  },
  {
    id: 'bound-to-its-window',
    attack: 'an approval bound to another matter, person or window',
    layers: [
      {
        of: 'rule',
        cuts: [without('db/server/serve.ts', "if (approvalWindow !== ofApproval) refuse('WRONG_WINDOW', { method });")],
        seenBy: [APPROVAL, 'of a till get no answer to what belongs to the approval window'],
      },
      {
        of: 'rule',
        cuts: [without(DECIDE, "if (!present()) return refuse('UNKNOWN_APPROVAL', {});")],
        seenBy: [APPROVAL, 'of a window that went away while the password was looked at is none'],
      },
    ],
  },
  {
    id: 'a-code-where-the-level-asks',
    attack: 'the second factor replayed or gone round',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            'db/approval/code-needed.ts',
            'return found !== undefined && levelsOf(found)[history.decisions.length]?.needsTotp === true;',
            'return false;',
          ),
        ],
        seenBy: [SEVERAL, 'never go past a code'],
      },
      {
        of: 'rule',
        cuts: [
          without(DECIDE, "if (approver.code === null && codeNeeded(ledger, found)) refuse('APPROVAL_DECIDED', {});"),
        ],
        seenBy: [DOORS, 'a level that asks for a code, by a decision that was begun for the level before'],
      },
    ],
  },
  {
    id: 'a-code-once',
    attack: 'the second factor replayed or gone round',
    layers: [
      {
        of: 'rule',
        cuts: [
          without(
            'core/people/second-factor.ts',
            "return lastUsed !== null && matched <= lastUsed ? 'used' : null;",
            'return null;',
          ),
        ],
        seenBy: [CODES, 'takes each code once'],
      },
      {
        of: 'rule',
        cuts: [without(FACTOR, "if (step <= (this.#lastUsed(personId, n) ?? 0)) refuse('CODE_USED', {});")],
        seenBy: [CODES, 'of two with one code at the same moment lets one in'],
      },
    ],
  },
  {
    id: 'no-clock-brings-a-code-back',
    attack: 'the second factor replayed or gone round',
    layers: [
      {
        of: 'rule',
        cuts: [without('core/people/second-factor.ts', "if (now < seen - STEPS_AROUND) return 'clockBack';")],
        seenBy: [CODES, 'reopens no code that was seen and not used'],
      },
    ],
  },
  {
    id: 'several-only-by-policy',
    attack: 'several decided at once where no policy lets it',
    layers: [
      {
        of: 'rule',
        cuts: [without(LEVELS, 'upTo !== null && amount <= upTo', 'true')],
        seenBy: [SEVERAL, 'are refused as a whole when one is too large'],
      },
      {
        of: 'rule',
        cuts: [without(LEVELS, " && risk === 'allow' && !needsCode;", ' && !needsCode;')],
        seenBy: [SEVERAL, 'are refused as a whole when one is too large'],
      },
      {
        of: 'rule',
        cuts: [without(LEVELS, ' && !needsCode;', ';')],
        seenBy: [SEVERAL, 'never go past a code'],
      },
      {
        of: 'verify',
        cuts: [without('db/verify/check-decisions.ts', "say('was one of several, which nothing allowed');", ';')],
        seenBy: [
          'tests/ledger/verify-decisions.test.ts',
          'by one signature with others above what the office lets through',
        ],
      },
    ],
  },
  {
    id: 'a-deputy-for-days',
    attack: 'decided by a deputy or from above without the right to it',
    layers: [
      {
        of: 'rule',
        cuts: [without(DECIDE_REFUND, 'AND g.from_date <= ? AND g.until_date >= ?', 'AND ? = ?')],
        seenBy: [DEPUTIES, 'is over at once when it is taken back'],
      },
      {
        of: 'rule',
        cuts: [without(LEVELS, "if (from === to) return 'self';")],
        seenBy: [DEPUTIES, 'is somebody else who decides on refunds'],
      },
      {
        of: 'rule',
        cuts: [without(LEVELS, "return days > MOST_DELEGATED_DAYS ? 'long' : null;", 'return null;')],
        seenBy: [DEPUTIES, 'is somebody else who decides on refunds'],
      },
      {
        of: 'rule',
        cuts: [without(DECIDE_REFUND, 'inPlaceOf === null ? [] : [', 'true ? [] : [')],
        seenBy: [DEPUTIES, 'never lets two people decide two levels of one case for each other'],
      },
      {
        of: 'file',
        cuts: [unraised('0014-refund', 'refund_deputy: is of another person')],
        seenBy: [DOORS, 'a deputy whom nobody named'],
      },
    ],
  },
  {
    id: 'from-above-when-overdue',
    attack: 'decided by a deputy or from above without the right to it',
    layers: [
      {
        of: 'rule',
        cuts: [without(LEVELS, 'return escalates && isOverdue(deadlineMinutes, waitedMs) ? ', 'return escalates ? ')],
        seenBy: [DOORS, 'from above before the level is overdue'],
      },
      {
        of: 'rule',
        cuts: [without(LEVELS, 'return escalates && isOverdue(', 'return isOverdue(')],
        seenBy: [DOORS, 'from above where the table lets nothing pass up'],
      },
      {
        of: 'verify',
        cuts: [
          without(
            'db/verify/check-decisions.ts',
            "say(above ? 'was passed up before it was overdue' : 'is of somebody who has not the right of its level');",
          ),
        ],
        seenBy: ['tests/ledger/verify-decisions.test.ts', 'from above before it was overdue'],
      },
    ],
  },
];
