/** Somebody whom Keystone knows from the start. All live in the domain `Default` (id `default`). */
export interface SeedPerson {
  /** Made up when left out. */
  readonly id?: string;
  readonly name: string;
  readonly password?: string;
  readonly applicationCredential?: { readonly id: string; readonly name: string; readonly secret: string };
  /** The name of the project in which the roles are held; made when nobody had it before. */
  readonly project: string;
  /** Without the implied ones: `admin`, `manager`, `member`, `reader` or `service`. */
  readonly roles: readonly string[];
  /** Roles on the whole system, for system-scoped tokens; none when left out. */
  readonly systemRoles?: readonly string[];
}

/** The user of a service, like `nova`, in the project `service`. */
export function serviceUser(
  name: string,
  password: string,
  roles: readonly string[] = ['admin', 'service'],
): SeedPerson {
  return { name, password, project: 'service', roles };
}
