// Closed days with their vouchers: made or not, in which forms, and what central has said.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { VoucherDay } from '../../../core/contract/procedures/voucher.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { numbersOf } from './central-words.ts';
import { WriteDialog } from './write-dialog.tsx';

const DAYS = 60;

export function DaysPage({ mayWrite }: { readonly mayWrite: boolean }) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const queries = useQueryClient();
  const [open, setOpen] = useState<VoucherDay | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const { data, error } = useQuery({
    queryKey: ['vouchers', 'days'],
    queryFn: () => ledger.ask('voucher.days', { before: null, limit: DAYS }),
  });
  const days = data?.days ?? [];
  return (
    <>
      {done !== null && <Notice tone="good">{done}</Notice>}
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data === undefined && error === null && <p className="work-none">{say('work.loading')}</p>}
      {data !== undefined && days.length === 0 && <p className="work-none">{say('central.days.none')}</p>}
      {days.length > 0 && (
        <div className="work-table central-table">
          <table>
            <thead>
              <tr>
                <th scope="col">{say('central.days.date')}</th>
                <th scope="col" className="work-right">
                  {say('central.days.control')}
                </th>
                <th scope="col">{say('central.days.vouchers')}</th>
                <th scope="col">{say('central.days.answer')}</th>
              </tr>
            </thead>
            <tbody>
              {days.map((day) => (
                <tr
                  key={day.businessDate}
                  className={day.set === null && day.control !== 0 ? 'central-look' : undefined}
                >
                  <td>
                    <button
                      type="button"
                      className="central-row"
                      data-row={day.businessDate}
                      onClick={() => setOpen(day)}
                    >
                      {day.businessDate}
                    </button>
                  </td>
                  <td className="work-right">{formatAmount(day.control, currency)}</td>
                  <td>
                    <Vouchers day={day} />
                  </td>
                  <td>
                    <Answer day={day} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {open !== null && (
        <WriteDialog
          day={open}
          mayWrite={mayWrite}
          onClose={() => setOpen(null)}
          onDone={(words) => {
            setOpen(null);
            setDone(words);
            void queries.invalidateQueries({ queryKey: ['vouchers'] });
          }}
        />
      )}
    </>
  );
}

function Vouchers({ day }: { readonly day: VoucherDay }) {
  const { say } = useWords();
  const { set } = day;
  if (set === null)
    return day.control === 0 ? (
      <span className="work-faint">{say('central.days.nothing')}</span>
    ) : (
      <span className="work-tag work-tag-warn">{say('central.days.notMade')}</span>
    );
  return (
    <>
      <b>{numbersOf(set, say)}</b>{' '}
      {set.formats.map((format) => (
        <span key={format} className="work-tag">
          {say(`central.format.${format}`)}
        </span>
      ))}
      {set.revision > 1 && <span className="work-tag">{say('central.days.revised', { n: set.revision })}</span>}
    </>
  );
}

function Answer({ day }: { readonly day: VoucherDay }) {
  const { say } = useWords();
  const { accepted, rejected, packaged } = day;
  return (
    <>
      <span className={packaged ? 'work-tag' : 'work-faint'}>
        {say(packaged ? 'central.days.packaged' : 'central.days.notPackaged')}
      </span>{' '}
      {rejected > 0 && (
        <span className="work-tag work-tag-warn">{say('central.days.rejected', { count: rejected })}</span>
      )}
      {accepted > 0 && <span className="work-tag">{say('central.days.accepted', { count: accepted })}</span>}
      {packaged && accepted + rejected === 0 && <span className="work-faint">{say('central.days.waiting')}</span>}
    </>
  );
}
