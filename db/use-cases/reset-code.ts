// An administrator takes the second factor from somebody whose telephone is lost, and says that a clock is right which is
// behind what the ledger has seen. Both stand in the journal: each lowers a guard.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import { totpEnd } from '../schema-totp.ts';
import { enrolmentOf } from '../readers/read-factor.ts';
import { personByUsername, readPerson } from './manage-people.ts';

type Person = OutputOf<'people.resetCode'>;

export const peopleResetCode: Command<InputOf<'people.resetCode'>, Person> = {
  run({ ledger, caller, operation }, { username }) {
    const target = personByUsername(ledger, username) ?? refuse('UNKNOWN_USER', { username });
    // Whoever sits down at an administrator's unlocked session must not be able to take the second lock off.
    if (target.id === caller.personId) refuse('CODE_RESET_OWN', {});
    const n = enrolmentOf(ledger, target.id) ?? refuse('CODE_NOT_ENROLLED', {});
    const act = new Act(ledger);
    act.insert(totpEnd, { personId: target.id, n, byPersonId: caller.personId });
    act.seal({
      kind: 'code.reset',
      ref: username,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      operation: operation({ username }),
    });
    return readPerson(ledger, username);
  },
  again: (ledger, kept) => readPerson(ledger, (kept as { username: string }).username),
};

export const clockConfirm: Command<InputOf<'clock.confirm'>, OutputOf<'clock.confirm'>> = {
  run({ ledger, caller, operation }) {
    const act = new Act(ledger);
    act.seal({
      kind: 'clock.confirmed',
      ref: null,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      operation: operation({}),
    });
    return { behindMs: 0 };
  },
  again: () => ({ behindMs: 0 }),
};
