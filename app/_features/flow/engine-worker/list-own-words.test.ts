import { expect, it } from 'vitest';
import { listOwnWords } from './list-own-words';

it('lists the texts of a language as templates', () => {
  expect(listOwnWords('de-AT')).toMatchObject({
    notANumber: 'Bitte antworten Sie mit einer Zahl.',
    textTooLong: 'Bitte geben Sie höchstens {{ max }} Zeichen ein; es waren {{ length }}.',
  });
  expect(listOwnWords('pl').tooFewChoices).toBe('Proszę wybrać co najmniej {{ min }} opcji.');
});

it('lists the English texts for a flow without a language', () => {
  expect(listOwnWords('').notANumber).toBe('Please answer with a number.');
});
