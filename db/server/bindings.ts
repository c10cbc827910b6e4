// Every procedure of the contract bound to what carries it out, gathered from the files in bindings/.
// The type makes a missing or a misnamed one an error.
import type { OutputOf } from '../../core/contract/contract.ts';
import { type Command, findOperation } from '../ledger/command.ts';
import { type AllBindings, handler, personOf, type ServerParts } from './bindings/binding.ts';
import { cashBindings } from './bindings/cash-bindings.ts';
import { chargeBindings } from './bindings/charge-bindings.ts';
import { ledgerBindings } from './bindings/ledger-bindings.ts';
import { listsBindings } from './bindings/lists-bindings.ts';
import { moneyHeldBindings } from './bindings/money-held-bindings.ts';
import { paperBindings } from './bindings/paper-bindings.ts';
import { peopleBindings } from './bindings/people-bindings.ts';
import { refundBindings } from './bindings/refund-bindings.ts';
import { registersBindings } from './bindings/registers-bindings.ts';
import { reportBindings } from './bindings/report-bindings.ts';
import { centralBindings } from './bindings/central-bindings.ts';
import { ticketBindings } from './bindings/ticket-bindings.ts';
import { shiftBindings } from './bindings/shift-bindings.ts';

export const bindings: AllBindings = {
  ...ledgerBindings,
  ...peopleBindings,
  ...shiftBindings,
  ...cashBindings,
  ...chargeBindings,
  ...moneyHeldBindings,
  ...paperBindings,
  ...listsBindings,
  ...registersBindings,
  ...refundBindings,
  ...reportBindings,
  ...centralBindings,
  ...ticketBindings,
  'operation.find': handler<'operation.find'>((parts, { operationId }) => findMine(parts, operationId)),
};

const commands = bindings as unknown as Readonly<Record<string, { readonly command: Command<never, unknown> }>>;

// Only the person who gave the command may ask for its answer.
function findMine(parts: ServerParts, operationId: string): OutputOf<'operation.find'> {
  const ledger = parts.ledger();
  const found = findOperation(ledger, operationId);
  if (!found || found.personId !== personOf(parts)) return { found: false };
  const result = commands[found.method]?.command.again(ledger, JSON.parse(found.answer));
  return { found: true, method: found.method, result };
}
