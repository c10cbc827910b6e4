// A list that is being read: how far it is, and the key that ends it. Nothing has been written yet.
import { useEffect, useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useServices } from '../../services.tsx';

const whole = new Intl.NumberFormat('en');

export function ReadingList({ name }: { readonly name: string }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const [rows, setRows] = useState(0);
  useEffect(() => ledger.on('list.progress', ({ done }) => setRows(done)), [ledger]);
  const stop = (): void => void ledger.ask('list.cancel', {}).catch(() => undefined);
  useKeys('screen', { back: stop });
  return (
    <div className="work-none import-reading" role="status">
      <span>{say('lists.reading', { name })}</span>
      {rows > 0 && <span>{say('lists.readRows', { rows: whole.format(rows) })}</span>}
      <ActionButton action="back" onPress={stop}>
        {say('lists.stop')}
      </ActionButton>
    </div>
  );
}
