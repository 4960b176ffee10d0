import { notFound } from 'next/navigation';

/** Every unknown address of the console, so that "not found" is shown inside the shell. */
export default function MissingPage() {
  notFound();
}
