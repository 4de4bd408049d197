/** A time as Nova's API shows it for servers, like `2026-11-20T10:00:00Z`. @param at milliseconds since 1970 */
export function seconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** A time as Nova's API shows it elsewhere, like `2026-11-20T10:00:00.000000`. @param at milliseconds since 1970 */
export function microseconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, -1)}000`;
}

/** The same for a time that may not have come yet. */
export function microsecondsOrNull(at: number | null): string | null {
  return at === null ? null : microseconds(at);
}

/** A time as Nova's database keeps it, like `2026-11-20 10:00:00`. @param at milliseconds since 1970 */
export function databaseTime(at: number): string;
export function databaseTime(at: number | null): string | null;
export function databaseTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
