import type { WordKey } from '@/server/engine/locale/words/word-keys';
import type { Field } from './field';

const MIN = ['min'];
const MAX = ['max'];
const CHOICES = ['choices'];

/** The text `name`, whose template also sees the values `locals`. */
const word = (name: WordKey, label: string, locals: readonly string[] = []): Field => ({
  name,
  label,
  optional: true,
  control: { type: 'template', localized: true, word: name, locals },
});

const words = (...fields: Field[]): Field => ({
  name: 'words',
  label: 'Own wording',
  hint: 'Replaces texts that the flow sends in its language by default.',
  optional: true,
  blank: {},
  control: { type: 'shape', shape: { fields } },
});

/** The texts of each answer type that an author can replace. */
export const OWN_WORDS = {
  text: words(
    word('textMissing', 'No answer'),
    word('textTooShort', 'Too short', MIN),
    word('textTooLong', 'Too long', ['max', 'length']),
  ),
  number: words(
    word('notANumber', 'Not a number'),
    word('notAWholeNumber', 'Not a whole number'),
    word('numberTooSmall', 'Too small', MIN),
    word('numberTooLarge', 'Too large', MAX),
    word('numberOutOfRange', 'Outside minimum and maximum', ['min', 'max']),
  ),
  email: words(word('notAnEmail', 'Not an email address')),
  url: words(word('notAUrl', 'Not a URL')),
  phone: words(word('notAPhone', 'Not a phone number')),
  date: words(
    word('notADate', 'Not a date'),
    word('dateTooEarly', 'Too early', MIN),
    word('dateTooLate', 'Too late', MAX),
    word('dateAmbiguous', 'Two possible dates', ['first', 'second']),
  ),
  time: words(word('notATime', 'Not a time')),
  choice: words(word('notAChoice', 'Not a choice', CHOICES)),
  multiChoice: words(
    word('notChoices', 'Not a choice', CHOICES),
    word('tooFewChoices', 'Too few choices', MIN),
    word('tooManyChoices', 'Too many choices', MAX),
  ),
  rating: words(word('notARating', 'Not a rating', MAX)),
  confirm: words(word('notYesOrNo', 'Neither yes nor no', ['yes', 'no'])),
  file: words(
    word('notAFile', 'Not a file'),
    word('wrongFileType', 'Wrong type', ['types']),
    word('fileTooLarge', 'Too large', ['max', 'size']),
  ),
  form: words(word('skipHint', 'Question for an optional field', ['label'])),
};
