import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1855927: Defect = {
  name: 'bug-1855927',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Victoria' },
  title: 'a resize is confirmed although its old host is down',
  story: 'The migration is marked and the message sent before anybody looks whether the source is up.',
  turnsRed: ['LD-81'],
  change: novaSteps('answerConfirm', { requireSourceUp: leftOut }),
};
