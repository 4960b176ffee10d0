import { chmod, chown, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { startError } from '@/server/shared/start-error';

/*
 * data-dir/private: Parley's folders have mode 0700 and its files 0600, also if their modes were wider before.
 */

const FOLDER = 0o700;
const FILE = 0o600;
const STICKY = 0o1000;
/** The names of the files that Parley writes in its folders; other files there are left alone. */
const OURS = /^(secret(\..*)?|demo\.json(\.new)?|setup-token|postgres\.log|port)$/;

/** Creates a folder that only its owner may enter, or restricts an existing one; throws a StartError. */
export async function keepPrivate(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: FOLDER });
    if (!(await isShared(folder))) await narrow(folder, FOLDER);
    const names = (await readdir(folder)).filter((name) => OURS.test(name));
    await Promise.all(names.map((name) => narrow(path.join(folder, name), FILE)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw startError(
      `The folder ${folder} cannot be used: ${reason}. Set PARLEY_DATA_DIR to another.`,
      error,
    );
  }
}

/** Gives a folder of root's to another account, which alone may enter it then. */
export async function giveFolder(folder: string, { uid, gid }: { uid: number; gid: number }): Promise<void> {
  if ((await stat(folder)).uid === 0 && !(await isShared(folder))) await chown(folder, uid, gid);
}

// A folder that everybody shares, such as /tmp, stays as it is.
async function isShared(folder: string): Promise<boolean> {
  return ((await stat(folder)).mode & STICKY) !== 0;
}

async function narrow(file: string, mode: number): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found && (found.mode & 0o777 & ~mode) !== 0) await chmod(file, mode);
}
