// An X or Z report, or the sheet of a day, on the screen as the page it will be on paper; printed, saved, or taken out as CSV.
import { useEffect, useState } from 'react';
import type { ReportSubject } from '../../../core/contract/procedures/till-report.ts';
import type { TillReport } from '../../../core/contract/till-report.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { paperSentence } from '../../i18n/fault-sentence.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { PdfPage } from '../receipts/pdf-page.tsx';
import { useReportPaper } from './use-report-paper.ts';
import '../work.css';

/** What is looked at. */
export type Looked = ReportSubject | { readonly of: 'sheet'; readonly businessDate: string };

const TITLES = { X: { shift: 'xShift', day: 'xDay' }, Z: { shift: 'zShift', day: 'zDay' } } as const;

export function ReportDialog({ looked, onClose }: { readonly looked: Looked; readonly onClose: () => void }) {
  const { ledger, bridge } = useServices();
  const { say, locale } = useWords();
  const sentence = useFaultSentence();
  const making = useAct();
  const taking = useAct();
  const { stage, print, follow } = useReportPaper();
  const [report, setReport] = useState<TillReport | null>(null);
  const [done, setDone] = useState<{ readonly good: boolean; readonly text: string } | null>(null);
  const { run } = making;
  useEffect(() => {
    run(async () => {
      if (looked.of === 'sheet') {
        const { businessDate } = looked;
        follow((await ledger.ask('report.sheetPaper', { businessDate, locale })).jobId);
        return;
      }
      setReport(await ledger.ask('report.read', { subject: looked }));
      follow((await ledger.ask('report.paper', { subject: looked, locale })).jobId);
    });
  }, [looked, ledger, locale, run, follow]);
  const ready = stage.kind === 'ready' ? stage.jobId : null;
  const tell = (outcome: Awaited<ReturnType<typeof bridge.savePaper>>): void => {
    if ('saved' in outcome) setDone({ good: true, text: say('days.report.saved', { path: outcome.saved }) });
    else if ('failed' in outcome) setDone({ good: false, text: say('days.report.notSaved') });
  };
  const save = (): void => {
    if (ready !== null) taking.run(async () => tell(await bridge.savePaper(ready)));
  };
  const send = (): void => {
    if (ready !== null) taking.run(async () => void (await bridge.sendPaper(ready, null)));
  };
  const takeOut = (): void =>
    taking.run(async () => {
      if (looked.of === 'sheet') return;
      const { name, bytes } = await ledger.ask('report.list', { subject: looked, locale });
      tell(
        await bridge.saveList(
          name,
          Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)),
        ),
      );
    });
  const title = titleOf(looked, report);
  return (
    <Dialog
      title={say(title.key, { number: title.number })}
      width="wide"
      onClose={onClose}
      keys={{ save, post: send, exportList: takeOut }}
    >
      <div className="viewer" data-testid="report" data-kind={report?.kind} data-blind={report?.blind}>
        <div className="viewer-page">
          {stage.kind === 'waiting' && making.thrown === null && (
            <p className="viewer-muted">{say('work.paper.waiting')}</p>
          )}
          {stage.kind === 'failed' && <Notice tone="warn">{paperSentence(stage.fault, say)}</Notice>}
          {ready !== null && <PdfPage jobId={ready} number={title.number} />}
          {making.thrown !== null && <Notice tone="fault">{sentence(making.thrown)}</Notice>}
        </div>
        <div className="viewer-side">
          {report?.blind === true && <Notice tone="warn">{say('days.report.blind')}</Notice>}
          {report?.kind === 'X' && <p className="viewer-muted">{say('days.report.reading')}</p>}
          {done !== null && <Notice tone={done.good ? 'good' : 'warn'}>{done.text}</Notice>}
          {taking.thrown !== null && <Notice tone="fault">{sentence(taking.thrown)}</Notice>}
          <ActionButton action="post" tone="go" block disabled={ready === null} busy={taking.busy} onPress={send}>
            {say('days.report.print')}
          </ActionButton>
          <ActionButton action="save" block disabled={ready === null} onPress={save}>
            {say('days.report.save')}
          </ActionButton>
          {looked.of !== 'sheet' && (
            <ActionButton action="exportList" block disabled={report === null} onPress={takeOut}>
              {say('days.report.list')}
            </ActionButton>
          )}
          {print !== null && <p className="print-line">{print}</p>}
          <ActionButton action="back" tone="quiet" autoFocus block onPress={onClose}>
            {say('frame.close')}
          </ActionButton>
        </div>
      </div>
    </Dialog>
  );
}

function titleOf(looked: Looked, report: TillReport | null) {
  if (looked.of === 'sheet') return { key: 'days.report.sheet', number: looked.businessDate } as const;
  const number = looked.of === 'shift' ? (report?.number ?? looked.number ?? '') : looked.businessDate;
  return { key: `days.report.${TITLES[report?.kind ?? 'X'][looked.of]}`, number } as const;
}
