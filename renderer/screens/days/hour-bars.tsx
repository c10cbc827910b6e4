// Takings hour by hour as upright bars; a pause between the first and the last hour shows as a gap.
// The bars are drawn, the figures are text: a screen reader reads a list.
import type { DaySheet } from '../../../core/contract/day-sheet.ts';
import { formatAmount, formatWhole } from '../../../core/money/format-amount.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';

const HEIGHT = 96;

export function HourBars({ hours }: { readonly hours: DaySheet['hours'] }) {
  const { currency } = useServices();
  const { say } = useWords();
  const first = hours[0]?.hour ?? 0;
  const last = hours.at(-1)?.hour ?? first;
  const most = Math.max(1, ...hours.map(({ amount }) => Math.abs(amount)));
  const all = Array.from({ length: last - first + 1 }, (_, n) => ({
    hour: first + n,
    row: hours.find(({ hour }) => hour === first + n),
  }));
  return (
    <ol className="hour-bars" data-testid="hour-bars">
      {all.map(({ hour, row }) => {
        const height = row === undefined ? 0 : Math.max(2, Math.round((Math.abs(row.amount) / most) * HEIGHT));
        const amount = row === undefined ? '' : formatAmount(row.amount, currency);
        return (
          <li
            key={hour}
            title={say('days.today.hour', { hour, amount: amount === '' ? '0' : amount, count: row?.count ?? 0 })}
          >
            <span className="hour-figure">{row === undefined ? '' : formatWhole(row.amount, currency)}</span>
            <svg
              width="100%"
              height={HEIGHT}
              preserveAspectRatio="none"
              viewBox={`0 0 10 ${HEIGHT}`}
              aria-hidden="true"
            >
              <rect
                className={(row?.amount ?? 0) < 0 ? 'hour-out' : 'hour-in'}
                x="2"
                width="6"
                y={HEIGHT - height}
                height={height}
              />
            </svg>
            <span className="hour-name">{hour}</span>
          </li>
        );
      })}
    </ol>
  );
}
