// What an import would do, before it does: counts, the rows it cannot take and why, the cells it would write otherwise.
import { useId } from 'react';
import type { ListPreview } from '../../../core/contract/procedures/lists.ts';
import { useWords } from '../../i18n/i18n.ts';

const SEPARATORS = { ',': 'lists.comma', ';': 'lists.semicolon', '\t': 'lists.tab' } as const;
const ENCODINGS = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  gb18030: 'GBK / GB18030',
  xlsx: 'Excel',
} as const;

type Finding = { readonly row: number; readonly column: string | null; readonly words: string };

export function ListFindings({ name, preview }: { readonly name: string; readonly preview: ListPreview }) {
  const { say } = useWords();
  const encoding = ENCODINGS[preview.encoding];
  const written =
    preview.separator === null
      ? `${encoding} · ${say('lists.sheet', { name: preview.sheet ?? '' })}`
      : say('lists.written', { encoding, separator: say(SEPARATORS[preview.separator]) });
  const counts = [
    ['rows', preview.rows],
    ['toImport', preview.imported],
    ['toUpdate', preview.updated],
    ['unchanged', preview.unchanged],
    ['rejectedCount', preview.rejectedCount],
  ] as const;
  return (
    <>
      <p className="import-file">
        <b className="selectable">{name}</b> {written}
        {preview.ignored.length > 0 && <> · {say('lists.ignored', { columns: preview.ignored.join(' ') })}</>}
      </p>
      <dl className="import-counts">
        {counts.map(([what, count]) => (
          <div key={what} data-count={what} className={what === 'rejectedCount' && count > 0 ? 'import-bad' : ''}>
            <dt>{say(`lists.${what}`)}</dt>
            <dd>{new Intl.NumberFormat('en').format(count)}</dd>
          </div>
        ))}
      </dl>
      <div className="import-findings">
        <Findings
          title={say('lists.rejected')}
          none={say('lists.noneRejected')}
          head={say('lists.reasonHead')}
          count={preview.rejectedCount}
          findings={preview.rejected.map((one) => ({ ...one, words: say(`lists.reason.${one.reason}`) }))}
        />
        <Findings
          title={say('lists.normalised')}
          none={say('lists.noneNormalised')}
          head={say('lists.whyHead')}
          count={preview.normalisedCount}
          findings={preview.normalised.map((one) => ({ ...one, words: say(`lists.why.${one.why}`) }))}
        />
      </div>
    </>
  );
}

type FindingsProps = {
  readonly title: string;
  readonly none: string;
  readonly head: string;
  readonly count: number;
  readonly findings: readonly Finding[];
};

function Findings({ title, none, head, count, findings }: FindingsProps) {
  const { say } = useWords();
  const id = useId();
  return (
    <div className="import-half">
      <h2 id={id}>
        {title} <span className="work-faint">{count}</span>
      </h2>
      {count === 0 && <p className="work-none">{none}</p>}
      {count > 0 && (
        // A region that scrolls must be reachable by keyboard.
        <div className="work-table" role="region" aria-labelledby={id} tabIndex={0}>
          <table aria-labelledby={id}>
            <thead>
              <tr>
                <th scope="col">{say('lists.row')}</th>
                <th scope="col">{say('lists.column')}</th>
                <th scope="col">{head}</th>
              </tr>
            </thead>
            <tbody>
              {findings.map((one, index) => (
                <tr key={index}>
                  <td className="work-strong">{one.row}</td>
                  <td>{one.column ?? <span className="work-faint">{say('lists.wholeRow')}</span>}</td>
                  <td>{one.words}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {count > findings.length && (
            <p className="work-more work-faint">{say('lists.more', { shown: findings.length, count })}</p>
          )}
        </div>
      )}
    </div>
  );
}
