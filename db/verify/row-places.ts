// Where each column stands in a raw row, from the same description the rows were read by: reading cells by their place
// is what lets verify go through hundreds of thousands of rows a second.
import { CHAINED_TABLES, type Cell } from '../ledger/chained-tables.ts';

/** One row, cells in column order. */
export type Row = readonly Cell[];
/** Rows of one link by table. */
export type LinkRows = Readonly<Record<string, readonly Row[] | undefined>>;

const PLACES = new Map(
  CHAINED_TABLES.map((table) => [table.name, new Map(table.columns.map((column, index) => [column, index]))]),
);

function places<Name extends string>(table: string, columns: Readonly<Record<Name, string>>): Record<Name, number> {
  const found = Object.entries<string>(columns).map(([name, column]) => {
    const place = PLACES.get(table)?.get(column);
    if (place === undefined) throw new Error(`${table}.${column} is not a chained column`);
    return [name, place];
  });
  return Object.fromEntries(found) as Record<Name, number>;
}

export const PERSON = places('person', { id: 'id', username: 'username' });
export const ROLE = places('person_role', { person: 'person_id', role: 'role', granted: 'granted' });
export const TICKET = places('ticket', { id: 'id', number: 'number', person: 'person_id', petitioner: 'petitioner' });
export const TICKET_STEP = places('ticket_step', {
  ticket: 'ticket_id',
  n: 'n',
  step: 'step',
  state: 'state',
  category: 'category',
  assignee: 'assignee_id',
  customer: 'customer_id',
  receipt: 'receipt_seq',
  person: 'person_id',
});
export const TICKET_SAMPLE = places('ticket_sample', {
  n: 'n',
  person: 'person_id',
  from: 'from_date',
  to: 'to_date',
  percent: 'percent',
  alwaysFrom: 'always_from',
  seed: 'seed',
  count: 'count',
  drawn: 'drawn',
});
export const TICKET_PICK = places('ticket_sample_pick', { payout: 'payout_seq', sample: 'sample_n' });
export const TICKET_REVIEW = places('ticket_review', { payout: 'payout_seq', person: 'person_id' });
export const TICKET_PAYOUT = places('ticket_payout', {
  ticket: 'ticket_id',
  n: 'n',
  returns: 'returns',
  payeeKind: 'payee_kind',
  payee: 'payee',
  employee: 'employee_id',
  way: 'way',
  reference: 'reference',
  amount: 'amount',
  direct: 'direct',
});
export const DRAWER = places('drawer', { id: 'id', kind: 'kind', account: 'account' });
export const ITEM = places('item', { id: 'id', code: 'code' });
export const VERSION = places('item_version', {
  item: 'item_id',
  n: 'n',
  from: 'from_date',
  until: 'until_date',
  pricing: 'pricing',
  price: 'price',
  rule: 'rule',
  kind: 'credit_kind',
  account: 'account',
  taxRate: 'tax_rate',
  taxCode: 'tax_code',
  category: 'category',
});
export const SHIFT = places('shift', {
  id: 'id',
  number: 'number',
  drawer: 'drawer_id',
  person: 'person_id',
  kind: 'kind',
  date: 'business_date',
  float: 'float',
});
export const SHIFT_END = places('shift_end', { shift: 'shift_id', counted: 'counted', expected: 'expected' });
export const DOC = places('document', {
  type: 'type',
  n: 'n',
  number: 'number',
  date: 'business_date',
  shift: 'shift_id',
  person: 'person_id',
});
export const RECEIPT = places('receipt', {
  customer: 'customer_id',
  payer: 'payer',
  gross: 'gross',
  discount: 'discount',
  rounding: 'rounding',
  total: 'total',
  change: 'change',
  paper: 'paper_no',
});
export const LINE = places('line', {
  n: 'n',
  item: 'item_id',
  code: 'code',
  quantity: 'quantity',
  price: 'unit_price',
  gross: 'gross',
  discount: 'discount',
  amount: 'amount',
  kind: 'credit_kind',
  account: 'account',
  formula: 'formula',
  packageN: 'package_n',
  taxRate: 'tax_rate',
  tax: 'tax',
  taxCode: 'tax_code',
});
export const FORMULA = places('line_formula', {
  n: 'n',
  kind: 'kind',
  item: 'item_id',
  version: 'version',
  customer: 'customer_id',
  meter: 'meter',
  meterRange: 'meter_range',
  readingBefore: 'reading_before',
  readingNow: 'reading_now',
  oldEnd: 'old_end',
  newStart: 'new_start',
  rate: 'rate',
  area: 'area',
  fromDate: 'from_date',
  untilDate: 'until_date',
  months: 'months',
  days: 'days',
  daysOf: 'days_of',
  partMonth: 'part_month',
});
export const STEP = places('line_step', {
  n: 'n',
  step: 'step',
  from: 'from_quantity',
  upTo: 'up_to',
  quantity: 'quantity',
  rate: 'rate',
});
export const PACKAGE = places('line_package', {
  n: 'n',
  item: 'item_id',
  version: 'version',
  code: 'code',
  quantity: 'quantity',
  price: 'price',
  gross: 'gross',
});
export const TENDER = places('tender', {
  n: 'n',
  method: 'method',
  given: 'given',
  applied: 'applied',
  change: 'change',
  reference: 'reference',
  proof: 'proof',
});
export const ENTRY = places('entry', { account: 'account', amount: 'amount' });

