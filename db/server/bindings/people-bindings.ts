// Binds people and their sessions, the first set-up, settings, and what somebody has half typed.
import { SETTING_KEYS } from '../../../core/settings/settings.ts';
import { readSettingHistory, readSettings } from '../../readers/read-settings.ts';
import { settingsChange } from '../../use-cases/change-setting.ts';
import {
  peopleCreate,
  peopleDeactivate,
  peopleReactivate,
  peopleReset,
  readPeople,
} from '../../use-cases/manage-people.ts';
import { clockConfirm, peopleResetCode } from '../../use-cases/reset-code.ts';
import { beginCode, codeState, confirmCode, renewCodes } from '../factor-acts.ts';
import { keepDraft, readDraft } from '../../use-cases/keep-draft.ts';
import { recoverAdministrator } from '../../use-cases/recover-administrator.ts';
import { readSetup, setupStepSaid } from '../../use-cases/set-up-step.ts';
import { command, handler, personOf, sessionOf, type AllBindings } from './binding.ts';

export const peopleBindings = {
  'session.current': handler<'session.current'>(({ keeper, sessions, channel }) =>
    keeper.status().state === 'ready' ? sessions().current(channel) : { state: 'none' },
  ),
  'session.signIn': handler<'session.signIn'>(({ sessions, channel }, { username, password, code }) =>
    sessions().signIn(channel, username, password, code),
  ),
  'session.signOut': handler<'session.signOut'>(({ sessions, channel }) => {
    sessions().end(channel, 'session.signedOut');
    return {};
  }),
  'session.lock': handler<'session.lock'>(({ sessions, channel }) => {
    sessions().lock(channel, 'session.locked');
    return {};
  }),
  'session.unlock': handler<'session.unlock'>(({ sessions, channel }, { password }) =>
    sessions().unlock(channel, password),
  ),
  'session.changePassword': handler<'session.changePassword'>(async (parts, { old, next }) => {
    await parts.sessions().changePassword(sessionOf(parts), old, next);
    return {};
  }),
  'session.recover': handler<'session.recover'>(async ({ keeper, sessions, ledger }, input) => {
    await recoverAdministrator(ledger(), (secret) => keeper.provesRecovery(secret), input);
    sessions().refreshRights();
    return {};
  }),
  'code.state': handler<'code.state'>((parts) => codeState(parts.ledger(), parts.sessions(), sessionOf(parts))),
  'code.begin': handler<'code.begin'>((parts, input) =>
    beginCode(parts.sessions(), parts.channel, sessionOf(parts), input),
  ),
  'code.confirm': handler<'code.confirm'>((parts, { code }) => {
    const given = confirmCode(parts.sessions(), parts.channel, sessionOf(parts), code);
    parts.announce(['people']);
    return given;
  }),
  'code.renew': handler<'code.renew'>((parts, input) =>
    renewCodes(parts.sessions(), parts.channel, sessionOf(parts), input),
  ),
  'people.resetCode': command<'people.resetCode'>(peopleResetCode, ['people']),
  'clock.state': handler<'clock.state'>(({ sessions }) => ({ behindMs: sessions().prover.factor.clockBehind() })),
  'clock.confirm': command<'clock.confirm'>(clockConfirm, ['people'], ({ sessions }) =>
    sessions().prover.factor.clockConfirmed(),
  ),
  'people.list': handler<'people.list'>(({ ledger }) => ({ people: readPeople(ledger()) })),
  'people.create': command<'people.create'>(peopleCreate, ['people']),
  'people.reset': command<'people.reset'>(peopleReset, ['people']),
  'people.deactivate': command<'people.deactivate'>(peopleDeactivate, ['people']),
  'people.reactivate': command<'people.reactivate'>(peopleReactivate, ['people']),
  'draft.keep': handler<'draft.keep'>((parts, input) => {
    keepDraft(parts.ledger(), personOf(parts), input);
    return {};
  }),
  'draft.get': handler<'draft.get'>((parts, { screen }) => readDraft(parts.ledger(), personOf(parts), screen)),
  'settings.read': handler<'settings.read'>((parts, { keys, date }) => {
    const day = date ?? parts.ledger().businessDate();
    return {
      date: day,
      settings: readSettings(parts.ledger(), keys ?? SETTING_KEYS, day, sessionOf(parts).permissions),
    };
  }),
  'settings.history': handler<'settings.history'>(({ ledger }, { key, before, limit }) => ({
    changes: readSettingHistory(ledger(), key, before, limit),
  })),
  'settings.change': command<'settings.change'>(settingsChange, ['settings']),
  'setup.state': handler<'setup.state'>(({ ledger }) => readSetup(ledger())),
  'setup.step': command<'setup.step'>(setupStepSaid, ['people']),
} satisfies Partial<AllBindings>;
