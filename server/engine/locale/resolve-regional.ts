import { DEFAULT_LOCALE } from './locale';
import type { OpeningHours } from './opening-hours';
import type { Regional, RegionalDefaults } from './regional';
import { DEFAULT_TIME_ZONE } from './time-zone';

/** The regional settings of a flow, as its author wrote them; `languages` are those of its texts beside `locale`. */
export type FlowRegional = {
  readonly locale: string | null;
  readonly timeZone: string | null;
  readonly languages: readonly string[];
};

export type RegionalSources = {
  /** The session's own settings. */
  session?: Regional;
  /** The current flow first, then the session's own flow if the current one is called. */
  flows: readonly FlowRegional[];
  defaults?: RegionalDefaults;
};

/**
 * `locale` decides how numbers, dates and telephone numbers are read and written, `language` decides the texts, and
 * `timeZone` decides days and times of day.
 */
export type ResolvedRegional = {
  readonly locale: string;
  readonly language: string;
  readonly timeZone: string;
  /** The opening hours; absent if none are set. */
  readonly openingHours?: OpeningHours | undefined;
};

/** Resolves the settings of a session: its own, then its flow's, then the defaults, then en and UTC. */
export function resolveRegional({ session, flows, defaults }: RegionalSources): ResolvedRegional {
  const written = findFirst(flows, ({ locale }) => locale) ?? defaults?.locale ?? DEFAULT_LOCALE;
  const languages = flows.find((flow) => flow.locale !== null || flow.languages.length > 0)?.languages ?? [];
  return {
    locale: session?.locale ?? written,
    language: session?.locale ? chooseLanguage(session.locale, [written, ...languages]) : written,
    timeZone:
      session?.timeZone ??
      findFirst(flows, ({ timeZone }) => timeZone) ??
      defaults?.timeZone ??
      DEFAULT_TIME_ZONE,
    ...(defaults?.openingHours && { openingHours: defaults.openingHours }),
  };
}

function findFirst<T>(flows: readonly FlowRegional[], read: (flow: FlowRegional) => T | null): T | null {
  for (const flow of flows) {
    const value = read(flow);
    if (value !== null) return value;
  }
  return null;
}

/**
 * The language of a flow that fits a locale best: the same tag, then the same language, preferably with the same script
 * or region; else the flow's first language.
 */
export function chooseLanguage(wanted: string, [first, ...others]: readonly [string, ...string[]]): string {
  if (others.length === 0) return first;
  const parts = toParts(wanted);
  let best = first;
  let bestScore = 0;
  for (const language of [first, ...others]) {
    const score = scoreLanguage(parts, toParts(language));
    if (score > bestScore) [best, bestScore] = [language, score];
  }
  return best;
}

type Parts = { tag: string; language: string; script: string; region: string };

function toParts(tag: string): Parts {
  const likely = maximizeTag(tag);
  return { tag: tag.toLowerCase(), ...likely };
}

function maximizeTag(tag: string): Omit<Parts, 'tag'> {
  try {
    const { language, script = '', region = '' } = new Intl.Locale(tag).maximize();
    return { language, script, region };
  } catch {
    return { language: tag, script: '', region: '' };
  }
}

function scoreLanguage(wanted: Parts, offered: Parts): number {
  if (wanted.language !== offered.language) return 0;
  if (wanted.tag === offered.tag) return 4;
  if (wanted.script !== offered.script) return 1;
  return wanted.region === offered.region ? 3 : 2;
}
