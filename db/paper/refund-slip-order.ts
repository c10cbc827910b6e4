// The paper of a refund 退费单, read back from the ledger by the number of its document F.
import type { PrintMark } from '../../core/contract/receipt-view.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { DocumentLayout } from '../../core/documents/document-layout.ts';
import type { PaperLocale } from '../../core/documents/receipt-words.ts';
import type { ReceiptPaperSize } from '../../core/documents/receipt-paper.ts';
import { refundPaper } from '../../core/documents/refund-paper.ts';
import type { RefundSlip } from '../../core/documents/refund-slip-layout.ts';
import { currencyOf } from '../../core/money/money.ts';
import { parseDocumentNumber } from '../../core/numbers/document-number.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readCase } from '../readers/read-refund.ts';
import { readReceipt } from '../readers/read-receipt.ts';
import { paperLocale } from './paper-locale.ts';
import { arrivalOf } from '../refund/plan-refund.ts';

interface SlipRow {
  readonly number: string;
  readonly at: number;
  readonly businessDate: string;
  readonly utcOffset: number;
}

const SLIP = `
  SELECT number, at, business_date AS businessDate, utc_offset AS utcOffset FROM document WHERE type = 'F' AND n = ? AND number = ?`;
const CATEGORIES = `
  SELECT DISTINCT v.category FROM line l JOIN item_version v ON v.item_id = l.item_id
  WHERE l.seq = (SELECT seq FROM document WHERE type = 'R' AND n = ?)`;

/** Whether `number` is that of a refund's document. */
export function isRefundSlip(number: string): boolean {
  return parseDocumentNumber(number.trim().toUpperCase())?.type === 'F';
}

/** The number of refund slip `text` as the ledger has it. Throws Refused UNKNOWN_REFUND. */
export function refundSlipNumber(ledger: Ledger, text: string): string {
  return slipRow(ledger, text).number;
}

function slipRow(ledger: Ledger, text: string): SlipRow {
  const number = text.trim().toUpperCase();
  const row = ledger.one<SlipRow>(SLIP, parseDocumentNumber(number)?.n ?? 0, number);
  return row ?? refuse('UNKNOWN_REFUND', { number: text });
}

/** Layout and business date of the slip. Throws Refused UNKNOWN_REFUND. */
export function refundSlip(
  ledger: Ledger,
  text: string,
  mark: PrintMark,
  wish: { readonly locale?: PaperLocale | undefined; readonly paper: ReceiptPaperSize },
): { readonly layout: DocumentLayout; readonly businessDate: string } {
  const { number, at, businessDate, utcOffset } = slipRow(ledger, text);
  const one = readCase(ledger, number);
  const receipt = one.receipt === null ? null : readReceipt(ledger, one.receipt).view;
  const { organisation, counterCode, counterName, currency } = ledger.meta;
  const categories = ledger
    .all<{ category: string }>(CATEGORIES, parseDocumentNumber(one.receipt ?? '')?.n ?? 0)
    .map(({ category }) => category);
  const slip: RefundSlip = {
    organisation: receipt?.organisation ?? organisation,
    counter: { code: counterCode, name: counterName },
    currency: currencyOf(currency),
    utcOffsetMinutes: utcOffset,
    number,
    at,
    receipt: receipt && {
      number: receipt.number,
      at: receipt.postedAt,
      payer: receipt.payer ?? receipt.customer?.name ?? null,
    },
    arrives: Object.fromEntries(
      one.payouts.map((payout) => [payout.n, arrivalOf(ledger, businessDate, categories, payout)]),
    ),
    case: one,
  };
  const locale = paperLocale(ledger, wish.locale, businessDate);
  return { layout: refundPaper(slip, mark, { locale, paper: wish.paper }), businessDate };
}
