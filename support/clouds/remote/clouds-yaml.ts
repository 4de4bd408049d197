import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { isRecord } from '../../api/decode';
import { offer } from '../../nearest';
import { RemoteCloudProblem } from './problem';
import { YamlFile } from './yaml-file';

/** Where clouds.yaml is looked for, besides the folder where the suite runs. */
export interface SearchPlaces {
  readonly env: NodeJS.ProcessEnv;
  /** The user's own folder; the account's when left out. */
  readonly home?: string;
}

/** One cloud of clouds.yaml, with what secure.yaml adds, and where its parts stand. */
export interface CloudsEntry {
  readonly name: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** The place of a part: `clouds.yaml, line 3, column 5`. */
  readonly placeOf: (...path: string[]) => string;
  /** The file that has a part: clouds.yaml, or secure.yaml. */
  readonly fileOf: (...path: string[]) => string;
  /** A part as it is written, where that is one word without quotes. */
  readonly plainTextAt: (...path: string[]) => string | undefined;
}

/**
 * The clouds that OpenStack's own clients know: the first clouds.yaml that is there of `OS_CLIENT_CONFIG_FILE`, the folder,
 * the user's and the machine's configuration, and the first secure.yaml in the same order (`openstack/config/loader.py`).
 */
export class CloudsYaml {
  readonly #clouds: YamlFile;
  readonly #secure: YamlFile | undefined;

  private constructor(clouds: YamlFile, secure: YamlFile | undefined) {
    this.#clouds = clouds;
    this.#secure = secure;
  }

  /** Reads the files. Throws `RemoteCloudProblem` when there is no clouds.yaml, or one of them is broken. */
  static find(places: SearchPlaces): CloudsYaml {
    const { env } = places;
    const file = named(env, 'OS_CLIENT_CONFIG_FILE') ?? firstOf('clouds', places);
    if (file === undefined) {
      const folders = foldersOf(places).join(', ');
      throw new RemoteCloudProblem(
        `there is no clouds.yaml in ${folders}: it says how people sign in to the cloud. ` +
          'Write one as for the openstack client, or name a file with OS_CLIENT_CONFIG_FILE',
      );
    }
    const secure = named(env, 'OS_CLIENT_SECURE_FILE') ?? firstOf('secure', places);
    const clouds = YamlFile.read(file);
    if (cloudsIn(clouds) === undefined) {
      throw new RemoteCloudProblem(
        `${clouds.placeOf(['clouds'])}: the file should have "clouds:" with the clouds by their names below it`,
      );
    }
    return new CloudsYaml(clouds, secure === undefined ? undefined : YamlFile.read(secure));
  }

  /** The file that was found. */
  get file(): string {
    return this.#clouds.file;
  }

  /** The names of the clouds. */
  names(): string[] {
    return Object.keys(cloudsIn(this.#clouds) ?? {});
  }

  /** The cloud of that name. Throws `RemoteCloudProblem` that lists the known ones when there is none. */
  entry(name: string): CloudsEntry {
    if (!this.names().includes(name)) {
      throw new RemoteCloudProblem(`${this.file} has no cloud "${name}": ${offer(name, this.names())}`);
    }
    const value = entryIn(this.#clouds, name);
    if (value === undefined) {
      const place = this.#clouds.placeOf(['clouds', name]);
      throw new RemoteCloudProblem(`${place}: ${name} should have "auth:" and so on below it`);
    }
    const added = this.#secure && entryIn(this.#secure, name);
    const fileWith = (path: readonly string[]): YamlFile =>
      this.#secure !== undefined && added !== undefined && has(added, path) ? this.#secure : this.#clouds;
    return {
      name,
      value: added === undefined ? value : merged(value, added),
      placeOf: (...path) => fileWith(path).placeOf(['clouds', name, ...path]),
      fileOf: (...path) => fileWith(path).file,
      plainTextAt: (...path) => fileWith(path).plainTextAt(['clouds', name, ...path]),
    };
  }
}

/** The file that a variable names; an empty one names none, as for openstack clients. */
function named(env: NodeJS.ProcessEnv, variable: string): string | undefined {
  const file = env[variable];
  return file === '' ? undefined : file;
}

const kinds = ['yaml', 'yml', 'json'];

function firstOf(name: string, places: SearchPlaces): string | undefined {
  return foldersOf(places)
    .flatMap((folder) => kinds.map((kind) => join(folder, `${name}.${kind}`)))
    .find((file) => existsSync(file));
}

function foldersOf({ env, home }: SearchPlaces): string[] {
  const own = join(home ?? homedir(), '.config');
  const [first = own, shared = '/etc/xdg'] = [named(env, 'XDG_CONFIG_HOME'), named(env, 'XDG_CONFIG_DIRS')];
  const folders = [first, own, ...shared.split(delimiter)].map((folder) => join(folder, 'openstack'));
  return [...new Set(['.', ...folders, '/etc/openstack'])];
}

function cloudsIn({ value }: YamlFile): Readonly<Record<string, unknown>> | undefined {
  const clouds = isRecord(value) ? value['clouds'] : undefined;
  return isRecord(clouds) ? clouds : undefined;
}

function entryIn(file: YamlFile, name: string): Readonly<Record<string, unknown>> | undefined {
  const clouds = cloudsIn(file) ?? {};
  const entry = Object.hasOwn(clouds, name) ? clouds[name] : undefined;
  return isRecord(entry) ? entry : undefined;
}

/** Whether something stands at the path, be it empty. */
function has(value: unknown, [step, ...path]: readonly string[]): boolean {
  if (step === undefined) return !isRecord(value);
  return isRecord(value) && Object.hasOwn(value, step) && has(value[step], path);
}

/** What `over` says goes before what `under` says, key by key and group by group. */
function merged(
  under: Readonly<Record<string, unknown>>,
  over: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const both = Object.entries(over).map(([key, value]): [string, unknown] => {
    const former = under[key];
    return [key, isRecord(value) && isRecord(former) ? merged(former, value) : value];
  });
  return { ...under, ...Object.fromEntries(both) };
}
