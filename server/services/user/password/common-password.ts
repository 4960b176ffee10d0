import { dictionary } from '@zxcvbn-ts/language-common';

// Words in most of the common passwords of twelve characters and more (ASVS 2.1.7).
const COMMON = [
  ...['password', 'passwort', 'passw', 'qwertyuiop', 'qwerty', 'qwertz', 'azerty', 'asdfghjkl', 'zxcvbnm'],
  ...['letmein', 'welcome', 'admin', 'administrator', 'iloveyou', 'loveyou', 'monkey', 'dragon', 'football'],
  ...['baseball', 'basketball', 'sunshine', 'princess', 'superman', 'batman', 'shadow', 'master', 'trustno'],
  ...[
    'changeme',
    'secret',
    'default',
    'login',
    'access',
    'flower',
    'michael',
    'jordan',
    'charlie',
    'pokemon',
  ],
  ...['starwars', 'computer', 'internet', 'whatever', 'freedom', 'liverpool', 'chelsea', 'arsenal', 'hello'],
  ...['summer', 'winter', 'spring', 'autumn', 'abcdef', 'qazwsx', 'testtest', 'test', 'temp', 'user', 'root'],
  ...['parley', 'company', 'abc', 'qwe', 'asd', 'zxc', 'qaz', 'wsx'],
].sort((a, b) => b.length - a.length);

const FOLDED: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
};
const SEQUENCES = /0123456789|1234567890|9876543210|(?:0?12345?6?7?8?9?0?)|(?:(?:19|20)\d\d)|(.)\1{2,}/g;

const AROUND = /[^\p{L}]{1,128}$/u;
// The characters that must remain after everything guessable is removed.
const LEAST_LEFT = 5;
const LEAST_DISTINCT = 5;
const LEAST_PART = 4;

/** Whether a password consists of common words, sequences, and words that it is `about`. */
export function isCommonPassword(password: string, about: readonly string[] = []): boolean {
  const lower = password.toLowerCase();
  if (new Set(lower).size < LEAST_DISTINCT) return true;
  const parts = about.flatMap(toParts);
  const readings = [lower, fold(lower)];
  return readings.some((text) => isListed(text) || leftOf(text, parts).length < LEAST_LEFT);
}

let listed: ReadonlySet<string> | undefined;

/** Whether it is one of the 49,000 most common passwords, also with other characters around it, or repeated. */
function isListed(text: string): boolean {
  listed ??= new Set(dictionary['passwords-common']);
  const word = text.replace(/^[^\p{L}]+/u, '').replace(AROUND, '');
  const half = text.slice(0, text.length / 2);
  return listed.has(text) || listed.has(word) || (half + half === text && listed.has(half));
}

function leftOf(text: string, parts: readonly string[]): string {
  const words = [...parts, ...COMMON];
  const without = words.reduce((rest, word) => rest.split(word).join(''), text);
  return without.replace(SEQUENCES, '').replace(/[^\p{L}\p{N}]/gu, '');
}

function fold(text: string): string {
  const letters = text.replace(/[013457]/g, (digit) => FOLDED[digit] ?? digit);
  return letters.replaceAll('@', 'a').replaceAll('$', 's').replaceAll('!', 'i');
}

// "ada.lovelace@example.test" is about "ada.lovelace", "lovelace" and "example".
function toParts(text: string): string[] {
  const lower = text.toLowerCase();
  const pieces = [lower, ...lower.split('@'), ...lower.split(/[^\p{L}\p{N}]+/u)];
  return [...new Set(pieces)]
    .filter(({ length }) => length >= LEAST_PART)
    .sort((a, b) => b.length - a.length);
}
