'use client';
import type { PersonalPlace, PersonalTarget } from '@/server/engine/personal/place';

/** In the order in which they are listed: who is outside comes first. */
const TITLES: Readonly<Record<PersonalTarget, string>> = {
  model: 'Models',
  call: 'HTTP calls',
  event: 'Events and their webhooks',
  output: 'Output of the flow',
  flow: 'Other flows',
  contact: 'The stored contact',
  person: 'Members',
  message: 'Messages of the conversation',
};
const TARGETS = Object.keys(TITLES) as PersonalTarget[];

type PersonalDataProps = { places: readonly PersonalPlace[]; onShow: (place: PersonalPlace) => void };

/** Every place of the flow that personal data can get to, by who gets it; a press leads to the field. */
export function PersonalData({ places, onShow }: PersonalDataProps) {
  if (places.length === 0) return null;
  return (
    <section aria-label="Personal data" className="space-y-3 border-t pt-4">
      <div className="space-y-1">
        <h3 className="font-medium text-sm">Personal data</h3>
        <p className="text-ink-2 text-xs">
          Where variables and answers that are tagged as personal, and the contact, can get to.
        </p>
      </div>
      {TARGETS.map((target) => (
        <PlaceList
          key={target}
          title={TITLES[target]}
          places={places.filter((place) => place.target === target)}
          onShow={onShow}
        />
      ))}
    </section>
  );
}

function PlaceList({ title, places, onShow }: PersonalDataProps & { title: string }) {
  if (places.length === 0) return null;
  return (
    <div>
      <h4 className="text-ink-2 text-xs">{title}</h4>
      <ul className="-mx-2">
        {places.map((place) => (
          <li key={`${place.path} ${place.names.join(' ')}`}>
            <button
              type="button"
              onClick={() => onShow(place)}
              className="flex w-full min-w-0 items-baseline gap-2 rounded-md px-2 py-1 text-left text-sm hover:bg-hover"
            >
              <span className="truncate font-mono text-xs">{place.nodeId}</span>
              <span className="min-w-0 flex-1 truncate text-ink-2 text-xs" title={describePlace(place)}>
                {describePlace(place)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function describePlace({ names, flow }: PersonalPlace): string {
  return names.join(', ') + (flow ? ` → ${describeFlow(flow)}` : '');
}

function describeFlow({ slug, reaches }: NonNullable<PersonalPlace['flow']>): string {
  if (reaches === null) return `${slug}, unknown from there`;
  const named = TARGETS.filter((target) => reaches.includes(target)).map((target) =>
    TITLES[target].toLowerCase(),
  );
  return named.length > 0 ? `${slug}: ${named.join(', ')}` : slug;
}