export const POLICY_VERSION = places('policy_version', {
  policy: 'policy_id',
  n: 'n',
  from: 'from_date',
  until: 'until_date',
  benefit: 'benefit',
  basisPoints: 'basis_points',
  off: 'off',
  reach: 'reach',
  repeats: 'repeats',
  cap: 'cap',
  combines: 'combines',
  who: 'who',
  items: 'items',
  categories: 'categories',
});
export const DISCOUNT = places('receipt_discount', {
  n: 'n',
  kind: 'kind',
  line: 'line',
  policy: 'policy_id',
  policyN: 'policy_n',
  basisPoints: 'basis_points',
  asked: 'asked',
  reason: 'reason',
  until: 'valid_until',
  amount: 'amount',
});
export const PART = places('line_discount', { n: 'n', line: 'line', amount: 'amount' });
export const OVERRIDE = places('price_override', { line: 'line', tariff: 'tariff_price', price: 'price' });
export const MOVEMENT = places('cash_movement', { kind: 'kind', amount: 'amount' });
export const SETUP_STEP = places('setup_step', { n: 'n', step: 'step' });
export const SETTING = places('setting', { key: 'key', n: 'n', from: 'from_date', value: 'value' });
export const BILL_DOCUMENT = places('bill_document', { kind: 'kind', amount: 'amount' });
export const BILL = places('bill', { id: 'id', number: 'number', revision: 'revision', amount: 'amount' });
export const BILL_LINE = places('bill_line', {
  bill: 'bill_id',
  n: 'n',
  amount: 'amount',
  item: 'item_id',
  kind: 'credit_kind',
  account: 'account',
});
export const BILL_TAX = places('bill_line_tax', { bill: 'bill_id', n: 'n', rate: 'rate', tax: 'tax', code: 'code' });
export const BILL_CANCEL = places('bill_cancel', { bill: 'bill_id', amount: 'amount' });
export const BILL_PAYMENT = places('bill_payment', { n: 'n', bill: 'bill_id', amount: 'amount', rest: 'rest' });

