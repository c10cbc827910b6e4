// Every shortcut of the window in one table: what it is called, which physical key it is, where it is shown.
// Physical keys (`KeyboardEvent.code`), because under a Chinese IME `key` is "Process" and would swallow shortcuts.

/** One chord: a `KeyboardEvent.code` and the modifiers that must, and must not, be held. */
export type Chord = { readonly code: string; readonly ctrl?: true; readonly alt?: true; readonly shift?: true };

/**
 * F4 is the desk of whoever approves; on a receipt F3 does what takes it back, so that no cashier has to unlearn
 * a key later. What is not paid lies beside what is put aside: Shift F9.
 */
export const KEY_MAP = {
  help: { code: 'F1' },
  goTill: { code: 'F2' },
  followUp: { code: 'F3' },
  exchangeReceipt: { code: 'F3', shift: true },
  registerLoss: { code: 'F3', ctrl: true },
  freezeReceipt: { code: 'F3', ctrl: true, shift: true },
  goShift: { code: 'F6' },
  cashActs: { code: 'F6', shift: true },
  handOver: { code: 'F6', ctrl: true },
  acceptCash: { code: 'F6', ctrl: true, shift: true },
  rejectCash: { code: 'F6', alt: true },
  withdrawCash: { code: 'F6', alt: true, shift: true },
  settleDeposit: { code: 'KeyD', ctrl: true, shift: true },
  closeOther: { code: 'KeyO', ctrl: true, shift: true },
  seeDocument: { code: 'KeyV', alt: true, shift: true },
  printSlip: { code: 'KeyP', alt: true, shift: true },
  findCustomer: { code: 'F7' },
  post: { code: 'F8' },
  park: { code: 'F9' },
  recall: { code: 'F10' },
  unpaid: { code: 'F9', shift: true },
  discount: { code: 'F11' },
  goPolicies: { code: 'KeyD', ctrl: true },
  goDesk: { code: 'F4' },
  goVouchers: { code: 'KeyM', ctrl: true, shift: true },
  goAccount: { code: 'KeyY', ctrl: true },
  goClaims: { code: 'KeyM', ctrl: true },
  evidence: { code: 'KeyJ', alt: true },
  chequeClear: { code: 'KeyC', alt: true },
  chequeBounce: { code: 'KeyC', alt: true, shift: true },
  claimCollect: { code: 'KeyW', alt: true },
  billTakeBack: { code: 'KeyB', alt: true, shift: true },
  goReceipts: { code: 'KeyF', ctrl: true },
  goPeople: { code: 'KeyU', ctrl: true },
  goBackfill: { code: 'KeyB', ctrl: true },
  goImport: { code: 'KeyI', ctrl: true },
  goToday: { code: 'F12' },
  goDays: { code: 'F12', shift: true },
  goLedger: { code: 'KeyE', ctrl: true },
  goTariff: { code: 'KeyT', ctrl: true },
  goSettings: { code: 'KeyG', ctrl: true },
  goSetup: { code: 'KeyJ', ctrl: true },
  add: { code: 'Insert' },
  readReport: { code: 'KeyX', ctrl: true, shift: true },
  exportList: { code: 'KeyE', ctrl: true, shift: true },
  setupNext: { code: 'ArrowRight', alt: true },
  setupBack: { code: 'ArrowLeft', alt: true },
  setupSkip: { code: 'KeyK', alt: true },
  showReceipt: { code: 'KeyP', ctrl: true },
  goPaper: { code: 'KeyK', ctrl: true },
  takeStock: { code: 'KeyL', alt: true },
  spoilStock: { code: 'KeyS', alt: true },
  writeOffStock: { code: 'KeyX', alt: true },
  tariffBoard: { code: 'KeyG', alt: true },
  retryPrint: { code: 'KeyD', alt: true },
  choosePrinter: { code: 'KeyD', alt: true, shift: true },
  spoilSheet: { code: 'KeyR', ctrl: true },
  recordInvoice: { code: 'KeyI', alt: true },
  save: { code: 'KeyS', ctrl: true },
  lock: { code: 'KeyL', ctrl: true },
  signOut: { code: 'KeyQ', ctrl: true },
  bills: { code: 'F2', shift: true },
  goCustomers: { code: 'F7', shift: true },
  customerEdit: { code: 'KeyE', alt: true },
  customerReveal: { code: 'KeyV', alt: true },
  customerPaper: { code: 'KeyO', alt: true },
  customerFreeze: { code: 'KeyZ', alt: true },
  customerMerge: { code: 'KeyH', alt: true },
  customerCharge: { code: 'Enter', alt: true },
  newBill: { code: 'KeyB', alt: true },
  undo: { code: 'KeyZ', ctrl: true },
  payer: { code: 'KeyN', alt: true },
  clearCustomer: { code: 'Digit0', alt: true },
  openPrice: { code: 'KeyP', alt: true },
  exchangeMeter: { code: 'KeyM', alt: true },
  approvalFront: { code: 'KeyA', alt: true },
  deputies: { code: 'KeyH', alt: true, shift: true },
  tenderCash: { code: 'Digit1', alt: true },
  tenderCard: { code: 'Digit2', alt: true },
  tenderWechat: { code: 'Digit3', alt: true },
  tenderAlipay: { code: 'Digit4', alt: true },
  tenderUnionpay: { code: 'Digit5', alt: true },
  tenderTransfer: { code: 'Digit6', alt: true },
  tenderCheque: { code: 'Digit7', alt: true },
  tenderThirdParty: { code: 'Digit8', alt: true },
  tenderPrepayment: { code: 'Digit9', alt: true },
  takeScan: { code: 'KeyT', alt: true },
  dropScan: { code: 'KeyT', alt: true, shift: true },
  reenterTender: { code: 'KeyR', alt: true },
  prepayments: { code: 'F5' },
  heldTake: { code: 'KeyY', alt: true },
  heldReturn: { code: 'KeyU', alt: true },
  heldForfeit: { code: 'KeyF', alt: true },
  transferSlip: { code: 'KeyQ', alt: true },
  goRefunds: { code: 'F8', shift: true },
  refundWhole: { code: 'KeyW', alt: true, shift: true },
  refundUnknown: { code: 'KeyJ', alt: true, shift: true },
  refundReroute: { code: 'KeyR', alt: true, shift: true },
  refundMoneyBack: { code: 'KeyM', alt: true, shift: true },
  goBank: { code: 'F8', ctrl: true },
  goTickets: { code: 'F4', shift: true },
  ticketComment: { code: 'KeyN', alt: true, shift: true },
  ticketAssign: { code: 'KeyG', alt: true, shift: true },
  ticketClassify: { code: 'KeyK', alt: true, shift: true },
  ticketLink: { code: 'KeyL', alt: true, shift: true },
  ticketClose: { code: 'KeyE', alt: true, shift: true },
  ticketTakeBack: { code: 'KeyU', alt: true, shift: true },
  back: { code: 'Escape' },
  remove: { code: 'Delete' },
  removeRow: { code: 'Delete', ctrl: true },
  up: { code: 'ArrowUp' },
  down: { code: 'ArrowDown' },
} as const satisfies Record<string, Chord>;

