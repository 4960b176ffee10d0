/** The first name that is not taken: the word itself, else what `toName` makes of it and 2, 3, 4 and so on. */
export function findFreeName(
  word: string,
  taken: ReadonlySet<unknown>,
  toName: (number: number) => string = (number) => `${word}_${number}`,
): string {
  if (!taken.has(word)) return word;
  for (let number = 2; ; number += 1) {
    const name = toName(number);
    if (!taken.has(name)) return name;
  }
}
