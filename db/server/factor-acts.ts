// What a person does with their own second factor: begin, confirm, make new recovery codes. Calls of a session and no
// commands: an answer that holds a secret is given once and kept nowhere.
import type { OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { Act } from '../ledger/act.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readFactor } from '../readers/read-factor.ts';
import type { Session, Sessions } from './sessions.ts';

type Given = OutputOf<'code.confirm'>;

/** Where the person of `session` stands. */
export function codeState(ledger: Ledger, sessions: Sessions, session: Session): OutputOf<'code.state'> {
  const factor = readFactor(ledger, session.person.id);
  return {
    since: factor?.since ?? null,
    recoveryLeft: factor?.left ?? null,
    required: sessions.prover.factor.requiredOf(sessions.describe(session).user.roles),
  };
}

/** Shows a new secret, once. Whoever has a factor already needs it to replace it. */
export async function beginCode(
  sessions: Sessions,
  channel: number,
  session: Session,
  input: { readonly password: string; readonly code?: string | undefined },
): Promise<OutputOf<'code.begin'>> {
  const { prover } = sessions;
  const { person } = session;
  const tried = await prover.password(person, input.password);
  sessions.refuseGone(channel, session);
  const proof = prover.factor.enrolled(person.id) === null ? null : prover.code(person, tried, input.code, 'enrol');
  sessions.write(session, 'code.begun', (act) => {
    proof?.spend(act);
    prover.guard.proved(person.id);
  });
  return prover.factor.begin(channel, person);
}

/** Takes the first code of the secret that was shown: from now on the factor counts. Answers the recovery codes, once. */
export function confirmCode(sessions: Sessions, channel: number, session: Session, code: string): Given {
  const { prover } = sessions;
  const { person } = session;
  const tried = prover.guard.enter(person.id);
  if (!('failures' in tried)) return refuse('LOCKED_OUT', { retryInMs: tried.waitMs });
  const confirmed = prover.factor.confirm(channel, person.id, code);
  if (typeof confirmed === 'string') return prover.codeFailed(person, tried, confirmed);
  const replaces = prover.factor.enrolled(person.id) !== null;
  let codes: readonly string[] = [];
  sessions.write(session, replaces ? 'code.replaced' : 'code.enrolled', (act) => {
    codes = confirmed(act);
    prover.guard.proved(person.id);
  });
  prover.factor.forget(channel);
  session.mustEnrol = false;
  return { codes: [...codes] };
}

/** New recovery codes in place of all earlier ones. */
export async function renewCodes(
  sessions: Sessions,
  channel: number,
  session: Session,
  input: { readonly password: string; readonly code?: string | undefined },
): Promise<Given> {
  const { prover } = sessions;
  const { person } = session;
  const tried = await prover.password(person, input.password);
  sessions.refuseGone(channel, session);
  const proof = prover.code(person, tried, input.code, 'renew');
  let codes: readonly string[] = [];
  sessions.write(session, 'code.renewed', (act: Act) => {
    proof.spend(act);
    codes = prover.factor.renew(act, person.id);
    prover.guard.proved(person.id);
  });
  return { codes: [...codes] };
}