export const VOIDED = places('receipt_void', { receipt: 'receipt_seq', total: 'total' });
export const REVERSAL = places('void_reversal', { n: 'n' });
export const CORRECTION = places('tender_correction', {
  receipt: 'receipt_seq',
  n: 'tender_n',
  amount: 'amount',
  from: 'from_method',
  to: 'to_method',
  reference: 'reference',
  proof: 'proof',
});
export const EXCHANGE = places('receipt_exchange', {
  receipt: 'receipt_seq',
  next: 'new_seq',
  payer: 'payer',
  total: 'total',
  back: 'original_back',
});
export const REISSUE = places('receipt_reissue', {
  receipt: 'receipt_seq',
  next: 'new_seq',
  case: 'case_id',
  total: 'total',
  back: 'original_back',
});
export const RECEIPT_FREEZE = places('receipt_freeze', { receipt: 'receipt_seq', n: 'n', frozen: 'frozen' });
export const LOSS = places('receipt_loss', { receipt: 'receipt_seq', kind: 'kind', back: 'original_back' });
export const INVOICED = places('invoice', { document: 'document_seq', status: 'status' });
export const MARK = places('print_mark', { document: 'document_seq', kind: 'kind' });
export const ASKED = places('approval_request', {
  kind: 'kind',
  person: 'person_id',
  digest: 'digest',
  levels: 'levels',
});
export const Z = places('z_report', {
  n: 'n',
  date: 'business_date',
  documents: 'documents',
  taken: 'taken',
  perpetual: 'perpetual',
  control: 'control',
});
export const TRANSFER_OFFER = places('transfer_offer', {
  from: 'from_shift_id',
  to: 'to_drawer_id',
  amount: 'amount',
  person: 'person_id',
});
export const TRANSFER_END = places('transfer_end', { offer: 'offer_seq', outcome: 'outcome', person: 'person_id' });
export const CASH_SLIP = places('cash_slip', {
  from: 'from_account',
  to: 'to_account',
  cause: 'cause',
  offer: 'offer_seq',
  counted: 'counted',
});
export const CASH_PIECE = places('cash_piece', { side: 'side', face: 'face', pieces: 'pieces' });
export const DEPOSIT_SLIP = places('deposit_slip', { amount: 'amount' });
export const DEPOSIT_END = places('deposit_end', { deposit: 'deposit_seq', outcome: 'outcome', counted: 'counted' });
export const COUNTERFEIT = places('counterfeit_note', { n: 'n', person: 'person_id' });
export const OPENING = places('drawer_opening', { person: 'person_id' });
export const CASH_COUNT = places('cash_count', {
  shift: 'shift_id',
  n: 'n',
  purpose: 'purpose',
  person: 'person_id',
  counted: 'counted',
  expected: 'expected',
  tolerance: 'tolerance',
});
export const HANDOVER_OFFER = places('handover_offer', { shift: 'shift_id', count: 'count_seq', person: 'person_id' });
export const HANDOVER_END = places('handover_end', {
  offer: 'offer_seq',
  outcome: 'outcome',
  person: 'person_id',
  counted: 'counted',
});
export const HANDOVER_COUNT = places('handover_count', {
  offer: 'offer_seq',
  n: 'n',
  person: 'person_id',
  counted: 'counted',
});
export const PAUSE = places('shift_pause', { shift: 'shift_id', n: 'n', kind: 'kind', person: 'person_id' });
export const SHIFT_FORCED = places('shift_forced', { shift: 'shift_id', person: 'person_id' });
export const DAY_PACKAGE = places('day_package', {
  n: 'n',
  date: 'business_date',
  first: 'first_seq',
  last: 'last_seq',
  manifest: 'manifest',
});
export const PACKAGE_PAPER = places('package_paper', { n: 'n' });

export const DECIDED = places('approval_decision', {
  request: 'request_seq',
  level: 'level',
  verdict: 'verdict',
  at: 'at',
  tick: 'tick',
  person: 'person_id',
  digest: 'digest',
});
export const USED = places('approval_use', {
  request: 'request_seq',
  at: 'at',
  tick: 'tick',
  person: 'person_id',
  digest: 'digest',
});
export const ENROLMENT = places('totp_enrolment', { person: 'person_id', n: 'n' });
export const ENROLMENT_END = places('totp_end', { person: 'person_id', n: 'n', by: 'by_person_id' });
export const RECOVERY = places('totp_recovery', { person: 'person_id', n: 'n', batch: 'batch', place: 'place' });
export const CODE_USE = places('totp_use', { person: 'person_id', n: 'n', step: 'step', purpose: 'purpose' });
export const RECOVERY_USE = places('totp_recovery_use', {
  person: 'person_id',
  n: 'n',
  batch: 'batch',
  place: 'place',
  purpose: 'purpose',
});
export const CUSTOMER_VERSION = places('customer_version', { customer: 'customer_id', n: 'n' });
export const FREEZE = places('customer_freeze', { customer: 'customer_id', n: 'n', frozen: 'frozen' });
export const MERGE = places('customer_merge', { from: 'from_id', n: 'n', into: 'into_id', undone: 'undone' });

