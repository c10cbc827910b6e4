// Proves the hand-over to central finance: the mapping is told in order, vouchers come to what their day came to and share no
// number, answers speak of what was handed over, every rejection and every difference is a task, and what was delivered is
// what was made.
import { mayStep } from '../../core/central/central-task.ts';
import { AccountMapping } from '../../core/vouchers/account-mapping.ts';
import { mappingChange } from '../vouchers/read-mapping.ts';
import { bad } from './finding.ts';
import {
  ACCOUNT,
  ACK,
  ANSWER,
  BALANCE,
  CENTRAL_FILE,
  DAY_PACKAGE,
  DELIVERY,
  type LinkRows,
  MAPPING,
  numberAt,
  type Row,
  rowsOf,
  STEP_OF_TASK,
  TASK,
  textAt,
  VOUCHER_FILE,
  VOUCHER_SET,
  Z,
} from './row-places.ts';
import type { Tally } from './tally.ts';

interface KnownSet {
  readonly n: number;
  readonly mode: string;
  readonly word: string;
  readonly first: number;
  readonly vouchers: number;
}

export class Central {
  readonly #mapping = new AccountMapping([]);
  readonly #accounts: string[] = [];
  /** Control total by closed date. */
  readonly #control = new Map<string, number>();
  readonly #packages = new Map<number, { readonly date: string; readonly manifest: string }>();
  readonly #sets = new Map<string, KnownSet[]>();
  /** Kind and SHA-256 of a file by its id. */
  readonly #files = new Map<string, { readonly kind: string; readonly sha256: string }>();
  readonly #voucherFiles = new Map<string, string>();
  readonly #answersSeen = new Set<string>();
  readonly #tasks = new Map<number, { n: number; last: Parameters<typeof mayStep>[0] }>();
  readonly #delivered = new Set<string>();
  #acknowledgements = 0;
  #deliveries = 0;

