// What the first run asks for and what may be wrong with it. Pure; the ledger checks the same again.
import { passwordFault } from '../../../core/people/password-rule.ts';
import type { WordKey } from '../../i18n/i18n.ts';

export type SetUp = {
  readonly organisation: string;
  readonly counterCode: string;
  readonly counterName: string;
  readonly adminName: string;
  readonly username: string;
  readonly password: string;
  readonly passwordAgain: string;
  readonly passphrase: string;
  readonly passphraseAgain: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly demo: boolean;
};
export type SetUpField = Exclude<keyof SetUp, 'demo' | 'currency'>;

export const EMPTY_SETUP: SetUp = {
  organisation: '',
  counterCode: '',
  counterName: '',
  adminName: '',
  username: '',
  password: '',
  passwordAgain: '',
  passphrase: '',
  passphraseAgain: '',
  currency: 'CNY',
  demo: false,
};

// The same forms as the contract's counterCode and username, which would bring all its schemas into the window.
const COUNTER_CODE = /^[A-Z][A-Z0-9]{1,7}$/;
export const USERNAME = /^[a-z][a-z0-9._-]{1,31}$/;
const PASSPHRASE_MIN = 8;

/** Field → the sentence about it; no entry means that the field is right. */
export function faultsOf(setUp: SetUp, needsPassphrase: boolean): Partial<Record<SetUpField, WordKey>> {
  const faults: Partial<Record<SetUpField, WordKey>> = {};
  for (const name of ['organisation', 'counterName', 'adminName'] as const) {
    if (setUp[name].trim() === '') faults[name] = 'start.first.required';
  }
  if (!COUNTER_CODE.test(setUp.counterCode)) faults.counterCode = 'start.first.badCode';
  if (!USERNAME.test(setUp.username)) faults.username = 'start.first.badUsername';
  const weak = passwordFault(setUp.password, setUp.username);
  if (weak !== null) faults.password = `faults.PASSWORD_REFUSED.${weak}`;
  if (setUp.password !== setUp.passwordAgain) faults.passwordAgain = 'start.first.differ';
  if (needsPassphrase) {
    if ([...setUp.passphrase].length < PASSPHRASE_MIN) faults.passphrase = 'faults.PASSWORD_REFUSED.tooShort';
    if (setUp.passphrase !== setUp.passphraseAgain) faults.passphraseAgain = 'start.first.differ';
  }
  return faults;
}
