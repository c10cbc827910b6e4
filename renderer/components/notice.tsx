// One sentence that someone must see: amber to look at or refused, green when it is done (red is for money that goes out). A sign goes with each colour.
import type { ReactNode } from 'react';
import './notice.css';

type NoticeProps = {
  readonly tone: 'warn' | 'fault' | 'good' | 'wait';
  readonly children: ReactNode;
  readonly act?: ReactNode;
};

const SIGN = { warn: '!', fault: '▲', good: '✓', wait: '…' } as const;

export function Notice({ tone, children, act }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'fault' ? 'alert' : 'status'}>
      <span className="notice-sign" aria-hidden="true">
        {SIGN[tone]}
      </span>
      <span className="notice-say">{children}</span>
      {act}
    </div>
  );
}
