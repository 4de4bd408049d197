import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from './staging';

/** What is done wrong, and what the user has to be told. */
export interface Mistake {
  readonly title: string;
  readonly spoil?: (files: Files, folder: string) => void;
  /** Changes the written files, or the environment. */
  readonly afterwards?: (folder: string, env: NodeJS.ProcessEnv) => void;
  readonly argv?: readonly string[];
  readonly told: RegExp | readonly RegExp[];
}

/** Spoils each entry of acceptance.yaml. */
export const acceptance = (change: (entry: Record<string, unknown>) => void) => (files: Files) => {
  change(files.acceptance);
};

/** Spoils each auth_url of clouds.yaml. */
export const authUrl =
  (change: (url: string) => string) =>
  ({ clouds }: Files) => {
    for (const { auth } of Object.values(clouds)) auth['auth_url'] = change(String(auth['auth_url']));
  };

/** Mistakes that the files and the command line show by themselves. */
export const inFiles: readonly Mistake[] = [
  {
    title: 'no clouds.yaml',
    afterwards: (folder, env) => {
      rmSync(join(folder, 'clouds.yaml'));
      env['OS_CLIENT_CONFIG_FILE'] = join(folder, 'clouds.yaml');
    },
    told: /NOT RUN: there is no file .*clouds\.yaml/,
  },
  {
    title: 'a broken clouds.yaml',
    afterwards: (folder) => {
      writeFileSync(
        join(folder, 'clouds.yaml'),
        'clouds:\n  owner:\n    auth: {password: canary-in-yaml\n  operator: x\n',
      );
    },
    told: /NOT RUN: .*clouds\.yaml, line 4, column 3: the indentation does not fit the lines above/,
  },
  {
    title: 'a password that YAML takes for an alias',
    afterwards: (folder) => {
      writeFileSync(join(folder, 'clouds.yaml'), 'clouds:\n  owner:\n    auth:\n      password: *canary\n');
    },
    told: /line 4, column 17: an alias \(\*\) of something that has no anchor .* needs quotes/,
  },
  {
    title: 'no acceptance.yaml',
    afterwards: (folder) => {
      rmSync(join(folder, 'acceptance.yaml'));
    },
    told: /NOT RUN: there is no file .*acceptance\.yaml: .*Copy docs\/acceptance\.example\.yaml/,
  },
  {
    title: 'a broken acceptance.yaml',
    afterwards: (folder) => {
      writeFileSync(join(folder, 'acceptance.yaml'), 'staging:\n\tpeople: {}\n');
    },
    told: /acceptance\.yaml, line 2, column 1: a tab cannot indent; use spaces/,
  },
  {
    title: 'an empty acceptance.yaml',
    afterwards: (folder) => {
      writeFileSync(join(folder, 'acceptance.yaml'), '# nothing yet\n');
    },
    told: /acceptance\.yaml is empty; docs\/acceptance\.example\.yaml shows/,
  },
  {
    title: 'no OS_CLOUD',
    afterwards: (_, env) => {
      delete env['OS_CLOUD'];
    },
    told: /OS_CLOUD should name the cloud to be tested, and is not set; .*acceptance\.yaml has: staging/,
  },
  {
    title: 'an unknown cloud',
    afterwards: (_, env) => {
      env['OS_CLOUD'] = 'stagin';
    },
    told: /has no cloud "stagin": did you mean staging\? \(known: staging, embedded, reference\)/,
  },
  {
    title: 'a cloud of the project, misspelt, where there is no acceptance.yaml',
    argv: ['--cloud', 'referense'],
    afterwards: (folder) => {
      rmSync(join(folder, 'acceptance.yaml'));
    },
    told: /there is no cloud "referense": did you mean reference\?/,
  },
  {
    title: 'a person who is not in clouds.yaml',
    spoil: acceptance((entry) => {
      entry['people'] = { owner: 'ovner', operator: 'operator' };
    }),
    told: /acceptance\.yaml, line \d+, column \d+: .*clouds\.yaml has no cloud "ovner": did you mean owner\?/,
  },
  {
    title: 'misspelt keys and wrong values, all at once',
    spoil: acceptance((entry) => {
      entry['flavour'] = 'small';
      delete entry['flavor'];
      entry['hosts'] = 'compute-1';
      entry['release'] = '2025.2';
      entry['disrupt_cloud'] = 'yes';
    }),
    told: [
      /staging\.?.* has no "flavour": did you mean flavor\?/,
      /staging needs "flavor", and it is missing/,
      /staging\.hosts should be a list of at least one compute host, each named once, but is "compute-1"/,
      /staging\.release is "2025\.2": did you mean 2025\.1\?/,
      /staging\.disrupt_cloud should be true or false, but is "yes"/,
    ],
  },
  {
    title: 'a host to be disturbed that was not set aside',
    spoil: acceptance((entry) => {
      entry['disrupt'] = ['compute-9'];
    }),
    told: /compute-9 is to be disturbed, but is none of the hosts set aside: did you mean compute-1\?/,
  },
  {
    title: 'a host whose name would be an option',
    spoil: acceptance((entry) => {
      entry['hosts'] = ['-oProxyCommand=x'];
      entry['disrupt'] = [];
    }),
    told: /staging\.hosts\.0 should be the name of a compute host, of letters, digits, dots, hyphens and underscores/,
  },
  {
    title: 'a way to sign in that is not supported',
    spoil: ({ clouds }) => {
      clouds.owner['auth_type'] = 'v3oidcpassword';
    },
    told: /clouds\.yaml, line \d+, column 5: auth_type is "v3oidcpassword", and the suite signs in with password or v3applicationcredential/,
  },
  {
    title: 'an application credential without its type, a number for a password, no region',
    spoil: ({ clouds }) => {
      clouds.reader.auth = { auth_url: 'https://cloud', application_credential_id: 'x' };
      clouds.owner.auth['password'] = 271828;
      delete clouds.stranger['region_name'];
    },
    told: [
      /auth\.application_credential_id should be left out, or "auth_type: v3applicationcredential" has to stand beside auth/,
      /auth\.password should be a text; what YAML takes for something else, such as a number, needs quotes/,
      /stranger needs "region_name", and it is missing: the name of the one region that is tested/,
    ],
  },
  {
    title: 'people of different clouds',
    spoil: ({ clouds }) => {
      clouds.owner.auth['auth_url'] = 'https://other.example/v3';
      clouds.reader['region_name'] = 'RegionTwo';
    },
    told: [/owner and operator of clouds\.yaml differ in auth_url/, /reader and operator .* differ in region_name/],
  },
  {
    title: 'a cacert that is not there',
    spoil: ({ clouds }) => {
      for (const entry of Object.values(clouds)) entry['cacert'] = '/nowhere/ca.pem';
    },
    told: /the file of cacert, \/nowhere\/ca\.pem, is not there/,
  },
  {
    title: 'a misspelt option',
    argv: ['--clout', 'remote'],
    told: /there is no option --clout: did you mean --cloud\?/,
  },
  {
    title: 'a defect, and it is misspelt',
    argv: ['--cloud', 'embedded', '--defect', 'bug-1679751'],
    told: /there is no defect bug-1679751: did you mean bug-1679750\?/,
  },
  {
    title: 'a defect on a real cloud',
    argv: ['--cloud', 'remote', '--defect', 'bug-1679750'],
    told: /only the embedded cloud can be given a defect/,
  },
  {
    title: 'a release that the file contradicts',
    argv: ['--cloud', 'remote', '--release', 'zed'],
    told: /acceptance\.yaml says that staging is 2025\.1: leave --release out, or mend the file/,
  },
];
