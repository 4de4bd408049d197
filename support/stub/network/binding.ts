/** A port's binding to one host. */
export interface Binding {
  readonly host: string;
  readonly vnicType: string;
  readonly profile: Readonly<Record<string, unknown>>;
  /** One of a port's bindings is active: it is the port's `binding:host_id`. */
  readonly status: 'ACTIVE' | 'INACTIVE';
}
