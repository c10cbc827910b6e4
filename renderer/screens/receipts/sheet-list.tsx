// Every sheet a receipt went out on, with the number of its paper and what became of it, and the state of its e-invoice.
import type { InvoiceView, SheetView } from '../../../core/contract/procedures/paper.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';

type SheetListProps = { readonly sheets: readonly SheetView[] };

export function SheetList({ sheets }: SheetListProps) {
  const { say, locale } = useWords();
  if (sheets.length === 0) return null;
  return (
    <section className="sheets">
      <h3>{say('paper.sheets.title')}</h3>
      <ol>
        {sheets.map((sheet) => (
          <li key={sheet.n} className={sheet.spoiled === null ? '' : 'sheet-spoiled'}>
            <b>
              {sheet.kind === 'copy'
                ? say('paper.sheets.copy', { n: sheet.copyNumber ?? 1 })
                : say(`paper.sheets.${sheet.kind}`)}
            </b>{' '}
            {sheet.stock !== null && <span className="sheet-number">{sheet.stock}</span>}
            <small>
              {moment(sheet.at, locale)} · {sheet.by}
              {sheet.reason !== null && ` · ${sheet.reason}`}
            </small>
            {sheet.spoiled !== null && (
              <small className="sheet-why">
                {say('paper.sheets.spoiled', {
                  reason: say(`paper.spoil.reasons.${sheet.spoiled.reason}`),
                  by: sheet.spoiled.by,
                })}
                {sheet.spoiled.note !== null && ` · ${sheet.spoiled.note}`}
              </small>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

type InvoiceFactsProps = { readonly invoice: InvoiceView; readonly onRecord: (() => void) | null };

export function InvoiceFacts({ invoice, onRecord }: InvoiceFactsProps) {
  const { say, locale } = useWords();
  const last = invoice.steps.at(-1);
  return (
    <section className="sheets">
      <h3>
        {say('paper.invoice.title')} <b>{say(`paper.invoice.status.${invoice.status}`)}</b>
      </h3>
      {last !== undefined && (
        <p className="sheet-invoice selectable">
          {say(`paper.invoice.kinds.${last.kind}`)}
          {last.number !== null && (
            <span className="sheet-number">{[last.code, last.number].filter(Boolean).join(' ')}</span>
          )}
          <small>
            {moment(last.at, locale)} · {last.by}
            {last.note !== null && ` · ${last.note}`}
          </small>
        </p>
      )}
      {invoice.alsoOn.length > 0 && (
        <p className="viewer-muted">{say('paper.invoice.alsoOn', { numbers: invoice.alsoOn.join(' ') })}</p>
      )}
      {onRecord !== null && (
        <ActionButton size="small" action="recordInvoice" onPress={onRecord}>
          {say('paper.invoice.record')}
        </ActionButton>
      )}
    </section>
  );
}
