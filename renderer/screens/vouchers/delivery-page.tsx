// What is on its way to the folder central fetches from: quiet when all is there, one amber line with the act beside it when not.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { QueuedDelivery } from '../../../core/contract/procedures/central.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

const SHOWN = 60;
const keyOf = ({ kind, businessDate, revision, format }: QueuedDelivery): string =>
  `${kind} ${businessDate} ${revision} ${format ?? ''}`;

export function DeliveryPage({ mayWrite }: { readonly mayWrite: boolean }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const queries = useQueryClient();
  const act = useAct();
  const [done, setDone] = useState<string | null>(null);
  const { data, error } = useQuery({
    queryKey: ['central', 'queue'],
    queryFn: () => ledger.ask('delivery.queue', { limit: SHOWN }),
    refetchInterval: 5_000,
  });
  const items = data?.items ?? [];
  const failed = items.filter(({ state }) => state === 'failed');
  const fault = failed[0]?.fault ?? null;
  const retry = (): void =>
    act.run(async () => {
      const { items: count } = await ledger.ask('delivery.retry', {});
      setDone(say('central.delivery.retried', { count }));
      await queries.invalidateQueries({ queryKey: ['central', 'queue'] });
    });
  return (
    <>
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      {data !== undefined && (
        <p className="central-folder">
          {data.folder === null
            ? say('central.delivery.noFolder')
            : say('central.delivery.folder', { folder: data.folder })}
        </p>
      )}
      {fault !== null && (
        <Notice
          tone="warn"
          act={
            mayWrite && (
              <ActionButton cap="Enter" autoFocus busy={act.busy} onPress={retry}>
                {say('central.delivery.retry')}
              </ActionButton>
            )
          }
        >
          {say('central.delivery.trouble', { count: failed.length, fault: say(`central.delivery.fault.${fault}`) })}
        </Notice>
      )}
      {done !== null && fault === null && <Notice tone="good">{done}</Notice>}
      {data !== undefined && items.length === 0 && <p className="work-none">{say('central.delivery.none')}</p>}
      {items.length > 0 && <Items items={items} />}
    </>
  );
}

function Items({ items }: { readonly items: readonly QueuedDelivery[] }) {
  const { say, locale } = useWords();
  return (
    <div className="work-table central-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('central.days.date')}</th>
            <th scope="col">{say('central.delivery.what')}</th>
            <th scope="col">{say('central.delivery.how')}</th>
            <th scope="col">{say('central.delivery.where')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={keyOf(item)} className={item.state === 'failed' ? 'central-look' : undefined}>
              <td>{item.businessDate}</td>
              <td>
                {item.format === null ? say('central.delivery.package') : say(`central.format.${item.format}`)}
                {item.revision > 1 && (
                  <span className="work-tag">{say('central.days.revised', { n: item.revision })}</span>
                )}
              </td>
              <td>
                <span className={item.state === 'failed' ? 'work-tag work-tag-warn' : 'work-tag'}>
                  {say(`central.delivery.state.${item.state}`)}
                </span>{' '}
                {item.fault !== null && say(`central.delivery.fault.${item.fault}`)}{' '}
                {item.againInMs !== null && (
                  <span className="work-faint">
                    {say('central.delivery.again', {
                      tries: item.tries,
                      seconds: Math.round(item.againInMs / 1_000),
                    })}
                  </span>
                )}
                {item.at !== null && <span className="work-faint">{moment(item.at, locale)}</span>}
              </td>
              <td className="central-place">
                {item.place} {item.sha256 !== null && <small>{item.sha256.slice(0, 12)}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
