// From money to text: for people's eyes, and for files that machines read.
// currency.js sets the separators; it gets whole numbers only, because with decimals it computes in floats.
import currencyJs from 'currency.js';
import type { Currency, Milli, Minor } from './money.ts';

/** U+2212: as wide as the digits, and it does not break from its number at the end of a line. */
const MINUS = '\u2212';
const QUANTITY_DECIMALS = 3;

/** An amount (minor units) as people read it: "1,234.56", "−0.05" with U+2212; always the currency's decimals; no currency sign. */
export function formatAmount(amount: Minor, currency: Currency): string {
  const { whole, fraction } = parts(amount, currency.exponent);
  return signed(amount, MINUS, joined(grouped(whole), fraction));
}

/** An amount in whole units for a chart, rounded half away from zero: "1,235", "−1". The fen stand in the table beside it. */
export function formatWhole(amount: Minor, { exponent }: Currency): string {
  const scale = 10 ** exponent;
  const whole = Math.round(Math.abs(amount) / scale);
  return signed(whole === 0 ? 0 : amount, MINUS, grouped(whole));
}

/** An amount (minor units) as files carry it: "1234.56", "-0.05", ASCII, no separators; parseAmount reads it back from a machine. */
export function plainAmount(amount: Minor, currency: Currency): string {
  const { whole, fraction } = parts(amount, currency.exponent);
  return signed(amount, '-', joined(String(whole), fraction));
}

/** A quantity (thousandths) as people read it: "1", "1.5", "1,234.125"; no trailing zeros. */
export function formatQuantity(quantity: Milli): string {
  const { whole, fraction } = parts(quantity, QUANTITY_DECIMALS);
  return signed(quantity, MINUS, joined(grouped(whole), fraction.replace(/0+$/, '')));
}

/** A quantity (thousandths) as files carry it: "1.5", ASCII, no separators, no trailing zeros. */
export function plainQuantity(quantity: Milli): string {
  const { whole, fraction } = parts(quantity, QUANTITY_DECIMALS);
  return signed(quantity, '-', joined(String(whole), fraction.replace(/0+$/, '')));
}

function parts(units: number, decimals: number): { readonly whole: number; readonly fraction: string } {
  const scale = 10 ** decimals;
  const size = Math.abs(units);
  const rest = size % scale;
  // size − rest is a multiple of the scale, so this division is exact.
  return { whole: (size - rest) / scale, fraction: decimals === 0 ? '' : String(rest).padStart(decimals, '0') };
}

function grouped(whole: number): string {
  return currencyJs(whole, { precision: 0, symbol: '', separator: ',' }).format();
}

function joined(whole: string, fraction: string): string {
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

function signed(units: number, minus: string, text: string): string {
  return units < 0 ? minus + text : text;
}
