import { describe, expect, it } from 'vitest';
import { isCommonPassword } from './common-password';

const ADA = ['Ada Lovelace', 'ada.lovelace@harbor.example', 'Harbor Freight'];

describe('a common password', () => {
  it.each([
    ...['password1234', 'Password123!', 'P@ssw0rd2024', 'passwordpassword', 'qwertyuiop123', 'letmein123456'],
    ...['123456789012', '111111111111', 'abcabcabcabc', 'iloveyou2020', 'Welcome2Parley!', 'aaaaaaaaaaab'],
    ...['Sonyericsson!', 'unbelievable!!', '!!Barcelona1899', 'metallicametallica', 'manchester-99'],
    ...['Lovelace2024!', 'ada.lovelace1', 'harborfreight1', 'admin123456!!'],
  ])('%s', (password) => {
    expect(isCommonPassword(password, ADA)).toBe(true);
  });

  it.each([
    ...['correct horse battery', 'nanoseconds of wire', 'a bug in the relay', 'staple correct horse'],
    ...['xK9#mPq2vL7z', 'my password is a heron', 'ünïcödé pâsswörter', '密码密码正确马电池订书钉'],
  ])('is not %s', (password) => {
    expect(isCommonPassword(password, ADA)).toBe(false);
  });

  it('is common only for the person that it is about', () => {
    const about = ['Zuzanna Grzegorzewska'];
    const password = 'Grzegorzewska24!';
    expect([isCommonPassword(password, about), isCommonPassword(password)]).toEqual([true, false]);
  });
});
