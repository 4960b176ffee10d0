/** The texts of the engine that a question can replace. */
const OWN_WORDS = [
  'textMissing',
  'textTooShort',
  'textTooLong',
  'notANumber',
  'notAWholeNumber',
  'numberTooSmall',
  'numberTooLarge',
  'numberOutOfRange',
  'notAnEmail',
  'notAUrl',
  'notAPhone',
  'notADate',
  'dateTooEarly',
  'dateTooLate',
  'dateAmbiguous',
  'notATime',
  'notAChoice',
  'notChoices',
  'tooFewChoices',
  'tooManyChoices',
  'notARating',
  'notYesOrNo',
  'notAFile',
  'wrongFileType',
  'fileTooLarge',
  'skipHint',
];

/** Lists whose items may be given per language. */
export const LOCALIZED_LISTS: ReadonlySet<string> = new Set(['examples']);

/** The fields of a flow's definition whose text may be given per language; a test compares them with the schema. */
export const LOCALIZED_FIELDS: ReadonlySet<string> = new Set([
  'text',
  'title',
  'subtitle',
  'label',
  'url',
  'imageUrl',
  'fallback',
  'message',
  'yes',
  'no',
  'submitLabel',
  'placeholder',
  'displayLabel',
  'description',
  ...OWN_WORDS,
]);
