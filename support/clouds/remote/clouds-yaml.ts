import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
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
    const file = env['OS_CLIENT_CONFIG_FILE'] ?? firstOf('clouds', places);
    if (file === undefined) {
      const folders = foldersOf(places).join(', ');
      throw new RemoteCloudProblem(
        `there is no clouds.yaml in ${folders}: it says how people sign in to the cloud. ` +
          'Write one as for the openstack client, or name a file with OS_CLIENT_CONFIG_FILE',
      );
    }
    const secure = env['OS_CLIENT_SECURE_FILE'] ?? firstOf('secure', places);
    const found = new CloudsYaml(YamlFile.read(file), secure === undefined ? undefined : YamlFile.read(secure));
    found.#checkShape();
    return found;
  }

  /** The file that was found. */
  get file(): string {
    return this.#clouds.file;
  }

  /** The names of the clouds. */
  names(): string[] {
    return Object.keys(cloudsIn(this.#clouds.value) ?? {});
  }

  /** The cloud of that name. Throws `RemoteCloudProblem` that lists the known ones when there is none. */
  entry(name: string): CloudsEntry {
    const value = cloudsIn(this.#clouds.value)?.[name];
    if (!isRecord(value)) {
      throw new RemoteCloudProblem(`${this.file} has no cloud "${name}": ${offer(name, this.names())}`);
    }
    const added = this.#secure && cloudsIn(this.#secure.value)?.[name];
    return {
      name,
      value: isRecord(added) ? merged(value, added) : value,
      placeOf: (...path) => this.#clouds.placeOf(['clouds', name, ...path]),
    };
  }

  #checkShape(): void {
    const clouds = cloudsIn(this.#clouds.value);
    if (clouds === undefined) {
      throw new RemoteCloudProblem(
        `${this.#clouds.placeOf(['clouds'])}: the file should have "clouds:" with the clouds by their names below it`,
      );
    }
    const wrong = Object.keys(clouds).find((name) => !isRecord(clouds[name]));
    if (wrong !== undefined) {
      throw new RemoteCloudProblem(
        `${this.#clouds.placeOf(['clouds', wrong])}: ${wrong} should have "auth:" and so on below it`,
      );
    }
  }
}

const kinds = ['yaml', 'yml', 'json'];

function firstOf(name: string, places: SearchPlaces): string | undefined {
  return foldersOf(places)
    .flatMap((folder) => kinds.map((kind) => join(folder, `${name}.${kind}`)))
    .find((file) => existsSync(file));
}

function foldersOf({ env, home }: SearchPlaces): string[] {
  const own = env['XDG_CONFIG_HOME'] ?? join(home ?? homedir(), '.config');
  return ['.', join(own, 'openstack'), '/etc/openstack'];
}

function cloudsIn(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const clouds = isRecord(value) ? value['clouds'] : undefined;
  return isRecord(clouds) ? clouds : undefined;
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
