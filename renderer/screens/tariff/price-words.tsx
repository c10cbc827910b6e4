// How an item is priced, in one line: its price, its bands, its limits, what it holds.
import { useWords } from '../../i18n/i18n.ts';
import { type Cells, methodOf } from './item-cells.ts';

export function PriceWords({ cells }: { readonly cells: Cells }) {
  const { say } = useWords();
  const method = methodOf(cells);
  const said = [
    cells.price,
    cells.bands,
    cells.contents,
    cells.least === '' ? '' : say('tariff.atLeast', { amount: cells.least }),
    cells.most === '' ? '' : say('tariff.atMost', { amount: cells.most }),
  ].filter((part) => part !== '');
  return (
    <>
      {said.length > 0 && <span className="tariff-price">{said.join(' ')}</span>}
      {method !== 'fixed' && <span className="work-tag">{say(`tariff.method.${method}`)}</span>}
    </>
  );
}
