// 票据领用: a segment of numbered paper is taken into use, and sheets that were spoiled before use are struck off.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { nextSheet, readSegment, readStockText, stockText } from '../../core/stock/stock-number.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import { readSegmentView } from '../readers/read-stock.ts';
import { stockMark, stockSegment } from '../schema-paper.ts';
import { highestOf, nextPrintedSheet, segmentsOf, shiftOf, writtenOffOf } from '../stock/stock-sheets.ts';

const OVERLAPPING = `
  SELECT first, last FROM stock_segment WHERE prefix = ? AND digits = ? AND first <= ? AND last >= ? LIMIT 1`;

export const stockTake: Command<InputOf<'stock.take'>, OutputOf<'stock.take'>> = {
  run({ ledger, caller, operation }, { kind, first, last, takenBy, note }) {
    if (note !== null && containsCardNumber(note)) refuse('CARD_NUMBER_NOT_ALLOWED', {});
    const read = readSegment(first, last);
    if (!read.ok) return refuse('STOCK_RANGE', { reason: read.fault });
    const { segment } = read;
    const taken = ledger.one<{ first: number; last: number }>(
      OVERLAPPING,
      segment.prefix,
      segment.digits,
      segment.last,
      segment.first,
    );
    if (taken) refuse('STOCK_TAKEN', { first: stockText(segment, taken.first), last: stockText(segment, taken.last) });
    const taker =
      ledger.one<{ id: number }>('SELECT id FROM person WHERE username = ?', takenBy) ??
      refuse('UNKNOWN_USER', { username: takenBy });
    const id = (ledger.one<{ id: number | null }>('SELECT max(id) AS id FROM stock_segment')?.id ?? 0) + 1;
    const businessDate = ledger.businessDate();
    const act = new Act(ledger);
    act.insert(stockSegment, {
      id,
      kind,
      ...segment,
      businessDate,
      at: act.at,
      personId: caller.personId,
      takenBy: taker.id,
      note,
    });
    act.seal({
      kind: 'stock.taken',
      ref: `${first}–${last}`,
      businessDate,
      personId: caller.personId,
      operation: operation({ id }),
    });
    return readSegmentView(ledger, id);
  },
  again: (ledger, kept) => readSegmentView(ledger, (kept as { id: number }).id),
};

/** More than fall out of a torn box; a larger range is written off instead. */
const MOST_AT_ONCE = 1_000;

export const stockSpoil: Command<InputOf<'stock.spoil'>, OutputOf<'stock.spoil'>> = {
  run({ ledger, caller, operation }, { last, reason, note }) {
    if (reason === 'other' && note === null) refuse('REASON_TEXT_REQUIRED', {});
    if (note !== null && containsCardNumber(note)) refuse('CARD_NUMBER_NOT_ALLOWED', {});
    const next = nextPrintedSheet(ledger);
    const segment = segmentsOf(ledger, 'printed').find((one) => one.id === next?.segmentId);
    const to = readStockText(last);
    if (!next || !segment) return refuse('STOCK_NOT_NEXT', { next: '' });
    const sameForm = to?.prefix === segment.prefix && to.digits === segment.digits;
    const far = sameForm && (to.number > segment.last || to.number - next.number >= MOST_AT_ONCE);
    if (!sameForm || to.number < next.number || far) return refuse('STOCK_NOT_NEXT', { next: next.text });
    const off = writtenOffOf(ledger, segment.id);
    const act = new Act(ledger);
    let spoiled = 0;
    for (let number = next.number; number <= to.number; number += 1) {
      if (nextSheet(segment, number - 1, off) !== number) continue;
      act.insert(stockMark, {
        segmentId: segment.id,
        number,
        n: 1,
        state: 'spoiled',
        documentSeq: null,
        markN: null,
        shiftId: shiftOf(ledger, caller.personId),
        at: act.at,
        personId: caller.personId,
        reason: note ?? reason,
      });
      spoiled += 1;
    }
    const answer = { spoiled, next: nextPrintedSheet(ledger)?.text ?? null };
    act.seal({
      kind: 'stock.spoiled',
      ref: `${next.text}–${last}`,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { highest: highestOf(ledger, segment.id), reason },
      operation: operation(answer),
    });
    return answer;
  },
  again: (_ledger, kept) => kept as OutputOf<'stock.spoil'>,
};
