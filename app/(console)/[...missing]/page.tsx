import { notFound } from 'next/navigation';

/** Any other address of the console, so that "not found" stands inside the shell. */
export default function MissingPage() {
  notFound();
}
