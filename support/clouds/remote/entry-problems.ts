import { isRecord } from '../../api/decode';
import { nearest, offer } from '../../nearest';
import { authTypes, cloudKeys } from './entry-schema';
import { authKeyNames, type SpelledEntry } from './entry-spelling';

/** That the suite does not know this way to sign in. */
export function unknownWay({ value, placeOf, nameOf }: SpelledEntry): string {
  const type = value['auth_type'];
  const given = typeof type === 'string' && type !== '' ? `"${type}"` : 'empty';
  return (
    `${placeOf(['auth_type'])}: ${nameOf(['auth_type'])} is ${given}, and the suite signs in with password or v3applicationcredential only ` +
    `(keys or tokens would need a browser or end within the run): ${offer(String(type), authTypes)}`
  );
}

/** Neither the name nor the id of a user or project; no other problem. */
export function nameless({ value, placeOf, nameOf }: SpelledEntry): string[] {
  const { auth } = value;
  if (!isRecord(auth)) return [];
  return [
    ['username', 'user_id'],
    ['project_name', 'project_id'],
  ]
    .filter((keys) => !keys.some((key) => Object.hasOwn(auth, key)))
    .map(([name = '', id = '']) => `${placeOf(['auth'])}: ${nameOf(['auth'])} needs "${name}" or "${id}"`);
}

/** Keys that nobody reads, and that were most likely meant for one that is: `user_domain` for `user_domain_name`. */
export function strayKeys({ value, placeOf, nameOf }: SpelledEntry): string[] {
  const known = [...cloudKeys, ...authKeyNames];
  return Object.keys(value)
    .filter((key) => !cloudKeys.includes(key) && !left.includes(key))
    .flatMap((key) => {
      const near = nearest(key, known);
      const longer = known.filter((name) => name.startsWith(`${key}_`));
      const likely = longer.length > 0 ? longer.join(' or ') : near;
      return near === undefined
        ? []
        : [`${placeOf([key])}: nothing reads "${nameOf([key])}": did you mean ${likely ?? ''}?`];
    });
}

/** Keys of openstacksdk that look like one that is read. */
const left = ['auth_methods', 'cache', 'key'];
