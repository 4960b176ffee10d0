import { findLanguage } from '@/server/shared/find-language';
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
    language: (session?.locale && findLanguage([written, ...languages], session.locale)) || written,
    timeZone:
      session?.timeZone ??
      findFirst(flows, ({ timeZone }) => timeZone) ??
      defaults?.timeZone ??
      DEFAULT_TIME_ZONE,
    openingHours: defaults?.openingHours,
  };
}

function findFirst<T>(flows: readonly FlowRegional[], read: (flow: FlowRegional) => T | null): T | null {
  for (const flow of flows) {
    const value = read(flow);
    if (value !== null) return value;
  }
  return null;
}
