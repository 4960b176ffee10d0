import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { cn } from '@/app/_ui/cn';

const PLACES = [
  { name: 'channels', label: 'Channels', href: paths.channels() },
  { name: 'rooms', label: 'Rooms', href: paths.rooms() },
] as const;

/** The tabs between channels and rooms. */
export function ChannelTabs({ here }: { here: (typeof PLACES)[number]['name'] }) {
  return (
    <nav aria-label="Channels and rooms" className="mb-4 flex gap-4 border-b">
      {PLACES.map(({ name, label, href }) => (
        <Link
          key={name}
          href={href}
          aria-current={name === here ? 'page' : undefined}
          className={cn(
            '-mb-px flex h-9 items-center border-b-2 text-sm',
            name === here ? 'border-ink font-medium' : 'border-transparent text-ink-2 hover:text-ink',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
