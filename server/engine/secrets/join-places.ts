import type { PlacedText, SecretPlace } from './place-secrets';

/** The places of secrets in a request; a part without any is absent. */
export type RequestSecrets = {
  url?: SecretPlace[];
  headers?: Record<string, SecretPlace[]>;
  body?: SecretPlace[];
};

type Parts = { url: PlacedText; headers: Readonly<Record<string, PlacedText>>; body: PlacedText | null };

type JoinedParts = {
  url: string;
  headers: Record<string, string>;
  body: string | null;
  secrets?: RequestSecrets;
};

/** Joins the parts of a request. `secrets` is absent without any, as in requests that earlier versions stored. */
export function joinPlaces({ url, headers, body }: Parts): JoinedParts {
  const entries = Object.entries(headers);
  const withSecrets = entries.flatMap(([name, { places }]) => (places ? [[name, places] as const] : []));
  const secrets: RequestSecrets = {
    ...(url.places && { url: url.places }),
    ...(withSecrets.length > 0 && { headers: Object.fromEntries(withSecrets) }),
    ...(body?.places && { body: body.places }),
  };
  return {
    url: url.text,
    headers: Object.fromEntries(entries.map(([name, { text }]) => [name, text])),
    body: body?.text ?? null,
    ...(Object.keys(secrets).length > 0 && { secrets }),
  };
}
