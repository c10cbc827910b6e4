// What reading a list can say about a row: what was changed before it was taken, or why it was not taken.
// Closed unions, so that every window has words for every one of them.

/** A form that people write and whose meaning is certain; the row is taken and this is reported beside it. */
export const NORMALISATIONS = [
  'blanksTrimmed',
  'fullWidth',
  'minusSign',
  'currencySign',
  'currencySuffix',
  'thousandsSeparators',
  'dateSeparators',
  'dateCompact',
  'phoneForm',
  'plateForm',
  'lowerCaseX',
  'upperCase',
  'idTypeTaken',
  // spreadsheet cells
  'floatTail',
] as const;
export type Normalisation = (typeof NORMALISATIONS)[number];

/** Why a row is not taken. What is not certain is never guessed. */
export const REJECTIONS = [
  'tooFewColumns',
  'tooManyColumns',
  'textInvalid',
  'textTooLong',
  // spreadsheet cells
  'cellError',
  'formulaWithoutValue',
  'digitsLost',
  // tariff
  'codeMissing',
  'codeInvalid',
  'nameMissing',
  'nameTooLong',
  'methodUnknown',
  'notForMethod',
  'bandsMissing',
  'bandsForm',
  'bandsGap',
  'digitsInvalid',
  'partMonthUnknown',
  'limitsCrossed',
  'contentsMissing',
  'contentsForm',
  'contentsUnknown',
  'taxRateInvalid',
  'taxCodeInvalid',
  'priceMissing',
  'priceNegative',
  'priceNotOpen',
  'notAnAmount',
  'misplacedSeparator',
  'leadingZero',
  'tooManyDecimals',
  'amountOutOfRange',
  'creditKindUnknown',
  'accountInvalid',
  'dateMissing',
  'notADate',
  'noSuchDate',
  'endsBeforeStart',
  'secondPrice',
  // customers
  'numberMissing',
  'numberInvalid',
  'numberTaken',
  'idTypeMissing',
  'idTypeUnknown',
  'idNumberInvalid',
  'idCheckDigit',
  'idNumberTaken',
  'phoneInvalid',
  'plateInvalid',
  // bills
  'billNumberMissing',
  'billNumberInvalid',
  'billNumberTaken',
  'billHeadDiffers',
  'billRowTwice',
  'billTakenBack',
  'billTooLong',
  'billNotWhole',
  'customerUnknown',
  'purposeMissing',
  'dueMissing',
  'dueBeforeIssued',
  'itemUnknown',
  'amountMissing',
  'amountNotAboveZero',
  // use confirmed by departments
  'receiptMissing',
  'receiptUnknown',
  'lineMissing',
  'lineUnknown',
  'itemNotOnReceipt',
  'itemTwiceOnReceipt',
  'quantityMissing',
  'notAQuantity',
  'quantityNotAboveZero',
  'useKindUnknown',
  'departmentMissing',
  'useTwice',
  'useBeyondLine',
  'useLessThanSaid',
  // account mapping
  'ownAccountMissing',
  'ownAccountUnknown',
  'centralCodeInvalid',
  'centralNameMissing',
  'formUnknown',
  'belowUnknown',
  'accountTwice',
] as const;
export type Rejection = (typeof REJECTIONS)[number];

/** `row` counts from 1 at the header, as a spreadsheet shows it; `column` is the header's own name. */
export interface NormalisedCell {
  readonly row: number;
  readonly column: string;
  readonly why: Normalisation;
}

export interface RejectedRow {
  readonly row: number;
  /** null: the whole row. */
  readonly column: string | null;
  readonly reason: Rejection;
}

/** A list as read, before anything of the ledger is asked. Never holds the text of a rejected cell. */
export interface ReadList<E> {
  /** Rows below the header that are not blank. */
  readonly rows: number;
  readonly entries: readonly { readonly row: number; readonly entry: E }[];
  readonly normalised: readonly NormalisedCell[];
  readonly rejected: readonly RejectedRow[];
  /** Header name of each field that was found, so that a later finding can name its column. */
  readonly columns: Readonly<Record<string, string>>;
  /** Header names nobody here knows; their cells are not looked at. */
  readonly ignored: readonly string[];
}

/** The header does not name what is needed, or names it twice. */
export interface HeaderFault {
  readonly missing: readonly string[];
  readonly twice: readonly string[];
}
