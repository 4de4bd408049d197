import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mistake } from './mistakes';

/** What is blank in files that are else right, and files that nobody has written. */
export const blank: readonly Mistake[] = [
  {
    title: 'blank values in clouds.yaml',
    spoil: ({ clouds }) => {
      clouds.owner.auth['password'] = null;
      clouds.reader.auth['auth_url'] = '';
      clouds.stranger['region_name'] = null;
      clouds.operator.auth['user_domain_name'] = ' ';
    },
    told: [
      /clouds\.yaml, line \d+, column 7: auth\.password should be a text.*, but is empty/,
      /clouds\.yaml, line \d+, column 7: auth\.auth_url should be a text.*, but is empty/,
      /clouds\.yaml, line \d+, column 5: region_name should be the name of the one region.*, but is empty/,
      /clouds\.yaml, line \d+, column 7: auth\.user_domain_name should be a text.*, but is empty/,
    ],
  },
  {
    title: 'blank values in acceptance.yaml',
    spoil: ({ acceptance: entry }) => {
      Object.assign(entry, { image: null, zone: '', timing: null, hosts: [null], release: '' });
      entry['people'] = { owner: null, operator: '' };
    },
    told: [
      /acceptance\.yaml, line \d+, column 3: staging\.image should be a name.*, but is empty/,
      /staging\.zone should be a name.*, but is empty/,
      /staging\.timing should be seconds.*, but is empty/,
      /staging\.hosts\.0 should be the name of a compute host.*, but is empty/,
      /staging\.release is empty: known/,
      /staging\.people\.owner should be a name.*, but is empty/,
      /staging\.people\.operator should be a name.*, but is empty/,
    ],
  },
  {
    title: 'a bomb of aliases',
    afterwards: (folder) => {
      const lists = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(10)}]\n`);
      writeFileSync(join(folder, 'clouds.yaml'), `l0: &l0 canary\n${lists.join('')}clouds: {owner: *l9}\n`);
    },
    told: /NOT RUN: .*clouds\.yaml, line 6, column \d+: with what its aliases \(\*\) repeat the file holds more than 100000/,
  },
];
