// 付款凭证: what was kept for the payments of one document, and keeping another picture or page beside one of them. Used by
// finance at its list and by a cashier right after posting.
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { takesEvidence } from '../../../core/charge/tender-method.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { KeptFile } from '../../components/kept-file.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { keepFile } from '../../port/keep-file.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

type EvidenceDialogProps = { readonly number: string; readonly onClose: () => void };

export function EvidenceDialog({ number, onClose }: EvidenceDialogProps) {
  const { ledger, bridge, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const id = useId();
  const [chosen, setChosen] = useState<number | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<'FILE_TOO_LARGE' | 'FILE_UNREADABLE' | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['claims', 'evidence', number],
    queryFn: () => ledger.ask('tender.evidence', { number }),
  });
  const tenders = (data?.tenders ?? []).filter(({ method }) => takesEvidence(method));
  const tender = tenders.find(({ n }) => n === chosen) ?? tenders.find(({ proved }) => !proved) ?? tenders[0] ?? null;
  const attach = (): void =>
    act.run(async () => {
      if (tender === null) return;
      setTrouble(null);
      const file = await bridge.chooseFile();
      if ('cancelled' in file) return;
      if ('failed' in file) return setTrouble(file.failed);
      const attachment = await keepFile(ledger, file, 'tenderEvidence');
      await ledger.act('tender.attach', { number, n: tender.n, attachment });
      await refetch();
      setShown(attachment);
    });
  const file = shown ?? tender?.evidence.at(-1) ?? null;
  return (
    <Dialog title={say('claims.evidenceTitle', { number })} width="wide" onClose={onClose} keys={{ evidence: attach }}>
      <div className="claims-evidence">
        <div className="claims-side">
          {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
          {data !== undefined && tenders.length === 0 && <p className="dialog-say">{say('claims.noTender')}</p>}
          {tenders.length > 0 && (
            <fieldset className="claims-tenders">
              <legend>{say('claims.which')}</legend>
              {tenders.map((one) => (
                <label key={one.n}>
                  <input
                    type="radio"
                    name={id}
                    checked={one.n === tender?.n}
                    onChange={() => (setChosen(one.n), setShown(null))}
                  />
                  {say(`till.money.method.${one.method}`)} {formatAmount(one.amount, currency)}
                  <small>{one.reference ?? say('till.money.unverified')}</small>
                </label>
              ))}
            </fieldset>
          )}
          {tender !== null && tender.evidence.length > 0 && (
            <ul className="claims-files">
              {tender.evidence.map((one, index) => (
                <li key={one}>
                  <button
                    type="button"
                    className="work-link"
                    aria-current={one === file ? 'true' : undefined}
                    onClick={() => setShown(one)}
                  >
                    {say('claims.fileN', { n: index + 1 })}
                  </button>
                </li>
              ))}
            </ul>
          )}
          <p className="dialog-say">{say('claims.evidenceSay')}</p>
          {trouble !== null && <Notice tone="fault">{say(`customers.${trouble}`)}</Notice>}
          {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
          <div className="dialog-acts">
            <ActionButton action="back" onPress={onClose}>
              {say('frame.close')}
            </ActionButton>
            <ActionButton
              tone="go"
              action="evidence"
              autoFocus
              disabled={tender === null}
              busy={act.busy}
              onPress={attach}
            >
              {say('claims.attach')}
            </ActionButton>
          </div>
        </div>
        <div className="claims-page">
          {file === null ? (
            <p className="work-none">{say('claims.noEvidence')}</p>
          ) : (
            <KeptFile key={file} attachment={file} label={say('claims.evidence')} />
          )}
        </div>
      </div>
    </Dialog>
  );
}
