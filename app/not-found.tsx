import Link from 'next/link';
import { paths } from './_lib/paths';
import { Button } from './_ui/button';
import { Mark } from './_ui/value/mark';

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-4 px-4 text-center">
      <Mark className="size-8" />
      <h1 className="font-medium text-lg">Page not found</h1>
      <Button asChild>
        <Link href={paths.home()}>Go to Home</Link>
      </Button>
    </main>
  );
}
