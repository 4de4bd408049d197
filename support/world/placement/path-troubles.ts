import type { Neighbour, Trouble } from '../../contract/trouble';
import type { Refusal, TroubleName } from '../../parameter-types';

/** What keeps Nova from a neighbour, and how a local delete is refused by it (reference A.5). */
export interface KnownTrouble {
  readonly neighbour: Neighbour;
  readonly disturbance: Trouble;
  readonly refusal: Refusal | 'none';
}

export const pathTroubles: Readonly<Record<TroubleName, KnownTrouble>> = {
  'Nova could not reach Placement': { neighbour: 'Placement', disturbance: { kind: 'refuse' }, refusal: 'none' },
  'Placement answered with an error': {
    neighbour: 'Placement',
    disturbance: errorAnswer('Placement', 503),
    refusal: 'in conflict',
  },
  'Placement did not answer': { neighbour: 'Placement', disturbance: { kind: 'hang' }, refusal: 'server error' },
  'Neutron answered with an error': {
    neighbour: 'Neutron',
    disturbance: errorAnswer('Neutron', 500),
    refusal: 'server error',
  },
};

/** Neutron answers so to what would delete a port; Nova finds the ports as ever. */
export function errorAnswer(neighbour: Neighbour, status: number): Trouble {
  return neighbour === 'Neutron' ? { kind: 'answer', status, method: 'DELETE' } : { kind: 'answer', status };
}
