import type { Observation } from './observation';

/** Of which scenarios somebody wants to know what they showed. */
export type Wanted = (id: string) => boolean;

/** What the scenarios of a run show, for whoever records or compares it. One for a process, as cucumber's own hooks are. */
const nobody: Wanted = () => false;
const collected = { wanted: nobody, observations: new Map<string, Observation>() };

/** Begins to collect what the wanted scenarios show, and forgets what was collected before. */
export function collectObservations(wanted: Wanted): void {
  collected.wanted = wanted;
  collected.observations.clear();
}

/** True when somebody wants to know what the scenario shows. */
export function isWanted(id: string): boolean {
  return collected.wanted(id);
}

/** Keeps what a scenario showed. */
export function keepObservation(observation: Observation): void {
  collected.observations.set(observation.id, observation);
}

/** What was collected, by the scenarios' ids. */
export function collectedObservations(): ReadonlyMap<string, Observation> {
  return new Map(collected.observations);
}