  /** Takes note of one link; what it closed and packed must be noted by `Days` as well. Throws a finding. */
  take(rows: LinkRows, tally: Tally): void {
    for (const row of rowsOf(rows, 'account')) this.#accounts.push(textAt(row, ACCOUNT.code));
    for (const row of rowsOf(rows, 'z_report')) this.#control.set(textAt(row, Z.date), numberAt(row, Z.control));
    for (const row of rowsOf(rows, 'day_package'))
      this.#packages.set(numberAt(row, DAY_PACKAGE.n), {
        date: textAt(row, DAY_PACKAGE.date),
        manifest: textAt(row, DAY_PACKAGE.manifest),
      });
    for (const row of rowsOf(rows, 'central_file'))
      this.#files.set(textAt(row, CENTRAL_FILE.id), {
        kind: textAt(row, CENTRAL_FILE.kind),
        sha256: textAt(row, CENTRAL_FILE.sha256),
      });
    for (const row of rowsOf(rows, 'voucher_account')) this.#map(row);
    for (const row of rowsOf(rows, 'voucher_set')) this.#set(row);
    for (const row of rowsOf(rows, 'voucher_file')) this.#voucherFile(row);
    this.#answers(rows, tally);
    for (const row of rowsOf(rows, 'central_step')) this.#step(row);
    for (const row of rowsOf(rows, 'delivery')) this.#deliver(row);
  }

  #map(row: Row): void {
    const [account, form, n] = [textAt(row, MAPPING.account), textAt(row, MAPPING.form), numberAt(row, MAPPING.n)];
    const place = `${account} ${form} ${n}`;
    const nullable = (at: number): string | null => row[at] as string | null;
    const change = mappingChange({
      account,
      form: form as 'any',
      n,
      fromDate: textAt(row, MAPPING.from),
      code: nullable(MAPPING.code),
      name: nullable(MAPPING.name),
      below: numberAt(row, MAPPING.below),
      department: nullable(MAPPING.department),
      person: nullable(MAPPING.person),
      customer: nullable(MAPPING.customer),
      supplier: nullable(MAPPING.supplier),
      project: nullable(MAPPING.project),
      summary: nullable(MAPPING.summary),
    });
    if (!this.#accounts.includes(account)) bad('limits', 'voucher_account', place, 'is of no account');
    const said = this.#mapping.count(account, change.form);
    if (n !== said + 1) bad('limits', 'voucher_account', place, `follows ${said}`);
    this.#mapping.add(change);
  }

  #set(row: Row): void {
    const [date, n] = [textAt(row, VOUCHER_SET.date), numberAt(row, VOUCHER_SET.n)];
    const place = `${date} ${n}`;
    const control = this.#control.get(date) ?? bad('limits', 'voucher_set', place, 'is of a day that is not closed');
    const debit = numberAt(row, VOUCHER_SET.debit);
    if (debit !== control) bad('totals', 'voucher_set', place, `comes to ${debit}, its day to ${control}`);
    const sets = this.#sets.get(date) ?? [];
    if (n !== sets.length + 1) bad('limits', 'voucher_set', place, `follows ${sets.length}`);
    const set = {
      n,
      mode: textAt(row, VOUCHER_SET.mode),
      word: textAt(row, VOUCHER_SET.word),
      first: numberAt(row, VOUCHER_SET.first),
      vouchers: numberAt(row, VOUCHER_SET.vouchers),
    };
    const { n: _n, ...numbers } = set;
    const before = sets.at(-1);
    if (before) {
      const { n: _before, ...kept } = before;
      if (JSON.stringify(kept) !== JSON.stringify(numbers))
        bad('numbers', 'voucher_set', place, 'keeps not its numbers');
    }
    for (const [other, [one]] of this.#sets) {
      if (other === date || one === undefined || one.word !== set.word || other.slice(0, 7) !== date.slice(0, 7))
        continue;
      if (one.first < set.first + set.vouchers && set.first < one.first + one.vouchers)
        bad('numbers', 'voucher_set', place, `shares numbers with ${other}`);
    }
    this.#sets.set(date, [...sets, set]);
  }

  #voucherFile(row: Row): void {
    const [date, n, format] = [
      textAt(row, VOUCHER_FILE.date),
      numberAt(row, VOUCHER_FILE.n),
      textAt(row, VOUCHER_FILE.format),
    ];
    const place = `${date} ${n} ${format}`;
    if (!this.#sets.get(date)?.some((set) => set.n === n)) bad('limits', 'voucher_file', place, 'is of no vouchers');
    const file = this.#files.get(textAt(row, VOUCHER_FILE.file));
    if (file?.kind !== 'voucher') return bad('limits', 'voucher_file', place, 'is of no file');
    this.#voucherFiles.set(place, file.sha256);
  }

  #answers(rows: LinkRows, tally: Tally): void {
    const answers = rowsOf(rows, 'ack_answer');
    const balances = rowsOf(rows, 'ack_balance');
    const tasks = rowsOf(rows, 'central_task');
    const [file] = rowsOf(rows, 'acknowledgement');
    if (!file) {
      if (answers.length + balances.length + tasks.length > 0)
        bad('limits', 'central_task', 0, 'comes without an answer of central’s');
      return;
    }
    const n = numberAt(file, ACK.n);
    if (n !== this.#acknowledgements + 1) bad('numbers', 'acknowledgement', n, `follows ${this.#acknowledgements}`);
    this.#acknowledgements = n;
    const kept = this.#files.get(textAt(file, ACK.file));
    if (kept?.kind !== 'acknowledgement') return bad('limits', 'acknowledgement', n, 'is of no file');
    if (this.#answersSeen.has(kept.sha256)) bad('limits', 'acknowledgement', n, 'was taken before');
    this.#answersSeen.add(kept.sha256);
    if (numberAt(file, ACK.answers) !== answers.length || numberAt(file, ACK.balances) !== balances.length)
      bad('totals', 'acknowledgement', n, 'does not say how much it holds');
    const wanted = new Map<number, string>();
    for (const row of answers) if (this.#answer(row)) wanted.set(numberAt(row, ANSWER.line), 'rejected');
    for (const row of balances) if (this.#balance(row, tally)) wanted.set(numberAt(row, BALANCE.line), 'difference');
    for (const row of tasks) this.#task(row, n, wanted);
    const [missing] = wanted.keys();
    if (missing !== undefined) bad('limits', 'acknowledgement', n, `line ${missing} is nobody’s task`);
  }

  /** Whether it is a rejection. */
  #answer(row: Row): boolean {
    const place = `${numberAt(row, ANSWER.ack)} ${numberAt(row, ANSWER.line)}`;
    const found = this.#packages.get(numberAt(row, ANSWER.package));
    if (!found) return bad('limits', 'ack_answer', place, 'is of no package');
    const voucher = row[ANSWER.voucher] as number | null;
    const set = this.#sets.get(found.date)?.at(-1);
    if (numberAt(row, ANSWER.set) !== (set?.n ?? 0)) bad('limits', 'ack_answer', place, 'is of other vouchers');
    if (voucher !== null && (!set || voucher < set.first || voucher >= set.first + set.vouchers))
      bad('limits', 'ack_answer', place, 'is of no voucher');
    return textAt(row, ANSWER.verdict) === 'rejected';
  }

  /** Whether central's balance is another than ours. */
  #balance(row: Row, tally: Tally): boolean {
    const place = `${numberAt(row, BALANCE.ack)} ${numberAt(row, BALANCE.line)}`;
    const [asOf, code] = [textAt(row, BALANCE.asOf), textAt(row, BALANCE.code)];
    const mine = new Set(this.#accounts.filter((one) => this.#mapping.find(one, 'plain', asOf)?.target.code === code));
    let ours: number | null = mine.size === 0 ? null : 0;
    if (ours !== null) {
      for (const [key, [debit = 0, credit = 0]] of tally.accounts.byKey) {
        const at = key.indexOf('|');
        if (key.slice(0, at) <= asOf && mine.has(key.slice(at + 1))) ours += debit - credit;
      }
    }
    if (row[BALANCE.ours] !== ours) bad('totals', 'ack_balance', place, `says ours is other than ${ours ?? 'none'}`);
    return numberAt(row, BALANCE.theirs) !== ours;
  }

  #task(row: Row, ack: number, wanted: Map<number, string>): void {
    const [id, line] = [numberAt(row, TASK.id), numberAt(row, TASK.line)];
    if (id !== this.#tasks.size + 1) bad('numbers', 'central_task', id, `follows ${this.#tasks.size}`);
    if (numberAt(row, TASK.ack) !== ack || wanted.get(line) !== textAt(row, TASK.kind))
      bad('limits', 'central_task', id, 'is of nothing central said');
    wanted.delete(line);
    this.#tasks.set(id, { n: 0, last: null });
  }

  #step(row: Row): void {
    const [id, n] = [numberAt(row, STEP_OF_TASK.task), numberAt(row, STEP_OF_TASK.n)];
    const task = this.#tasks.get(id) ?? bad('limits', 'central_step', `${id} ${n}`, 'is of no task');
    if (n !== task.n + 1) bad('limits', 'central_step', `${id} ${n}`, `follows ${task.n}`);
    const act = textAt(row, STEP_OF_TASK.act) as NonNullable<typeof task.last>;
    if (!mayStep(task.last, act)) bad('limits', 'central_step', `${id} ${n}`, `${act} after ${task.last ?? 'nothing'}`);
    task.n = n;
    task.last = act;
  }

  #deliver(row: Row): void {
    const n = numberAt(row, DELIVERY.n);
    if (n !== this.#deliveries + 1) bad('numbers', 'delivery', n, `follows ${this.#deliveries}`);
    this.#deliveries = n;
    const [kind, date, set, format] = [
      textAt(row, DELIVERY.kind),
      textAt(row, DELIVERY.date),
      numberAt(row, DELIVERY.set),
      textAt(row, DELIVERY.format),
    ];
    const made =
      kind === 'package'
        ? [...this.#packages.values()].find((one) => one.date === date)?.manifest
        : this.#voucherFiles.get(`${date} ${set} ${format}`);
    if (made !== textAt(row, DELIVERY.sha256)) bad('limits', 'delivery', n, 'is not what was made');
    const key = `${kind} ${date} ${set} ${format}`;
    if (this.#delivered.has(key)) bad('limits', 'delivery', n, 'was delivered before');
    this.#delivered.add(key);
  }
}
