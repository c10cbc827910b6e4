// The approver's desk: what waits for me, oldest first, the case beside it, and the decision by keyboard in the approval
// window, where the credential is taken.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import type { CaseRow } from '../../../core/contract/refund-view.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { type Minor, ZERO } from '../../../core/money/money.ts';
import { MOST_TOGETHER } from '../../../core/refund/approval-levels.ts';
import { CaseFilePanel } from '../../case-file/case-file.tsx';
import { CaseRisk } from '../../case-file/case-risk.tsx';
import { lasted } from '../../case-file/case-steps.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { KeptFile } from '../../components/kept-file.tsx';
import { Notice } from '../../components/notice.tsx';
import { type Say, useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { DelegateDialog, DelegationLine } from './delegate-dialog.tsx';
import '../work.css';
import './desk.css';

const MOST = 200;
type Which = 'decide' | 'open';

export function DeskScreen({ mayDecide }: { readonly mayDecide: boolean }) {
  const { ledger, bridge, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const id = useId();
  const [which, setWhich] = useState<Which>(mayDecide ? 'decide' : 'open');
  const [chosen, setChosen] = useState<string | null>(null);
  /** Cases to be decided together with others, by number. */
  const [marks, setMarks] = useState<ReadonlySet<string>>(new Set());
  const [paper, setPaper] = useState<{ readonly attachment: string; readonly name: string } | null>(null);
  const [deputies, setDeputies] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['refunds', 'desk', which],
    queryFn: () => ledger.ask('refund.list', { which, state: null, customer: null, before: null, limit: MOST }),
    // Age and overdue grow by the clock alone.
    refetchInterval: 60_000,
  });
  const cases = data?.cases ?? [];
  const at = Math.max(
    0,
    cases.findIndex(({ number }) => number === chosen),
  );
  const row = cases[at] ?? null;
  const move = (by: number): void => setChosen(cases[Math.min(cases.length - 1, Math.max(0, at + by))]?.number ?? null);
  const marked = cases.filter(({ number, together }) => together && marks.has(number));
  const isTogether = marked.length > 1;
  const sum = marked.reduce<Minor>((all, { total }) => (all + total) as Minor, ZERO);
  const mark = (number: string | undefined): void => {
    if (number === undefined || cases.find((one) => one.number === number)?.together !== true) return;
    setMarks(
      (before) => new Set(before.has(number) ? [...before].filter((one) => one !== number) : [...before, number]),
    );
  };
  const decide = (): void => {
    const [first, ...more] = (isTogether ? marked.slice(0, MOST_TOGETHER) : row === null ? [] : [row]).flatMap(
      ({ request }) => (request === null ? [] : [request]),
    );
    if (first !== undefined) void bridge.openApproval(first, more);
  };
  const markHere = (): void => {
    mark(row?.number);
    move(1);
  };
  const openDeputies = (): void => setDeputies(mayDecide);
  useKeys(
    'screen',
    { up: () => move(-1), down: () => move(1), add: markHere, approvalFront: decide, deputies: openDeputies },
    paper === null && !deputies,
  );
  return (
    <section className="panel work desk" aria-labelledby={id}>
      <div className="work-head">
        <h1 id={id} className="work-title">
          {say('desk.title')}
        </h1>
        <div className="desk-which">
          {mayDecide && (
            <ActionButton tone={which === 'decide' ? 'go' : 'plain'} onPress={() => setWhich('decide')}>
              {say('desk.mine')}
            </ActionButton>
          )}
          <ActionButton tone={which === 'open' ? 'go' : 'plain'} onPress={() => setWhich('open')}>
            {say('desk.all')}
          </ActionButton>
          {mayDecide && (
            <ActionButton action="deputies" onPress={openDeputies}>
              {say('desk.delegate.open')}
            </ActionButton>
          )}
        </div>
      </div>
      <DelegationLine />
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data === undefined && error === null && <p className="work-none">{say('work.loading')}</p>}
      {data !== undefined && cases.length === 0 && <p className="work-none">{say('desk.none')}</p>}
      {cases.length > 0 && (
        <div className="desk-body">
          <Queue cases={cases} chosen={row} onChoose={setChosen} labelledBy={id} marks={marks} onMark={mark} />
          {row !== null && (
            <Beside number={row.number} onPaper={(attachment, name) => setPaper({ attachment, name })}>
              <ActionButton
                size="large"
                tone="out"
                action="approvalFront"
                disabled={row.request === null && !isTogether}
                onPress={decide}
              >
                {isTogether
                  ? say('desk.together', { n: marked.length, sum: formatAmount(sum, currency) })
                  : say('desk.decide')}
              </ActionButton>
            </Beside>
          )}
        </div>
      )}
      {deputies && <DelegateDialog onClose={() => setDeputies(false)} />}
      {paper !== null && (
        <Dialog title={paper.name} width="wide" onClose={() => setPaper(null)}>
          <KeptFile attachment={paper.attachment} label={paper.name} />
        </Dialog>
      )}
    </section>
  );
}

