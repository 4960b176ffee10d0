/** The texts that the engine itself sends, each with the values that it inserts. */
export const WORD_VALUES = {
  yes: [],
  no: [],
  notYesOrNo: ['yes', 'no'],
  textMissing: [],
  textTooShort: ['min'],
  textTooLong: ['max', 'length'],
  notANumber: [],
  notAWholeNumber: [],
  numberTooSmall: ['min'],
  numberTooLarge: ['max'],
  numberOutOfRange: ['min', 'max'],
  notARating: ['max'],
  notAnEmail: [],
  notAUrl: [],
  notAPhone: [],
  notADate: [],
  dateTooEarly: ['min'],
  dateTooLate: ['max'],
  dateAmbiguous: ['first', 'second'],
  notATime: [],
  notAChoice: ['choices'],
  notChoices: ['choices'],
  tooFewChoices: ['min'],
  tooManyChoices: ['max'],
  notAFile: [],
  wrongFileType: ['types'],
  fileTooLarge: ['max', 'size'],
  ruleBroken: [],
  skipHint: ['label'],
  fieldMessage: ['label', 'message'],
  unknownField: [],
  /** Stands between the items of a list. */
  separator: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type WordKey = keyof typeof WORD_VALUES;

/** The values that a text inserts, by name. Numbers are written as the locale writes them. */
export type WordValues<K extends WordKey> = Readonly<
  Record<(typeof WORD_VALUES)[K][number], string | number>
>;

/** The key of a text; null for any other name. */
export function findWordKey(name: string): WordKey | null {
  return Object.hasOwn(WORD_VALUES, name) ? (name as WordKey) : null;
}
