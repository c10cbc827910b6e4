// The editor of a setting that is a table of rows, by the form of its field. The casts: rows are made by the form's own table.
import type { SettingNow } from '../../../../core/contract/procedures/settings.ts';
import { KindEditor } from './kind-editor.tsx';
import type { KindRow } from './kind-rows.ts';
import { LevelEditor } from './level-editor.tsx';
import type { LevelRow } from './level-rows.ts';
import { LimitEditor } from './limit-editor.tsx';
import type { LimitRow } from './limit-rows.ts';
import { PolicyEditor } from './policy-editor.tsx';
import type { PolicyRow } from './policy-rows.ts';
import { RiskEditor } from './risk-editor.tsx';
import type { RiskRow } from './risk-rows.ts';
import type { EditorProps } from './rows-frame.tsx';
import type { RowsKind } from './rows-text.ts';
import { WordEditor } from './word-editor.tsx';
import type { WordRow } from './word-rows.ts';

type RowsEditorProps = EditorProps<object> & {
  readonly form: Extract<SettingNow['fields'][number]['form'], { kind: RowsKind }>;
};

export function RowsEditor({ form, ...given }: RowsEditorProps) {
  const editor = <Row extends object>(): EditorProps<Row> => given as unknown as EditorProps<Row>;
  switch (form.kind) {
    case 'texts': {
      const { attempts: _, ...frame } = editor<WordRow>();
      return <WordEditor {...frame} max={form.max} />;
    }
    case 'prepaymentKinds':
      return <KindEditor {...editor<KindRow>()} />;
    case 'payoutLimits':
      return <LimitEditor {...editor<LimitRow>()} />;
    case 'refundPolicies':
      return <PolicyEditor {...editor<PolicyRow>()} />;
    case 'levelRules':
      return <LevelEditor {...editor<LevelRow>()} />;
    case 'riskRules':
      return <RiskEditor {...editor<RiskRow>()} />;
  }
}
