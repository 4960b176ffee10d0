/* The content of a payload (WIRE.md#payload) in one spelling, with the fields of its own type alone. */

type MediaType = 'image' | 'file' | 'audio' | 'video';

export type PayloadContent =
  | { type: 'text'; text: string }
  | { type: 'event'; name: string }
  | { type: 'location'; latitude: number; longitude: number; title: string | null }
  | { type: 'media'; mediaType: MediaType; url: string; title: string | null; mime: string | null };

type Text = string | null | undefined;

/** The fields of all types, as sent. */
export type Fields = {
  type?: Text;
  speech?: Text;
  text?: Text;
  eventName?: Text;
  lat?: Text | number;
  long?: Text | number;
  title?: Text;
  mediaType?: Text;
  url?: Text;
  mimeType?: Text;
  mimetype?: Text;
  attachment?: { type?: Text; payload?: { name?: Text } | null | undefined } | null | undefined;
};

/** Reports an invalid field. */
type Refuse = (field: string, message: string) => void;

const MEDIA_TYPES: readonly string[] = ['image', 'file', 'audio', 'video'];
const EMPTY = 'must not be empty';

/** Reads the content; null when it is invalid, after a call of `refuse` for each invalid field. */
export function parsePayloadContent(given: Fields, refuse: Refuse): PayloadContent | null {
  const type = typeOf(given);
  const read = type !== null && Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (read) return read(given, refuse);
  refuse('type', `must be one of ${Object.keys(READERS).join(', ')}`);
  return null;
}

const READERS: Readonly<Record<string, (given: Fields, refuse: Refuse) => PayloadContent | null>> = {
  text: toText,
  event: toEvent,
  location: toLocation,
  media: toMedia,
};

/** The type; derived from the other fields when absent. */
function typeOf(given: Fields): string | null {
  if (given.type) return given.type.toLowerCase();
  if (given.attachment?.type === 'event') return 'event';
  return given.speech || given.text ? 'text' : null;
}

// The vendor's table calls it `text`, all its examples `speech`.
function toText({ speech, text }: Fields, refuse: Refuse): PayloadContent | null {
  const value = speech || text;
  if (value) return { type: 'text', text: value };
  refuse('speech', EMPTY);
  return null;
}

function toEvent({ eventName, attachment }: Fields, refuse: Refuse): PayloadContent | null {
  const named = eventName ?? (attachment?.type === 'event' ? attachment.payload?.name : null);
  const name = named?.trim();
  if (name) return { type: 'event', name };
  refuse('eventName', EMPTY);
  return null;
}

function toLocation({ lat, long, title }: Fields, refuse: Refuse): PayloadContent | null {
  const [latitude, longitude] = [toNumber(lat), toNumber(long)];
  if (latitude === null) refuse('lat', 'must be a number');
  if (longitude === null) refuse('long', 'must be a number');
  if (latitude === null || longitude === null) return null;
  return { type: 'location', latitude, longitude, title: title || null };
}

function toNumber(given: Text | number): number | null {
  if (given === null || given === undefined || String(given).trim() === '') return null;
  const number = Number(given);
  return Number.isFinite(number) ? number : null;
}

function toMedia(given: Fields, refuse: Refuse): PayloadContent | null {
  const mediaType = given.mediaType?.toLowerCase();
  const url = given.url && isWebAddress(given.url) ? given.url : null;
  if (!isMediaType(mediaType)) refuse('mediaType', `must be one of ${MEDIA_TYPES.join(', ')}`);
  if (url === null) refuse('url', 'must be a web address');
  if (!isMediaType(mediaType) || url === null) return null;
  const mime = given.mimeType || given.mimetype || null;
  return { type: 'media', mediaType, url, title: given.title || null, mime };
}

function isMediaType(given: string | undefined): given is MediaType {
  return given !== undefined && MEDIA_TYPES.includes(given);
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}
