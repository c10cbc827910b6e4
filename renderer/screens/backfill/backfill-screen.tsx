// 应急补录: hand-written receipts typed row by row, the keyboard never left. The sum runs along to be compared with the one
// on the pad; a paper that is there already, or a date that cannot be, is said while the next row is being typed.
import { useEffect, useId, useRef } from 'react';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { subtractMinor } from '../../../core/money/money.ts';
import { parseAmount } from '../../../core/money/parse-amount.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { MoneyInput } from '../../components/money-input.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { FIELDS } from './backfill-rows.ts';
import { PaperRow } from './paper-row.tsx';
import { type Backfill, type Posted, useBackfill } from './use-backfill.ts';
import '../work.css';
import './backfill.css';

export function BackfillScreen() {
  const backfill = useBackfill();
  return backfill === null ? null : <Entering backfill={backfill} />;
}

function focusCell(key: number, field: string): void {
  const cell = document.querySelector<HTMLInputElement>(`[data-cell="${field}-${key}"]`);
  cell?.focus();
  if (cell instanceof HTMLInputElement) cell.select();
}

function Entering({ backfill }: { readonly backfill: Backfill }) {
  const { currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const id = useId();
  const wanted = useRef<number | null>(null);
  const { rows, sum, padSum, where, act } = backfill;
  const first = rows[0]?.typed.key ?? 0;
  useEffect(() => focusCell(first, 'paperNo'), [first]);
  useEffect(() => {
    if (wanted.current === null) return;
    focusCell(wanted.current, 'payer');
    wanted.current = null;
  });
  const pad = parseAmount(padSum, { currency, source: 'person' });
  const differs = pad.ok && pad.value !== sum.total;
  const faulty = rows.some(({ fault, typed: { key } }) => fault !== null || backfill.against.has(key));
  const ready = sum.count > 0 && !faulty && !differs && (pad.ok || padSum.trim() === '') && !act.busy;
  const goOn = (index: number): void => {
    const next = rows[index + 1]?.typed.key;
    if (next !== undefined) return focusCell(next, 'payer');
    wanted.current = backfill.add();
  };
  useKeys('screen', {
    post: () => {
      if (ready) backfill.post();
    },
    back: () => focusCell(rows.at(-1)?.typed.key ?? first, 'paperNo'),
  });
  return (
    <section className="panel work backfill" aria-labelledby={id}>
      <div className="work-head">
        <h1 id={id} className="work-title">
          {say('backfill.title')}
        </h1>
        {where !== null && (
          <p className="backfill-where">
            {say('backfill.where', { drawer: where.drawer.name, code: where.drawer.code, date: where.businessDate })}
          </p>
        )}
      </div>
      {backfill.posted !== null && <Result posted={backfill.posted} drawer={where?.drawer.name ?? ''} />}
      <div className="backfill-rows">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('backfill.n')}</th>
              {FIELDS.map((field) => (
                <th key={field} scope="col">
                  {say(`backfill.fields.${field}`)}
                </th>
              ))}
              <th scope="col">{say('backfill.state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <PaperRow
                key={row.typed.key}
                n={index + 1}
                row={row}
                against={backfill.against.get(row.typed.key) ?? null}
                already={backfill.already.has(row.typed.key)}
                checked={where !== null}
                onChange={(part) => backfill.change(row.typed.key, part)}
                onNext={() => goOn(index)}
                onMove={(by, field) => {
                  const to = rows[index + by]?.typed.key;
                  if (to !== undefined) focusCell(to, field);
                }}
                onRemove={() => {
                  const to = (rows[index + 1] ?? rows[index - 1])?.typed.key;
                  backfill.remove(row.typed.key);
                  if (to !== undefined) focusCell(to, 'paperNo');
                }}
              />
            ))}
          </tbody>
        </table>
      </div>
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <div className="backfill-foot">
        <p>{say('backfill.keys')}</p>
        <label className="backfill-pad">
          <span>{say('backfill.padSum')}</span>
          <MoneyInput
            name="pad-sum"
            label={say('backfill.padSum')}
            text={padSum}
            onType={backfill.typePadSum}
            onEnter={() => undefined}
          />
        </label>
        <div className={differs ? 'backfill-sum backfill-differs' : 'backfill-sum'} aria-live="polite">
          <span>{say('backfill.sum', { count: sum.count })}</span>
          <b data-testid="backfill-sum">{formatAmount(sum.total, currency)}</b>
          {pad.ok && (
            <small>
              {differs
                ? say('backfill.differs', { by: formatAmount(subtractMinor(sum.total, pad.value), currency) })
                : say('backfill.agrees')}
            </small>
          )}
        </div>
        <ActionButton tone="ink" size="large" action="post" busy={act.busy} disabled={!ready} onPress={backfill.post}>
          {say('backfill.post', { count: sum.count })}
        </ActionButton>
      </div>
    </section>
  );
}

function Result({ posted, drawer }: { readonly posted: Posted; readonly drawer: string }) {
  const { currency } = useServices();
  const { say } = useWords();
  const facts = { count: posted.posted, drawer, total: formatAmount(posted.postedTotal, currency) };
  return (
    <Notice tone={posted.rejected.length > 0 ? 'warn' : 'good'}>
      {posted.posted > 0 && say('backfill.done', { ...facts, first: posted.first ?? '', last: posted.last ?? '' })}
      {posted.already > 0 && ` ${say('backfill.doneAlready', { count: posted.already })}`}
      {posted.rejected.length > 0 && ` ${say('backfill.doneRejected', { count: posted.rejected.length })}`}
    </Notice>
  );
}
