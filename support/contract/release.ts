/** The OpenStack releases that the suite knows, oldest first: "since" and "until" in tags are inclusive. */
export const releases = ['zed', '2023.1', '2024.1', '2025.1', '2026.1', '2026.2'] as const;

/** One of the releases that the suite knows. */
export type Release = (typeof releases)[number];

/** True when the text names a release that the suite knows. */
export function isRelease(text: string): text is Release {
  return releases.some((release) => release === text);
}

/** True when `release` is `first` or newer. */
export function isSince(release: Release, first: Release): boolean {
  return releases.indexOf(release) >= releases.indexOf(first);
}
