import { defineSchema } from '../http/schemas';
import type { BindingWish } from './bindings';
import { type NetworkCall, readResource } from './requests';

const properties = {
  host: { type: 'string', minLength: 1, maxLength: 255 },
  vnic_type: { type: 'string' },
  profile: { type: 'object' },
};
const binding = defineSchema<BindingWish>({ type: 'object', properties, required: ['host'] });
const attributes = new Set([...Object.keys(properties), 'status', 'vif_type', 'vif_details', 'project_id']);

/** The body of `POST /v2.0/ports/{port}/bindings`. Throws 400. */
export function readBinding(call: NetworkCall): Promise<BindingWish> {
  return readResource(call, 'binding', attributes, binding);
}
