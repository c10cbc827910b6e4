// Central's answer files 回执: read in, and the tasks they left.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CentralTask } from '../../../core/contract/procedures/central.ts';
import { Notice } from '../../components/notice.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { taskWords } from './central-words.ts';
import { ReadAnswer } from './read-answer.tsx';
import { TaskDialog } from './task-dialog.tsx';

export function AnswersPage({ mayWrite }: { readonly mayWrite: boolean }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const queries = useQueryClient();
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<number | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const { data, error } = useQuery({
    queryKey: ['central', 'tasks', all],
    queryFn: () => ledger.ask('central.tasks', { state: all ? 'all' : 'open', limit: 200 }),
  });
  const finish = (words: string | null): void => {
    setDone(words);
    void queries.invalidateQueries({ queryKey: ['central'] });
    void queries.invalidateQueries({ queryKey: ['vouchers'] });
  };
  const tasks = data?.tasks ?? [];
  return (
    <>
      <div className="central-head">
        <h2>
          {say('central.answers.tasks')}{' '}
          {data !== undefined && data.open > 0 && (
            <span className="work-tag work-tag-warn">{say('central.answers.open', { count: data.open })}</span>
          )}
        </h2>
        <label>
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />{' '}
          {say('central.answers.all')}
        </label>
        {mayWrite && <ReadAnswer onDone={finish} />}
      </div>
      {done !== null && <Notice tone="good">{done}</Notice>}
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data !== undefined && tasks.length === 0 && <p className="work-faint">{say('central.answers.noTasks')}</p>}
      <Tasks tasks={tasks} onOpen={setOpen} />
      <Files />
      {open !== null && (
        <TaskDialog task={open} mayWrite={mayWrite} onClose={() => setOpen(null)} onStep={() => finish(null)} />
      )}
    </>
  );
}

type TasksProps = { readonly tasks: readonly CentralTask[]; readonly onOpen: (id: number) => void };

function Tasks({ tasks, onOpen }: TasksProps) {
  const { currency } = useServices();
  const { say } = useWords();
  return (
    <ul className="central-tasks">
      {tasks.map((task) => (
        <li key={task.id} className={task.state === 'open' ? 'central-look' : undefined}>
          <button type="button" className="central-task" data-row={task.id} onClick={() => onOpen(task.id)}>
            <span className="work-faint">{say('central.task.title', { id: task.id })}</span>
            <span className="work-strong">{taskWords(task, say, currency)}</span>
            <span>{task.owner ?? say('central.task.nobody')}</span>
            <span>
              {task.state === 'resolved'
                ? say(`central.task.outcome.${task.outcome ?? 'corrected'}`)
                : say('central.task.age', { count: task.age })}
            </span>
            {task.acceptedSince && task.state === 'open' && (
              <span className="work-tag">{say('central.task.acceptedSince')}</span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Files() {
  const { ledger } = useServices();
  const { say, locale } = useWords();
  const { data } = useQuery({
    queryKey: ['central', 'files'],
    queryFn: () => ledger.ask('ack.list', { before: null, limit: 50 }),
  });
  return (
    <section className="central-history" aria-label={say('central.answers.files')} tabIndex={0}>
      <h3>{say('central.answers.files')}</h3>
      {data?.files.length === 0 && <p className="work-faint">{say('central.answers.noFiles')}</p>}
      <ul>
        {(data?.files ?? []).map((file) => (
          <li key={file.n}>
            <b>
              {file.n} {file.name}
            </b>{' '}
            {say('central.answers.file', { ...file })}{' '}
            <span className="work-faint">
              {file.by} {moment(file.at, locale)} · {file.sha256.slice(0, 12)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
