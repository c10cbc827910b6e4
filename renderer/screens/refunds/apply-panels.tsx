// The application while it is typed: what comes back in the middle, what the ledger makes of it on the right. The dry run
// says everything the submission will say, so nobody learns of a rule after the customer has been told yes.
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useState } from 'react';
import type { CaseView, RefundableView } from '../../../core/contract/refund-view.ts';
import { goesThroughBank } from '../../../core/refund/refund-postings.ts';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { ApplyForm } from './apply-form.tsx';
import { OutcomePanel } from './outcome-panel.tsx';
import { type DraftFault, readDraft, type RefundDraft, wholeOf } from './refund-draft.ts';
import { RefundableTable } from './refundable-table.tsx';

type ApplyPanelsProps = {
  readonly draft: RefundDraft;
  readonly onDraft: (draft: RefundDraft) => void;
  readonly onShow: (receipt: string) => void;
  readonly onApplied: (one: CaseView) => void;
};

/** How much of the first line or load: there the next keystroke belongs. */
const FIRST_FIELD = '.refunds-what [data-field^="refund-load-"], .refunds-what [data-refund-field]';

export function ApplyPanels(props: ApplyPanelsProps) {
  const { draft } = props;
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const { data: view, error } = useQuery({
    queryKey: ['refunds', 'refundable', draft.of],
    queryFn: () => ledger.ask('refund.refundable', { of: draft.of }),
  });
  const { data: rules } = useQuery({
    queryKey: ['settings', 'refundRules'],
    queryFn: () => ledger.ask('refund.rules', {}),
  });
  if (error !== null)
    return (
      <section className="panel refunds-what">
        <Notice tone="fault">{sentence(error)}</Notice>
      </section>
    );
  if (view === undefined || rules === undefined)
    return <section className="panel refunds-what work-none">{say('work.loading')}</section>;
  return <Apply {...props} view={view} reasons={rules.reasons} />;
}

type ApplyProps = ApplyPanelsProps & { readonly view: RefundableView; readonly reasons: readonly string[] };

function Apply({ draft, onDraft, onShow, onApplied, view, reasons }: ApplyProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [fault, setFault] = useState<DraftFault | null>(null);
  const dry = readDraft(draft, view, currency, { for: 'dryRun', fallback: reasons[0] ?? '…' });
  const asked = useDeferredValue(dry.ok ? JSON.stringify(dry.application) : null);
  const outcome = useQuery({
    queryKey: ['refunds', 'dryRun', asked],
    queryFn: () => ledger.ask('refund.dryRun', JSON.parse(asked ?? '{}') as never),
    enabled: asked !== null && view.blocked === null,
    placeholderData: (before) => (asked === null ? undefined : before),
    retry: false,
  });
  const change = (next: Partial<RefundDraft>): void => {
    setFault(null);
    act.forget();
    onDraft({ ...draft, ...next });
  };
  const whole = (): void => {
    setFault(null);
    onDraft(wholeOf(draft, view, currency));
  };
  const submit = (): void => {
    const read = readDraft(draft, view, currency, { for: 'submit' });
    if (!read.ok) {
      setFault(read.fault);
      document.querySelector<HTMLElement>(`[data-field="${read.field}"]`)?.focus();
      return;
    }
    act.run(async () => {
      const { corrects } = draft;
      onApplied(
        corrects === null
          ? await ledger.act('refund.apply', read.application)
          : await ledger.act('refund.resubmit', { case: corrects, ...read.application }),
      );
    });
  };
  // What is found is refunded next: the first field is where the next keystroke belongs.
  const known = view !== undefined;
  useEffect(() => {
    if (known) document.querySelector<HTMLElement>(FIRST_FIELD)?.focus();
  }, [known]);
  useKeys('screen', { post: submit, refundWhole: whole });
  return (
    <>
      <section className="panel refunds-what" aria-label={say('refunds.what')}>
        <RefundableTable view={view} draft={draft} change={change} onWhole={whole} onShow={onShow} />
        {view.blocked === null && (
          <ApplyForm
            view={view}
            draft={draft}
            reasons={reasons}
            wantsPayee={outcome.data?.backs.some(goesThroughBank) ?? false}
            documents={outcome.data?.documents ?? view.documents}
            change={change}
          />
        )}
      </section>
      <OutcomePanel
        outcome={asked === null ? null : (outcome.data ?? null)}
        view={view}
        busy={act.busy}
        trouble={
          act.thrown !== null
            ? sentence(act.thrown)
            : fault !== null
              ? say(`refunds.fault.${fault}`)
              : outcome.error !== null
                ? sentence(outcome.error)
                : null
        }
        corrects={draft.corrects}
        onSubmit={submit}
      />
    </>
  );
}