export type KeyAction = keyof typeof KEY_MAP;

/** What other programs have taught people: it works too, and is not written on the screen. */
const ALSO: { readonly [A in KeyAction]?: Chord } = { goSettings: { code: 'Comma', ctrl: true } };

const ACTIONS = Object.keys(KEY_MAP) as KeyAction[];
/** Keys that also edit text or steer an IME: while a composition is open they belong to the IME. */
const SHARED_WITH_IME: ReadonlySet<KeyAction> = new Set<KeyAction>([
  'back',
  'remove',
  'removeRow',
  'up',
  'down',
  'undo',
]);

/** Keys that move or edit may be held down; an act is one press. */
export function mayRepeat(action: KeyAction): boolean {
  return SHARED_WITH_IME.has(action);
}

export type KeyPress = {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing: boolean;
};

/** The action a key press stands for, or null. */
export function actionOf(press: KeyPress): KeyAction | null {
  if (press.metaKey) return null;
  const found = ACTIONS.find((action) => {
    const also = ALSO[action];
    return chordMatches(KEY_MAP[action], press) || (also !== undefined && chordMatches(also, press));
  });
  if (found === undefined) return null;
  return press.isComposing && SHARED_WITH_IME.has(found) ? null : found;
}

/** Whether `press` is exactly this chord, the number pad's digits counting as digits. */
export function chordMatches(chord: Chord, press: KeyPress): boolean {
  const code = press.code.startsWith('Numpad') && press.altKey ? press.code.replace('Numpad', 'Digit') : press.code;
  return (
    chord.code === code &&
    (chord.ctrl ?? false) === press.ctrlKey &&
    (chord.alt ?? false) === press.altKey &&
    (chord.shift ?? false) === press.shiftKey
  );
}

const NAMES: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  Delete: 'Del',
  Insert: 'Ins',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** How a key is written on the screen: "Ctrl P", "Alt 1", "F8". The same in every language, as on the key caps. */
export function keyLabel(action: KeyAction): string {
  const chord: Chord = KEY_MAP[action];
  const key = NAMES[chord.code] ?? chord.code.replace(/^(Key|Digit)/, '');
  return [chord.ctrl && 'Ctrl', chord.alt && 'Alt', chord.shift && 'Shift', key].filter(Boolean).join(' ');
}

/** The same for assistive technology (`aria-keyshortcuts`): "Control+P", "Alt+1", "F8". */
export function keyShortcuts(action: KeyAction): string {
  const chord: Chord = KEY_MAP[action];
  const key = chord.code.replace(/^(Key|Digit)/, '');
  return [chord.ctrl && 'Control', chord.alt && 'Alt', chord.shift && 'Shift', key].filter(Boolean).join('+');
}
