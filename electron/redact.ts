// Makes a log line fit to be handed to a stranger: numbers of people and quoted words go, what happened stays.
// Belt and braces: nothing is logged that should hold them in the first place.

/** Longest detail kept, in characters. */
const MAX_DETAIL = 500;

/** Blots out digit runs of five and more (phones, cards, identity numbers, amounts) and what stands in quotes. */
export function redact(detail: string): string {
  return detail
    .replace(/\d[\d \-.]{3,}\d/g, '#####')
    .replace(/"[^"]*"|'[^']*'|“[^”]*”/g, '"…"')
    .slice(0, MAX_DETAIL);
}
