/** A part of a text; offsets count UTF-16 units from 0, `to` is exclusive. */
export type TextRange = { from: number; to: number };
