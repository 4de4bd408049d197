import type { Effects, Observation, ObservedExchange, ObservedStep } from './observation';
import type { RecordedScenario } from './record';

/**
 * Where the cloud under test differs from what a real one was recorded to do. `must` says that the difference may never be;
 * what only `may be listed` is let pass by the reviewed list of differences.
 */
export interface Difference {
  readonly scenario: string;
  readonly kind: 'must' | 'may be listed';
  /** What differs: `GET compute 2.80 /servers/{server}: server.locked`, or `the verdict`. */
  readonly field: string;
  readonly step?: string;
  readonly recorded: string;
  readonly seen: string;
}

/** What a comparison of one scenario came to. */
export interface Comparison {
  readonly exchanges: number;
  readonly differences: readonly Difference[];
}

/**
 * Compares what a scenario showed with its record. The exchanges of a step are a multiset, for what a step does at once comes in any
 * order. In a race only what the two have in common is compared, besides the verdict: the scenario itself says which outcomes are right.
 */
export function compareScenario(recorded: RecordedScenario, seen: Observation): Comparison {
  const steps = recorded.steps ?? [];
  const compared = steps.map((step, index) => compareStep(seen, step, seen.steps[index]));
  const order = seen.race === 'a race' ? [] : compareEffects(recorded, seen);
  return {
    exchanges: compared.reduce((sum, { exchanges }) => sum + exchanges, 0),
    differences: [...compared.flatMap(({ differences }) => differences), ...order],
  };
}

/** The difference between two verdicts on a scenario, if there is one. */
export function compareVerdicts(scenario: string, recorded: string, seen: string): readonly Difference[] {
  return recorded === seen ? [] : [{ scenario, kind: 'must', field: 'the verdict', recorded, seen }];
}

function compareStep({ id, race }: Observation, recorded: ObservedStep, seen: ObservedStep | undefined): Comparison {
  const requests = new Set([...recorded.exchanges, ...(seen?.exchanges ?? [])].map(({ request }) => request));
  const compared = [...requests].map((request) => {
    const of = (step: ObservedStep | undefined) => (step?.exchanges ?? []).filter((each) => each.request === request);
    return compareRequest(of(recorded), of(seen), race);
  });
  return {
    exchanges: compared.reduce((sum, { exchanges }) => sum + exchanges, 0),
    differences: compared.flatMap(({ differences }) =>
      differences.map((difference) => ({ scenario: id, step: recorded.text, ...difference })),
    ),
  };
}

type Found = Omit<Difference, 'scenario' | 'step'>;

interface RequestComparison {
  readonly exchanges: number;
  readonly differences: readonly Found[];
}

function compareRequest(
  recorded: readonly ObservedExchange[],
  seen: readonly ObservedExchange[],
  race: Observation['race'],
): RequestComparison {
  const request = withoutPerson((recorded[0] ?? seen[0])?.request ?? '');
  const [before, now] = [inOrder(recorded), inOrder(seen)];
  const statuses = [before, now].map((all) => all.map(({ status }) => String(status)).join(', ') || 'never sent');
  if (statuses[0] !== statuses[1]) {
    if (race === 'a race') return { exchanges: 0, differences: [] };
    const [was = '', is = ''] = statuses;
    return { exchanges: before.length, differences: [{ kind: 'must', field: request, recorded: was, seen: is }] };
  }
  const pairs = before.flatMap((each, index) => {
    const other = now[index];
    return other === undefined ? [] : compareShapes(request, each, other);
  });
  return { exchanges: before.length, differences: pairs };
}

function compareShapes(request: string, recorded: ObservedExchange, seen: ObservedExchange): readonly Found[] {
  if (recorded.shape === seen.shape) return [];
  const [before, now] = [linesOf(recorded), linesOf(seen)];
  const names = [...new Set([...before.keys(), ...now.keys()])];
  return names.flatMap((name): Found[] => {
    const [was, is] = [before.get(name), now.get(name)];
    if (was === is) return [];
    return [{ kind: 'may be listed', field: `${request}: ${name}`, recorded: was ?? 'none', seen: is ?? 'none' }];
  });
}

/** `header content-type application/json` by `header content-type`, `server.id string` by `server.id`. */
function linesOf({ shape }: ObservedExchange): Map<string, string> {
  return new Map(
    shape.map((line) => {
      const words = line.split(' ');
      const length = words[0] === 'header' ? 2 : 1;
      return [words.slice(0, length).join(' '), words.slice(length).join(' ') || 'there'];
    }),
  );
}

function inOrder(exchanges: readonly ObservedExchange[]): readonly ObservedExchange[] {
  const key = ({ status, shape }: ObservedExchange): string => `${status} ${shape.join('\n')}`;
  return exchanges.length < 2 ? exchanges : exchanges.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

function withoutPerson(request: string): string {
  return request.slice(request.indexOf(' ') + 1);
}

function compareEffects(recorded: RecordedScenario, seen: Observation): readonly Difference[] {
  if (recorded.effects === undefined || seen.effects === undefined) return [];
  const [before, now] = [recorded.effects, seen.effects];
  const tell = ({ freed }: Effects): string =>
    freed
      .filter((effect) => [before, now].every(({ watched }) => watched.includes(neighbourOf(effect))))
      .join(', then ');
  const [was, is] = [tell(before), tell(now)];
  if (was === is) return [];
  const told = { recorded: was || 'nothing', seen: withOtherwise(is, now) };
  return [{ scenario: seen.id, kind: 'must', field: 'what Nova freed, in order', ...told }];
}

/** What was freed by something else than a DELETE was not left alone. */
function withOtherwise(freed: string, { freedOtherwise = [] }: Effects): string {
  if (freedOtherwise.length === 0) return freed || 'nothing';
  return `${freed || 'nothing by a DELETE'}; replaced by nothing: ${freedOtherwise.join(', then ')}`;
}

function neighbourOf(effect: string): string {
  return effect.split(' ')[0] ?? effect;
}
