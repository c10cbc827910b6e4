// Copies of a customer's papers: a kept file is put on the file, and taken off again by a row of its own.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { Act } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import { customerToChange, readCustomerFile } from '../readers/customer-file.ts';
import { customerGroup } from '../readers/find-customer.ts';
import { customerPaper, customerPaperEnd } from '../schema-customers.ts';
import { attachmentOf } from './keep-attachment.ts';

export const customerAddPaper: Command<InputOf<'customer.addPaper'>, OutputOf<'customer.addPaper'>> = {
  run({ ledger, caller, operation }, { number, attachment, shows }) {
    const { id } = customerToChange(ledger, number);
    attachmentOf(ledger, attachment, 'customerPaper');
    if (ledger.one('SELECT 1 FROM customer_paper WHERE attachment_id = ?', attachment)) {
      return refuse('ATTACHMENT_IN_USE', { attachment });
    }
    const act = new Act(ledger);
    const last = ledger.one<{ n: number | null }>('SELECT max(n) AS n FROM customer_paper WHERE customer_id = ?', id);
    const n = (last?.n ?? 0) + 1;
    const said = { at: act.at, personId: caller.personId };
    act.insert(customerPaper, { customerId: id, n, attachmentId: attachment, shows, ...said });
    act.seal({
      kind: 'customer.paperAdded',
      ref: number,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { attachment, shows },
      operation: operation({ number }),
    });
    return readCustomerFile(ledger, number);
  },
  again: (ledger, kept) => readCustomerFile(ledger, (kept as { number: string }).number),
};

const PAPER = `
  SELECT p.customer_id AS customerId, p.n FROM customer_paper p WHERE p.attachment_id = ? AND NOT EXISTS (
    SELECT 1 FROM customer_paper_end e WHERE e.customer_id = p.customer_id AND e.n = p.n)`;

export const customerRemovePaper: Command<InputOf<'customer.removePaper'>, OutputOf<'customer.removePaper'>> = {
  run({ ledger, caller, operation }, { number, attachment, reason }) {
    refuseCardNumbers([reason]);
    const { id } = customerToChange(ledger, number);
    const paper = ledger.one<{ customerId: number; n: number }>(PAPER, attachment);
    // A paper of somebody who was merged into this customer is theirs now.
    if (!paper || !customerGroup(ledger, id).includes(paper.customerId)) {
      return refuse('UNKNOWN_ATTACHMENT', { attachment });
    }
    const act = new Act(ledger);
    act.insert(customerPaperEnd, { ...paper, reason, at: act.at, personId: caller.personId });
    act.seal({
      kind: 'customer.paperRemoved',
      ref: number,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { attachment },
      operation: operation({ number }),
    });
    return readCustomerFile(ledger, number);
  },
  again: (ledger, kept) => readCustomerFile(ledger, (kept as { number: string }).number),
};
