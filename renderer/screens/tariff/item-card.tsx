// One item with its past, its present and its future: every version, what changed, from which day, who said it and when.
import { useQuery } from '@tanstack/react-query';
import type { TariffVersion } from '../../../core/contract/procedures/tariff.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { changedCells, type Cells, methodOf } from './item-cells.ts';
import { PriceWords } from './price-words.tsx';

type ItemCardProps = {
  readonly code: string;
  readonly mayWrite: boolean;
  readonly onClose: () => void;
  /** A new version made from the cells of the one that counts; `end` when it is to say an end. */
  readonly onChange: (cells: Cells, what: 'price' | 'end') => void;
};

export function ItemCardDialog({ code, mayWrite, onClose, onChange }: ItemCardProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const { data, error } = useQuery({
    queryKey: ['tariff', 'card', code],
    queryFn: () => ledger.ask('tariff.card', { code }),
  });
  const versions = data?.versions ?? [];
  // The newest day counts for what comes next; of one day the version said last.
  const base = versions.find(({ state }) => state === 'current') ?? versions[0];
  const change = (what: 'price' | 'end'): void => {
    if (mayWrite && base !== undefined) onChange(base.cells, what);
  };
  return (
    <Dialog
      title={say('tariff.card', { code, name: base?.cells.name ?? '' })}
      width="wide"
      onClose={onClose}
      keys={{ add: () => change('price'), remove: () => change('end') }}
    >
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {base !== undefined && (
        <p className="dialog-say">
          {say(`tariff.about.${methodOf(base.cells)}`)} {say(`tariff.creditSay.${creditOf(base.cells)}`)}
        </p>
      )}
      <div className="item-versions" role="region" aria-label={say('tariff.versions')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('tariff.cell.from')}</th>
              <th scope="col">{say('tariff.cell.until')}</th>
              <th scope="col">{say('tariff.priced')}</th>
              <th scope="col">{say('tariff.what')}</th>
              <th scope="col">{say('settings.by')}</th>
              <th scope="col">{say('settings.at')}</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version, index) => (
              <VersionRow key={version.n} version={version} before={olderThan(versions, index)} />
            ))}
          </tbody>
        </table>
      </div>
      <div className="dialog-acts">
        <ActionButton action="back" autoFocus={!mayWrite} onPress={onClose}>
          {say('frame.close')}
        </ActionButton>
        {mayWrite && (
          <>
            <ActionButton action="remove" onPress={() => change('end')}>
              {say('tariff.end')}
            </ActionButton>
            <ActionButton tone="go" action="add" autoFocus onPress={() => change('price')}>
              {say('tariff.newPrice')}
            </ActionButton>
          </>
        )}
      </div>
    </Dialog>
  );
}

function creditOf(cells: Cells): 'revenue' | 'agency' | 'treasury' | 'deferred' {
  return (['agency', 'treasury', 'deferred'] as const).find((one) => one === cells.creditKind) ?? 'revenue';
}

/** The version that held before the one at `index`, or undefined for the first. */
function olderThan(versions: readonly TariffVersion[], index: number): TariffVersion | undefined {
  return versions.slice(index + 1).find(({ state }) => state !== 'superseded');
}

type VersionRowProps = { readonly version: TariffVersion; readonly before: TariffVersion | undefined };

function VersionRow({ version, before }: VersionRowProps) {
  const { say, locale } = useWords();
  const changed = before === undefined ? null : changedCells(before.cells, version.cells);
  return (
    <tr className={`item-version-${version.state}`}>
      <td className="work-strong">
        {version.cells.from}{' '}
        <span className={version.state === 'planned' ? 'work-tag work-tag-warn' : 'work-tag'}>
          {say(`tariff.state.${version.state}`)}
        </span>
      </td>
      <td>{version.cells.until}</td>
      <td>
        <PriceWords cells={version.cells} />
      </td>
      <td className="work-faint">
        {changed === null
          ? say('tariff.first')
          : changed.map((name) => say(`tariff.cell.${name}`)).join(' · ') || say('tariff.onlyDays')}
      </td>
      <td>{version.by ?? ''}</td>
      <td className="work-faint">{moment(version.at, locale)}</td>
    </tr>
  );
}
