import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { CopyableId } from '@/app/_ui/value/copyable-id';
import { Fact } from '@/app/_ui/value/fact';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import type { Contact } from '../../_model/contact';

const IS_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The addresses of a contact with their channels, its locale and its times. */
export function ContactFacts({ contact }: { contact: Contact }) {
  const { id, locale, addresses, createdAt, updatedAt } = contact;
  return (
    <dl className="-mt-3 mb-5 flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {addresses.map(({ channel, address }) => (
        <Fact key={`${channel} ${address}`} label={<Channel channel={channel} />}>
          <span className="font-mono text-xs [overflow-wrap:anywhere]">{address}</span>
        </Fact>
      ))}
      {locale && <Fact label="Locale">{locale}</Fact>}
      <Fact label="Id">
        <CopyableId id={id} label="contact id" />
      </Fact>
      <Fact label="Created">
        <RelativeTime at={createdAt} className="text-ink" />
      </Fact>
      <Fact label="Changed">
        <RelativeTime at={updatedAt} className="text-ink" />
      </Fact>
    </dl>
  );
}

/** The channel of an address: a link, or the name that callers give it. */
function Channel({ channel }: { channel: string }) {
  if (!IS_ID.test(channel)) return <>On {channel}</>;
  return (
    <Link href={paths.channel(channel)} className="rounded-sm underline hover:text-ink">
      Channel
    </Link>
  );
}
