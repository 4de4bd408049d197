import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';

const root = resolve(__dirname, '..', '..');
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

const cataloguePage = 'docs/reference/catalogue.md';
const playedPage = 'docs/embedded-cloud.md';
const stepsPage = 'docs/steps.md';

/** Behaviours of all kinds: the file that tells each, one that plays it, a step that checks it and the file of whom it asks. */
const wanted = [
  [
    'LD-1',
    'local-delete/forced-down-host',
    'compute/api/local-delete',
    '{server} should be gone',
    'servers/server-states',
  ],
  [
    'LD-22',
    'healing/compute-service-returns',
    'compute/host/heal',
    '{host} should be used as much as before {server} was/were created',
    'placement/host-usages',
  ],
  [
    'LD-28',
    'healing/server-being-built',
    'compute/host/heal',
    "{host}'s usage should (still )count {server}",
    'hosts/leaks',
  ],
  [
    'LD-37',
    'placement-trouble/refused-connection',
    'barrier',
    "{host}'s usage should (still )count {server}",
    'servers/aftermath',
  ],
  [
    'LD-47',
    'belongings/ports-of-the-owner',
    'network/write-port',
    '{belonging} should be {fate}',
    'belongings/server-belongings',
  ],
  [
    'LD-58',
    'unplaced/no-valid-host',
    'compute/api/quota',
    "the owner's {account} should no longer count {server}",
    'placement/accounts',
  ],
  [
    'LD-97',
    'reading/older-service-list',
    'compute/api/service-routes',
    'the services should have numbers as ids',
    'hosts/service-lists',
  ],
  [
    'LD-110',
    'access/locked',
    'compute/api/lock-server',
    'the request should be refused: {refusal}',
    'attempts/attempts',
  ],
  [
    'LD-116',
    'concurrency/two-deletes',
    'compute/api/delete-server',
    'every delete should be accepted, or refused: not found',
    'servers/races',
  ],
  [
    'LD-124',
    'history/deleted-servers',
    'compute/api/list-servers',
    'the list should show {server} as deleted',
    'servers/listings',
  ],
] as const;

/** Where a row of the catalogue leads to, as paths of the project with their lines. */
function toldIn(id: string): readonly { readonly file: string; readonly line: number }[] {
  const row = textOf(cataloguePage)
    .split('\n')
    .find((line) => line.startsWith(`| ${id} |`));
  return [...(row ?? '').matchAll(/\]\(\.\.\/(\.\.\/features|drafts)([^)#]+)#L(\d+)\)/g)].map(
    ([, place = '', path = '', line = '']) => ({
      file: `${place === 'drafts' ? 'docs/drafts' : 'features'}${path}`,
      line: Number(line),
    }),
  );
}

describe('from the README in two clicks', () => {
  it('the three pages are one click away', () => {
    for (const page of [cataloguePage, playedPage, stepsPage])
      assert.match(textOf('README.md'), new RegExp(`\\(${page}[)#]`));
  });

  for (const [id, feature, played, step, noun] of wanted) {
    it(`${id}: where it is told, played and checked`, () => {
      assert.ok(
        toldIn(id).some(({ file }) => file === `features/${feature}.feature`),
        `${id} is told elsewhere`,
      );
      assert.ok(textOf(playedPage).includes(`(../support/stub/${played}.ts)`), `${played} is not on ${playedPage}`);
      const [, entry = ''] = textOf(stepsPage).split(`\n- \`${step}\``);
      const [own = ''] = entry.split('\n- `');
      assert.ok(own.includes(`(../support/world/${noun}.ts)`), `${step} does not lead to ${noun}`);
    });
  }
});

describe('the links of the three pages', () => {
  it('lead from a behaviour to a line that begins a scenario of it', () => {
    const ids = [...textOf(cataloguePage).matchAll(/^\| (LD-\d+) \|.*#L\d+\)/gm)].map(([, id = '']) => id);
    assert.ok(ids.length > 100, `only ${ids.length} behaviours have a line`);
    for (const id of ids) {
      for (const { file, line } of toldIn(id)) {
        const [begin = '', ...lines] = textOf(file)
          .split('\n')
          .slice(line - 1);
        assert.match(begin, /^\s*(Scenario|\|)/, `${file}:${line}`);
        assert.ok(lines.length > 0 && new RegExp(`@${id}\\b`).test(textOf(file)), `${file} has no @${id}`);
      }
    }
  });

  it('lead from each step to whoever does or checks what it says', () => {
    const [steps = ''] = textOf(stepsPage).split('\n## Words');
    const entries = steps.split('\n- `').slice(1);
    assert.ok(entries.length > 100, `only ${entries.length} steps were found`);
    const lost = entries.filter((entry) => !entry.includes('\n  - by: [')).map((entry) => entry.split('`')[0]);
    assert.deepEqual(lost, []);
  });

  it('lead to each file that has an operation or a rule of the embedded cloud', () => {
    const page = textOf(playedPage);
    const missing = ['compute/healthy-compute', 'placement/healthy-placement', 'volume/healthy-volume'].flatMap(
      (file) => {
        const folder = file.split('/')[0] ?? '';
        const imports = [...textOf(`support/stub/${file}.ts`).matchAll(/^import \{ .* \} from '\.\/(.*)';$/gm)];
        return imports
          .map(([, path = '']) => `${folder}/${path}`)
          .filter((path) => !page.includes(`(../support/stub/${path}.ts)`));
      },
    );
    assert.deepEqual(missing, [], `name them in ${playedPage}, under "Where it is played"`);
  });
});
