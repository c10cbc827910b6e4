// A file from outside that is looked at before it is taken: a button chooses it, the ledger says what is in it, and one more
// press takes it whole. Nothing is written until then, and what was looked at is what is taken.
import { type ReactNode, useRef, useState } from 'react';
import { useWords } from '../i18n/i18n.ts';
import { useFaultSentence } from '../services.tsx';
import { useAct } from '../use-act.ts';
import { ActionButton } from './action-button.tsx';
import { Dialog } from './dialog.tsx';
import { Notice } from './notice.tsx';

/** A file that was looked at: its name, its bytes, and what the ledger said of it. */
export type LookedAt<C> = {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly check: C;
};

type CheckedFileProps<C> = {
  readonly choose: string;
  /** How much the button that chooses stands out, and whether the focus begins there, with Enter as its key. */
  readonly tone: 'plain' | 'go' | 'ink';
  readonly eager?: boolean;
  readonly accept: string;
  readonly testId: string;
  readonly title: (name: string | null) => string;
  readonly width: 'medium' | 'sheet';
  /** Asks the ledger; throws what is said in its place. */
  readonly look: (from: File) => Promise<LookedAt<C>>;
  readonly isReady: (check: C) => boolean;
  readonly takeWords: string;
  /**
   * Takes what was looked at and answers what to do once the dialog has closed. It hands the bytes over again: the ledger may
   * have been restarted since, and the same bytes are the same file.
   */
  readonly take: (one: LookedAt<C>) => Promise<() => void>;
  readonly children: (one: LookedAt<C>) => ReactNode;
};

export function CheckedFile<C>(props: CheckedFileProps<C>) {
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const input = useRef<HTMLInputElement>(null);
  const [looked, setLooked] = useState<LookedAt<C> | null>(null);
  const close = (): void => {
    setLooked(null);
    act.forget();
  };
  const take = (one: LookedAt<C>): void =>
    act.run(async () => {
      const then = await props.take(one);
      close();
      then();
    });
  const ready = looked !== null && props.isReady(looked.check) ? looked : null;
  return (
    <>
      {/* Enter on the button and no shortcut: Chromium opens no file dialog for a key with Ctrl or Alt. */}
      <ActionButton
        tone={props.tone}
        {...(props.eager === true ? { cap: 'Enter', autoFocus: true } : {})}
        busy={act.busy}
        onPress={() => input.current?.click()}
      >
        {props.choose}
      </ActionButton>
      <input
        ref={input}
        data-testid={props.testId}
        type="file"
        accept={props.accept}
        hidden
        tabIndex={-1}
        onChange={(event) => {
          const [from] = event.target.files ?? [];
          if (from !== undefined) act.run(async () => setLooked(await props.look(from)));
          // The same file, corrected meanwhile, is a new choice.
          event.target.value = '';
        }}
      />
      {(looked !== null || act.thrown !== null) && (
        <Dialog
          title={props.title(looked?.name ?? null)}
          width={props.width}
          onClose={close}
          keys={{ save: ready === null ? undefined : () => take(ready) }}
        >
          {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
          {looked !== null && props.children(looked)}
          <div className="dialog-acts">
            <ActionButton action="back" autoFocus={ready === null} onPress={close}>
              {say('frame.cancel')}
            </ActionButton>
            {ready !== null && (
              <ActionButton tone="ink" action="save" autoFocus busy={act.busy} onPress={() => take(ready)}>
                {props.takeWords}
              </ActionButton>
            )}
          </div>
        </Dialog>
      )}
    </>
  );
}