type QueueProps = {
  readonly cases: readonly CaseRow[];
  readonly chosen: CaseRow | null;
  readonly onChoose: (number: string) => void;
  readonly labelledBy: string;
  readonly marks: ReadonlySet<string>;
  readonly onMark: (number: string) => void;
};

type BesideProps = {
  readonly number: string;
  readonly onPaper: (attachment: string, name: string) => void;
  readonly children: React.ReactNode;
};

function Beside({ number, onPaper, children }: BesideProps) {
  const { ledger, currency } = useServices();
  const sentence = useFaultSentence();
  const { data, error } = useQuery({
    queryKey: ['refunds', 'file', number],
    queryFn: () => ledger.ask('refund.file', { number }),
  });
  // The newest case takes the eye to its head, not to where the last one was read to.
  const [shown, setShown] = useState<HTMLElement | null>(null);
  useEffect(() => shown?.scrollTo({ top: 0 }), [shown, number]);
  return (
    <div className="desk-case" ref={setShown} data-testid="desk-case">
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data !== undefined && (
        <>
          <CaseRisk file={data} currency={currency} />
          <CaseFilePanel file={data} currency={currency} onPaper={onPaper} />
        </>
      )}
      <div className="desk-acts">{children}</div>
    </div>
  );
}

function Queue({ cases: rows, chosen: mine, onChoose, labelledBy, marks, onMark }: QueueProps) {
  const mayMark = rows.some(({ together }) => together);
  const { currency } = useServices();
  const { say } = useWords();
  return (
    <div className="work-table desk-queue">
      <table aria-labelledby={labelledBy}>
        <thead>
          <tr>
            {mayMark && (
              <th scope="col">
                {say('desk.mark')} <KeyHint action="add" />
              </th>
            )}
            <th scope="col">{say('desk.age')}</th>
            <th scope="col">{say('desk.case')}</th>
            <th scope="col">{say('desk.waitsFor')}</th>
            <th scope="col" className="work-right">
              {say('desk.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr
              key={one.number}
              aria-selected={one === mine}
              className={one.overdue ? 'desk-overdue' : ''}
              onClick={() => onChoose(one.number)}
            >
              {mayMark && (
                <td>
                  {one.together && (
                    <input
                      type="checkbox"
                      aria-label={`${say('desk.mayMark')} ${one.number}`}
                      checked={marks.has(one.number)}
                      onChange={() => onMark(one.number)}
                    />
                  )}
                </td>
              )}
              <td className="desk-age">
                {lasted(one.since, say)}
                <small>{due(one, say)}</small>
              </td>
              <td>
                <button type="button" className="work-link" onClick={() => onChoose(one.number)}>
                  {one.number}
                </button>
                <small> {one.appliedBy}</small>
                {one.inPlaceOf !== null && (
                  <span className="work-tag">{say('desk.inPlaceOf', { name: one.inPlaceOf })}</span>
                )}
                {one.escalated && <span className="work-tag work-tag-warn">{say('desk.escalated')}</span>}
                {one.verdict !== 'allow' && <span className="work-tag work-tag-warn">{say('desk.risk')}</span>}
              </td>
              <td className="desk-waits">
                {waits(one, say)}
                <small>{one.who.join(say('frame.comma'))}</small>
              </td>
              <td className="work-right work-strong">{formatAmount(one.total, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How much time the level still has, or by how much it is late; by the ledger's clock. */
function due({ dueIn }: CaseRow, say: Say): string {
  if (dueIn === null) return '';
  const time = lasted(Math.abs(dueIn), say);
  return dueIn < 0 ? say('desk.late', { time }) : say('desk.left', { time });
}

function waits({ level, waitsFor }: CaseRow, say: Say): string {
  if (level !== null) return say(`caseFile.level.${level}`);
  return waitsFor === null ? '' : say(`desk.waits.${waitsFor}`);
}
