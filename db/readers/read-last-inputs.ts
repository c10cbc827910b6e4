// What was entered last for an item: the readings to begin the next ones with, and the day a period was paid until.
// By customer, or by the number of the meter where nobody knows the customer; indexed, so that it is there while one types.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { customerId } from './find-customer.ts';

type Last = OutputOf<'charge.lastInputs'>;
/** As many lines back as are looked at for different meters. */
const LOOKED_AT = 24;
const MOST_METERS = 8;

const CELLS = `
  SELECT f.kind, f.meter, f.reading_now AS reading, f.area, f.until_date AS until, d.business_date AS businessDate,
    d.number AS receipt
  FROM line_formula f JOIN document d ON d.seq = f.seq`;
/** What was charged by mistake was never read. */
const STANDS = 'NOT EXISTS (SELECT 1 FROM receipt_gone g WHERE g.receipt_seq = f.seq)';
const OF_CUSTOMER = `${CELLS} WHERE f.customer_id = ? AND f.item_id = ? AND ${STANDS} ORDER BY f.seq DESC, f.n DESC LIMIT ${LOOKED_AT}`;
const OF_METER = `${CELLS} WHERE f.item_id = ? AND f.meter = ? AND f.meter <> '' AND ${STANDS} ORDER BY f.seq DESC, f.n DESC LIMIT 1`;

interface Found {
  readonly kind: string;
  readonly meter: string | null;
  readonly reading: Last['meters'][number]['reading'];
  readonly area: NonNullable<Last['period']>['area'];
  readonly until: string | null;
  readonly businessDate: string;
  readonly receipt: string;
}

/** Nothing for an item or a customer that nobody knows: there is nothing to begin with, and that is no fault. */
export function readLastInputs(ledger: Ledger, { item, customer, meter }: InputOf<'charge.lastInputs'>): Last {
  const itemId = ledger.one<{ id: number }>('SELECT id FROM item WHERE code = ?', item)?.id;
  const id = customer === null ? undefined : customerId(ledger, customer);
  if (itemId === undefined) return { meters: [], period: null };
  const rows = [
    ...(id === undefined ? [] : ledger.all<Found>(OF_CUSTOMER, id, itemId)),
    ...(meter === null || meter === '' ? [] : ledger.all<Found>(OF_METER, itemId, meter)),
  ];
  const meters = new Map<string, Last['meters'][number]>();
  for (const row of rows) {
    if (row.kind !== 'metered' || row.meter === null || meters.has(row.meter) || meters.size >= MOST_METERS) continue;
    const { meter: number, reading, businessDate, receipt } = row;
    meters.set(number, { meter: number, reading, businessDate, receipt });
  }
  const period = rows.find((row) => row.kind === 'period' && row.until !== null);
  return {
    meters: [...meters.values()],
    period: period?.until ? { area: period.area, until: period.until, receipt: period.receipt } : null,
  };
}
