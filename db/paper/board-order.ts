// The public tariff board as an order for whoever makes papers: what is on sale on a date, by category.
import { randomUUID } from 'node:crypto';
import { type BoardItem, boardLayout } from '../../core/documents/board-layout.ts';
import type { PaperLocale } from '../../core/documents/receipt-words.ts';
import { readRule } from '../../core/tariff/tariff-rule.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import type { PaperOrder } from './paper-order.ts';
import { sealOn } from './print-job.ts';

const ON_SALE = `
  SELECT i.code, v.name, v.category, v.unit, v.price, v.rule, v.spec, v.note AS basis, v.until_date AS untilDate
  FROM item i JOIN item_version v ON v.item_id = i.id
  WHERE v.n = (SELECT w.n FROM item_version w WHERE w.item_id = i.id AND w.from_date <= ? ORDER BY w.from_date DESC, w.n DESC LIMIT 1)
    AND v.credit_kind <> 'receivable'
  ORDER BY i.code`;

export interface BoardWish {
  /** YYYY-MM-DD; null: the business date. */
  readonly date: string | null;
  readonly paper: 'A4' | 'A3';
  readonly locale: PaperLocale;
}

/** The order of a board, with how many items it shows and the day they hold on. */
export function boardOrder(
  ledger: Ledger,
  wish: BoardWish,
): { readonly order: PaperOrder; readonly items: number; readonly date: string } {
  const date = wish.date ?? ledger.businessDate();
  const items = ledger
    .all<Omit<BoardItem, 'rule'> & { rule: string | null; untilDate: string | null }>(ON_SALE, date)
    .filter((row) => row.untilDate === null || row.untilDate >= date)
    .map(
      ({ untilDate: _until, rule, ...item }): BoardItem => ({ ...item, rule: rule === null ? null : readRule(rule) }),
    );
  const { complaintPhone } = settingOn(ledger, 'contact', date);
  const { organisation, currency } = ledger.meta;
  const board = { organisation, currency, date, complaintPhone, items };
  const { locale, paper } = wish;
  // A board made again after a price was put right does not write over the one that already hangs on the wall.
  const jobId = randomUUID();
  const order: PaperOrder = {
    jobId,
    businessDate: date,
    fileName: `tariff-${date}-${paper}-${jobId.slice(0, 8)}.pdf`,
    layout: boardLayout(board, { locale, paper, seal: sealOn(ledger, date) }),
    printer: {
      name: settingOn(ledger, 'listPaper', ledger.businessDate()).printer,
      media: paper,
      copies: 1,
      slowAfterMs: 60_000,
      send: false,
    },
  };
  return { order, items: items.length, date };
}
