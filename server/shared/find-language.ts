import { keepRecent } from './keep-recent';

type Parts = { tag: string; language: string; script: string; region: string };

/**
 * The tag that fits a wanted BCP 47 tag best: the same tag, else one of the same language, preferably with the same script, then
 * the same region, then a shorter form of the wanted tag (`de` for `de-AT`); of equals the first. Null if no tag has the language.
 * Case is ignored.
 */
export function findLanguage(tags: Iterable<string>, wanted: string): string | null {
  const own = wanted.toLowerCase();
  const others: string[] = [];
  for (const tag of tags) {
    if (tag.toLowerCase() === own) return tag;
    others.push(tag);
  }
  if (others.length === 0) return null;
  const parts = toParts(wanted);
  let best: string | null = null;
  let bestScore = 0;
  for (const tag of others) {
    const score = scoreTag(parts, toParts(tag));
    if (score > bestScore) [best, bestScore] = [tag, score];
  }
  return best;
}

/** 0 for another language. */
function scoreTag(wanted: Parts, offered: Parts): number {
  if (wanted.language !== offered.language) return 0;
  if (wanted.script !== offered.script) return 1;
  const isShorter = wanted.tag.startsWith(`${offered.tag}-`);
  return 2 + (wanted.region === offered.region ? 2 : 0) + (isShorter ? 1 : 0);
}

const MAX_KEPT = 100;
const kept = new Map<string, Parts>();

/** The parts of a tag, with the script and region that are likely where it names none; kept, because every turn asks for them. */
function toParts(text: string): Parts {
  return keepRecent(kept, text, MAX_KEPT, () => readParts(text));
}

function readParts(text: string): Parts {
  const tag = text.toLowerCase();
  try {
    const { language, script = '', region = '' } = new Intl.Locale(text).maximize();
    return { tag, language, script, region };
  } catch {
    return { tag, language: tag, script: '', region: '' };
  }
}
