// What a binding is, and what a handler may use. The type makes a missing or a misnamed one an error.
import type { CommandMethod, InputOf, Method, OutputOf } from '../../../core/contract/contract.ts';
import type { ChangeTopic, LedgerEvent } from '../../../core/contract/frame.ts';
import type { DocumentLayout } from '../../../core/documents/document-layout.ts';
import { refuse } from '../../../core/contract/errors.ts';
import type { VerifyResult } from '../../../core/contract/procedures/ledger.ts';
import type { Courier } from '../../delivery/courier.ts';
import type { Command } from '../../ledger/command.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { DataKey } from '../../open/connection.ts';
import type { TariffIndex } from '../../readers/find-tariff.ts';
import type { PaperOrder } from '../../paper/paper-order.ts';
import type { TableReader } from '../../lists/table-reader.ts';
import type { PackageRunner } from '../../package/run-package.ts';
import type { VoucherRunner } from '../../vouchers/run-vouchers.ts';
import type { LedgerKeeper } from '../ledger-keeper.ts';
import type { Session, Sessions } from '../sessions.ts';

export interface VerifyRunner {
  /** Proves the ledger in a process of its own. Throws Refused TOO_MANY while one is running. */
  readonly run: (dataDir: string, key: DataKey, progress: (done: number, of: number) => void) => Promise<VerifyResult>;
  readonly cancel: () => boolean;
}

/** What a handler may use. `session` is there exactly when the contract asks for one. */
export interface ServerParts {
  readonly channel: number;
  /** At an approval window: its one request, those agreed to with it, and whether the window is still there. */
  readonly approval: {
    readonly request: string;
    readonly more: readonly string[];
    readonly present: () => boolean;
  } | null;
  readonly session: Session | null;
  readonly keeper: LedgerKeeper;
  readonly sessions: () => Sessions;
  readonly ledger: () => Ledger;
  readonly tariff: () => TariffIndex;
  readonly print: (order: PaperOrder) => void;
  readonly announce: (topics: readonly ChangeTopic[]) => void;
  readonly tell: (event: LedgerEvent) => void;
  readonly verify: VerifyRunner;
  readonly packages: PackageRunner;
  readonly drawPaper: DrawPaper;
  readonly vouchers: VoucherRunner;
  /** Brings things to central; `deliver` sends it on its way without waiting for it. */
  readonly courier: Courier;
  readonly deliver: () => void;
  /** Turns the bytes of a list into a table, where a hostile file hurts nobody. */
  readonly readTable: TableReader;
}

/** Has `layout` drawn as a PDF and answers its bytes. Throws Refused GLYPH_MISSING, Error when it cannot be drawn now. */
export type DrawPaper = (layout: DocumentLayout) => Promise<Uint8Array>;

export interface HandlerBinding<M extends Method> {
  readonly kind: 'handler';
  readonly handle: (parts: ServerParts, input: InputOf<M>) => OutputOf<M> | Promise<OutputOf<M>>;
}
export interface CommandBinding<M extends Method> {
  readonly kind: 'command';
  readonly command: Command<InputOf<M>, OutputOf<M>>;
  readonly changes: readonly ChangeTopic[];
  /** What takes long and needs more than the input; takes the place of the command's own `prepare`. */
  readonly prepare?: (parts: ServerParts, input: InputOf<M>) => Promise<unknown>;
  readonly after?: (parts: ServerParts, input: InputOf<M>, output: OutputOf<M>) => void;
}
export type Binding<M extends Method> = M extends CommandMethod ? CommandBinding<M> : HandlerBinding<M>;

export function handler<M extends Method>(handle: HandlerBinding<M>['handle']): HandlerBinding<M> {
  return { kind: 'handler', handle };
}
export function command<M extends CommandMethod>(
  bound: Command<InputOf<M>, OutputOf<M>>,
  changes: readonly ChangeTopic[],
  after?: CommandBinding<M>['after'],
): CommandBinding<M> {
  return { kind: 'command', command: bound, changes, ...(after ? { after } : {}) };
}

export function sessionOf(parts: ServerParts): Session {
  return parts.session ?? refuse('NOT_SIGNED_IN', {});
}

export function personOf(parts: ServerParts): number {
  return sessionOf(parts).person.id;
}

export function approvalOf(parts: ServerParts): NonNullable<ServerParts['approval']> {
  return parts.approval ?? refuse('UNKNOWN_APPROVAL', {});
}

/** Every procedure bound. */
export type AllBindings = { readonly [M in Method]: Binding<M> };
