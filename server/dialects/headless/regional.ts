type Given = { locale?: string | null | undefined; timeZone?: string | null | undefined };

/** The regional settings of a body; null counts as absent. */
export function toRegional({ locale, timeZone }: Given): { locale?: string; timeZone?: string } {
  return { ...(locale != null && { locale }), ...(timeZone != null && { timeZone }) };
}