export const PAYER = places('payer', { id: 'id', code: 'code', account: 'account' });
export const TENDER_PAYER = places('tender_payer', { n: 'n', payer: 'payer_id' });
export const TENDER_CHEQUE = places('tender_cheque', { n: 'n' });
export const CHEQUE_END = places('cheque_end', { tenderSeq: 'tender_seq', tenderN: 'tender_n', outcome: 'outcome' });
export const PROOF = places('tender_proof', { seq: 'tender_seq', n: 'tender_n', reference: 'reference' });
export const ACCOUNT_OF_CUSTOMER = places('prepayment_account', { id: 'id', purpose: 'purpose', account: 'account' });
export const PREPAYMENT = places('prepayment', {
  account: 'account_id',
  act: 'act',
  amount: 'amount',
  change: 'change',
});
export const EVIDENCE = places('tender_evidence', {
  seq: 'tender_seq',
  tenderN: 'tender_n',
  n: 'n',
  attachment: 'attachment_id',
});
export const ATTACHMENT = places('attachment', { id: 'id', kind: 'kind' });
export const COLLECTION = places('claim_collection', {
  cheque: 'cheque_seq',
  payer: 'payer_id',
  amount: 'amount',
  change: 'change',
});
export const DRAW = places('prepayment_draw', {
  n: 'n',
  account: 'account_id',
  loadSeq: 'load_seq',
  loadN: 'load_n',
  amount: 'amount',
  tender: 'tender_n',
  method: 'method',
});

