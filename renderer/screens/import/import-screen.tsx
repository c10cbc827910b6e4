// Importing what an office brings along: choose a list, see what would happen row by row, then let it happen once.
import { useId, useRef, useState } from 'react';
import type { ListColumns, ListImported, ListPreview } from '../../../core/contract/procedures/lists.ts';
import { MAX_LIST_BYTES } from '../../../core/lists/list-limits.ts';
import type { Permission } from '../../../core/people/permissions.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { CallFailed } from '../../port/call-fault.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { ChooseColumns } from './choose-columns.tsx';
import { handOver, type ListName } from './hand-over.ts';
import { ListFindings } from './list-findings.tsx';
import { ReadingList } from './reading-list.tsx';
import '../work.css';
import './import.css';

const NEEDED = {
  tariff: 'lists.needTariff',
  customer: 'lists.needCustomer',
  bill: 'lists.needBill',
  use: 'lists.needUse',
} as const;
const LISTS = {
  tariff: 'tariff.write',
  customer: 'customer.write',
  bill: 'bill.write',
  use: 'refund.confirmUse',
} as const;
const whole = new Intl.NumberFormat('en');

type Chosen = { readonly name: string; readonly file: string; readonly bytes: Uint8Array<ArrayBuffer> };
type Looked = { readonly chosen: Chosen; readonly preview: ListPreview };
/** A list whose columns are to be chosen, or chosen otherwise. */
type Asked = { readonly chosen: Chosen; readonly columns: ListColumns };

export function ImportScreen({ permissions }: { readonly permissions: readonly Permission[] }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const id = useId();
  const act = useAct();
  const lists = (['tariff', 'customer', 'bill', 'use'] as const).filter((one) => permissions.includes(LISTS[one]));
  const [list, setList] = useState<ListName>(lists[0] ?? 'customer');
  const [reading, setReading] = useState<string | null>(null);
  const [looked, setLooked] = useState<Looked | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [strict, setStrict] = useState(false);
  const [done, setDone] = useState<ListImported | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const choose = (): void => {
    if (!act.busy) input.current?.click();
  };
  const look = (from: File): void => {
    setDone(null);
    setLooked(null);
    setAsked(null);
    setReading(from.name);
    act.run(async () => {
      try {
        if (from.size > MAX_LIST_BYTES)
          throw new CallFailed({ code: 'LIST_TOO_LARGE', params: { limit: MAX_LIST_BYTES } });
        const bytes = new Uint8Array(await from.arrayBuffer());
        const file = await handOver(ledger, list, bytes);
        const chosen = { name: from.name, file, bytes };
        const columns = await ledger.ask(`${list}.columns`, { file });
        if (columns.fields.some(({ required, place }) => required && place === null)) setAsked({ chosen, columns });
        else await preview(chosen);
      } finally {
        setReading(null);
      }
    });
  };
  const preview = async (chosen: Chosen): Promise<void> => {
    setLooked({ chosen, preview: await ledger.ask(`${list}.preview`, { file: chosen.file, from: 0 }) });
    setAsked(null);
  };
  const askColumns = (chosen: Chosen): void =>
    act.run(async () => {
      const columns = await ledger.ask(`${list}.columns`, { file: chosen.file });
      setLooked(null);
      setAsked({ chosen, columns });
    });
  const keepColumns = (chosen: Chosen, columns: { field: string; place: number }[]): void =>
    act.run(async () => {
      await ledger.act(`${list}.remember`, { file: chosen.file, columns });
      await preview(chosen);
    });
  const take = ({ chosen }: Looked): void =>
    act.run(async () => {
      // Handed over again: the ledger may have been restarted since, and the same bytes are the same file.
      await handOver(ledger, list, chosen.bytes);
      setDone(await ledger.act(`${list}.import`, { file: chosen.file, strict }));
      setLooked(null);
    });
  const blocked = looked !== null && strict && looked.preview.rejectedCount > 0;
  return (
    <section className="panel work" aria-labelledby={id}>
      <div className="work-head">
        <h1 id={id} className="work-title">
          {say('lists.title')}
        </h1>
        <fieldset className="import-which" disabled={act.busy}>
          <legend className="visually-hidden">{say('lists.which')}</legend>
          {lists.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name={id}
                checked={one === list}
                onChange={() => {
                  setList(one);
                  setLooked(null);
                  setAsked(null);
                  setDone(null);
                  act.forget();
                }}
              />{' '}
              {say(`lists.${one}`)}
            </label>
          ))}
        </fieldset>
        <ActionButton
          tone={looked === null && asked === null ? 'go' : 'plain'}
          // Enter on the button and no shortcut: Chromium opens no file dialog for a key with Ctrl or Alt.
          {...(looked === null ? { cap: 'Enter' } : {})}
          // A new button each time it is the next thing to do, so that it takes the focus when the list is gone.
          key={looked === null ? 'choose' : 'another'}
          autoFocus={looked === null}
          busy={reading !== null}
          onPress={choose}
        >
          {say(looked === null ? 'lists.choose' : 'lists.another')}
        </ActionButton>
        <input
          ref={input}
          data-testid="list-file"
          type="file"
          accept=".xlsx,.csv,.txt,.tsv"
          hidden
          tabIndex={-1}
          onChange={(event) => {
            const [from] = event.target.files ?? [];
            if (from !== undefined) look(from);
            // The same file, corrected meanwhile, is a new choice.
            event.target.value = '';
          }}
        />
      </div>
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      {done !== null && (
        <Notice tone="good">
          {say('lists.done', {
            imported: whole.format(done.imported),
            updated: whole.format(done.updated),
            unchanged: whole.format(done.unchanged),
            rejected: whole.format(done.rejected),
          })}
        </Notice>
      )}
      {reading !== null && <ReadingList name={reading} />}
      {asked !== null && (
        <ChooseColumns
          key={asked.chosen.file}
          columns={asked.columns}
          busy={act.busy}
          onChosen={(columns) => keepColumns(asked.chosen, columns)}
        />
      )}
      {looked === null && asked === null && reading === null && (
        <div className="work-none import-say">
          <p>{say('lists.say')}</p>
          <p>{say(NEEDED[list])}</p>
        </div>
      )}
      {looked !== null && (
        <>
          <ListFindings name={looked.chosen.name} preview={looked.preview} />
          {blocked && <Notice tone="warn">{say('lists.strictBlocks')}</Notice>}
          {looked.preview.imported === 0 && looked.preview.rejectedCount === 0 && (
            <Notice tone="good">{say('lists.nothing')}</Notice>
          )}
          <div className="import-acts">
            <label>
              <input type="checkbox" checked={strict} onChange={(event) => setStrict(event.target.checked)} />{' '}
              {say('lists.strict')}
            </label>
            <ActionButton busy={act.busy} onPress={() => askColumns(looked.chosen)}>
              {say('lists.chooseColumns')}
            </ActionButton>
            <ActionButton
              tone="ink"
              action="save"
              autoFocus
              busy={act.busy}
              disabled={blocked || looked.preview.imported === 0}
              onPress={() => take(looked)}
            >
              {say('lists.go', { count: looked.preview.imported, rows: whole.format(looked.preview.imported) })}
            </ActionButton>
            <TakeKey ready={!blocked && looked.preview.imported > 0 && !act.busy} onTake={() => take(looked)} />
          </div>
        </>
      )}
    </section>
  );
}

/** The key of the import, only while there is something to import. */
function TakeKey({ ready, onTake }: { readonly ready: boolean; readonly onTake: () => void }) {
  useKeys('screen', { save: onTake }, ready);
  return null;
}
