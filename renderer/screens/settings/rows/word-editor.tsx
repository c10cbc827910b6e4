// A list of words, one a row: reasons, papers, categories, days.
import { useWords } from '../../../i18n/i18n.ts';
import { TextCell } from './cells.tsx';
import { type EditorProps, RowsFrame } from './rows-frame.tsx';
import type { WordRow } from './word-rows.ts';

type WordEditorProps = Omit<EditorProps<WordRow>, 'attempts'> & { readonly max: number };

export function WordEditor({ max, ...frame }: WordEditorProps) {
  const { say } = useWords();
  return (
    <RowsFrame {...frame} fresh={{ text: '' }} add={say('rules.add')} none={say('rules.nothing')} compact>
      {({ text }, { set, cell }) => (
        <td>
          <TextCell
            cell={cell('text', frame.label, 'first')}
            value={text}
            max={max}
            onType={(next) => set({ text: next })}
          />
        </td>
      )}
    </RowsFrame>
  );
}
