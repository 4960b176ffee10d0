import type { SessionRow } from '@/server/db/session/row';
import { parseLanguageTag } from '@/server/engine/locale/locale';
import { parseZone } from '@/server/engine/locale/parse-zone';
import type { Regional } from '@/server/engine/locale/regional';
import type { Json, JsonObject } from '@/server/shared/json';
import type { ChannelKind } from '../../channel/channel-facts';
import type { TurnStep } from '../../session/turn/turn-step';
import type { CallerData } from './caller-data';

/** The fields of a caller's data that name a locale and a time zone, as they were sent. */
type Given = { locale: Json | undefined; timeZone: Json | undefined };

type Facts = Pick<CallerData, 'variables' | 'profile'>;

/** The fields that each kind of channel documents, in the variables and the profile that its dialect makes of them. */
const READERS: Readonly<Record<ChannelKind, (data: Required<Facts>) => Given>> = {
  chat: ({ profile }) => ({ locale: profile.locale, timeZone: undefined }),
  flowrest: ({ variables, profile }) => ({
    locale: chooseLocale(variables.language, toProfileLocale(profile)),
    timeZone: parseZone(variables.timezone) ?? profile.timezone,
  }),
  umi: ({ variables }) => ({ locale: variables.locale, timeZone: variables.timezone }),
};

/** Reads the regional settings of a caller's data; unknown locales and zones count as absent. */
export function toRegional(kind: ChannelKind, { variables = {}, profile = {} }: Facts): Regional {
  const given = READERS[kind]({ variables, profile });
  const locale = parseLocale(given.locale);
  const timeZone = parseZone(given.timeZone);
  return { ...(locale && { locale }), ...(timeZone && { timeZone }) };
}

/** The language of a message, with the region of the profile if that has the same language. */
function chooseLocale(language: Json | undefined, profile: string | null): string | null {
  const own = parseLocale(language);
  return own && profile?.startsWith(`${own}-`) ? profile : (own ?? profile);
}

function toProfileLocale({ locale, language, country }: JsonObject): string | null {
  const spoken = parseLocale(language);
  const isRegion = typeof country === 'string' && /^[a-z]{2}$/i.test(country);
  return parseLocale(locale) ?? (spoken && isRegion ? parseLocale(`${spoken}-${country}`) : spoken);
}

function parseLocale(value: Json | undefined): string | null {
  // The name of a language, such as "English", is a well-formed tag, too.
  return typeof value === 'string' && /^[a-z]{2,3}(?:[-_]|$)/i.test(value.trim())
    ? parseLanguageTag(value)
    : null;
}

/** Adds the settings to the first message of the steps, unless the session has them already. */
export function addRegional(
  steps: readonly TurnStep[],
  regional: Regional,
  { state }: Pick<SessionRow, 'state'>,
): TurnStep[] {
  const isKnown = Object.entries(regional).every(
    ([name, value]) => state.regional?.[name as keyof Regional] === value,
  );
  const first = isKnown ? -1 : steps.findIndex(({ event }) => event.type === 'message');
  return steps.map((step, index) =>
    index === first && step.event.type === 'message' ? { ...step, event: { ...step.event, regional } } : step,
  );
}
