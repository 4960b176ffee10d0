/** Exits with one sentence when this Node is too old. */
export function requireNode() {
  const version = process.versions.node;
  const [major, minor] = version.split('.').map(Number);
  if (isSupported(major, minor)) return;
  console.error(
    `Parley needs Node 20.19 or newer (not 21, 22.0 to 22.11, or 23), and this is Node ${version}.`,
  );
  process.exit(1);
}

/** Whether a Node release satisfies the `engines` of package.json. */
export function isSupported(major, minor) {
  if (major === 20) return minor >= 19;
  if (major === 22) return minor >= 12;
  return major >= 24;
}
