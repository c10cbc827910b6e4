// Millimetres to points, so that distances in layouts read as a printer would measure them.
// A paper is specified in millimetres; PDF counts in 1/72 inch.

/** A length in millimetres as points, to a hundredth. */
export const mm = (length: number): number => Math.round((length * 72 * 100) / 25.4) / 100;
