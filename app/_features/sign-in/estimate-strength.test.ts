import { expect, it } from 'vitest';
import { estimateStrength } from './estimate-strength';

it.each([
  ['', 0, 'Too short'],
  ['Xk7#pQ2!vR9', 0, 'Too short'],
  ['aaaaaaaaaaaa', 1, 'Weak'],
  ['123456789012', 1, 'Weak'],
  ['abcdefghijklmnop', 1, 'Weak'],
  ['zyxwvutsrqponm', 1, 'Weak'],
  ['catcatcatcatcatcat', 1, 'Weak'],
  ['abababababababab', 1, 'Weak'],
  ['4827193650148', 2, 'Fair'],
  ['wintertables', 3, 'Good'],
  ['correct horse battery staple', 4, 'Strong'],
  ['Xk7#pQ2!vR9m', 4, 'Strong'],
  ['мойпарольдлинный', 4, 'Strong'],
])('estimates %j as %i, %s', (password, score, word) => {
  expect(estimateStrength(password)).toEqual({ score, word });
});
