/**
 * Judges mutants in a process of its own, which may hang or end by one of them. Whoever forks it sends what it is for, is told of the
 * mutants and by which tests each can be judged, and sends the numbers of those that it wants to be judged.
 */
import type { Jury } from './judging';
import { serve } from './serve';
import { installSwitch, turnOn } from './switch';
import { loadMutated } from './load-mutated';
import { isOrder, type Order } from './messages';
import { ScenarioJury } from './scenario-jury';
import { TestJury } from './test-jury';

process.once('message', (message: unknown) => {
  if (!isOrder(message)) throw new TypeError('the first message to a worker is its order');
  installSwitch();
  turnOn(message.on);
  // What a file imports is loaded when it is used first, and nothing has used any of them yet.
  const mutants = loadMutated(message.root, message.files);
  void serve(() => juryFor(message), mutants, message);
});

function juryFor({ root, judges, ledgers }: Order): Jury {
  return judges === 'scenarios' ? new ScenarioJury(root, ledgers) : new TestJury(root, judges);
}