export const CASE = places('refund_case', {
  id: 'id',
  number: 'number',
  person: 'person_id',
  receipt: 'receipt_seq',
  account: 'account_id',
});
export const SUBMITTED = places('refund_submission', {
  case: 'case_id',
  n: 'n',
  person: 'person_id',
  amount: 'amount',
  fee: 'fee',
  rounding: 'rounding',
  total: 'total',
  levels: 'levels',
  verdict: 'verdict',
  findings: 'findings',
  twicePayee: 'twice_payee',
  twiceAmount: 'twice_amount',
});
export const PART_BACK = places('refund_line', {
  case: 'case_id',
  version: 'version',
  line: 'line_n',
  receipt: 'receipt_seq',
  quantity: 'quantity',
  gross: 'gross',
  discount: 'discount',
  tax: 'tax',
  amount: 'amount',
  needs: 'needs_use',
});
export const BACK = places('refund_back', {
  case: 'case_id',
  version: 'version',
  n: 'n',
  tenderSeq: 'tender_seq',
  tenderN: 'tender_n',
  method: 'method',
  way: 'way',
  amount: 'amount',
});
export const TYPED = places('refund_entry', {
  case: 'case_id',
  version: 'version',
  n: 'n',
  person: 'person_id',
  base: 'base',
  agrees: 'agrees',
});
export const CONFIRMED = places('use_confirmation', { receipt: 'receipt_seq', line: 'line_n', quantity: 'quantity' });
export const STEPPED = places('refund_step', {
  case: 'case_id',
  n: 'n',
  version: 'version',
  step: 'step',
  from: 'from_state',
  to: 'to_state',
  person: 'person_id',
});
export const REQUESTED = places('refund_request', { case: 'case_id', version: 'version', request: 'request_seq' });
export const CASE_PAPER = places('refund_paper', { case: 'case_id', name: 'name' });
export const DEPUTY = places('refund_deputy', {
  request: 'request_seq',
  level: 'level',
  delegation: 'delegation_id',
});
export const DELEGATED = places('refund_delegation', {
  id: 'id',
  from: 'from_id',
  to: 'to_id',
  fromDate: 'from_date',
  untilDate: 'until_date',
});
export const BATCH = places('bank_batch', { n: 'n', number: 'number', count: 'count', total: 'total' });
export const BANK_ANSWER = places('bank_answer', { n: 'n', count: 'count' });
export const BANK_ROW = places('bank_answer_row', {
  row: 'row',
  reference: 'reference',
  amount: 'amount',
  said: 'said',
  verdict: 'verdict',
});
export const SLIP = places('refund_document', {
  case: 'case_id',
  version: 'version',
  request: 'request_seq',
  at: 'at',
  tick: 'tick',
  prior: 'prior_account',
  total: 'total',
});
export const PAYOUT = places('refund_payout', {
  case: 'case_id',
  n: 'n',
  back: 'back_n',
  method: 'method',
  way: 'way',
  amount: 'amount',
  replaces: 'replaces',
});
export const PAYOUT_STEP = places('payout_step', {
  case: 'case_id',
  payout: 'payout_n',
  n: 'n',
  step: 'step',
  from: 'from_state',
  to: 'to_state',
  person: 'person_id',
  reference: 'reference',
  batch: 'batch_n',
});
export const PAID = places('payout_document', { case: 'case_id', payout: 'payout_n', kind: 'kind', amount: 'amount' });
export const GIVEBACK = places('prepayment_giveback', {
  drawSeq: 'draw_seq',
  drawN: 'draw_n',
  account: 'account_id',
  loadSeq: 'load_seq',
  loadN: 'load_n',
  amount: 'amount',
});
export const ACCOUNT = places('account', { code: 'code' });
export const CENTRAL_FILE = places('central_file', { id: 'id', kind: 'kind', sha256: 'sha256' });
export const MAPPING = places('voucher_account', {
  account: 'account',
  form: 'form',
  n: 'n',
  from: 'from_date',
  code: 'code',
  name: 'name',
  below: 'below',
  department: 'department',
  person: 'person',
  customer: 'customer',
  supplier: 'supplier',
  project: 'project',
  summary: 'summary',
});
export const VOUCHER_SET = places('voucher_set', {
  date: 'business_date',
  n: 'n',
  mode: 'mode',
  word: 'word',
  first: 'first_number',
  vouchers: 'vouchers',
  debit: 'debit',
});
export const VOUCHER_FILE = places('voucher_file', {
  date: 'business_date',
  n: 'n',
  format: 'format',
  file: 'file_id',
});
export const ACK = places('acknowledgement', { n: 'n', file: 'file_id', answers: 'answers', balances: 'balances' });
export const ANSWER = places('ack_answer', {
  ack: 'ack_n',
  line: 'line',
  package: 'package',
  voucher: 'voucher',
  set: 'set_n',
  verdict: 'verdict',
});
export const BALANCE = places('ack_balance', {
  ack: 'ack_n',
  line: 'line',
  asOf: 'as_of',
  code: 'code',
  theirs: 'theirs',
  ours: 'ours',
});
export const TASK = places('central_task', { id: 'id', ack: 'ack_n', line: 'line', kind: 'kind' });
export const STEP_OF_TASK = places('central_step', { task: 'task_id', n: 'n', act: 'act' });
export const DELIVERY = places('delivery', {
  n: 'n',
  kind: 'kind',
  date: 'business_date',
  set: 'set_n',
  format: 'format',
  sha256: 'sha256',
});

const NONE: readonly Row[] = [];

/** The rows of one table in a link. */
export const rowsOf = (rows: LinkRows, table: string): readonly Row[] => rows[table] ?? NONE;
export const numberAt = (row: Row, place: number): number => row[place] as number;
export const textAt = (row: Row, place: number): string => row[place] as string;
