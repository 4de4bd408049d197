import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planOf, type PlanFacts } from '../../support/gate/plan';
import { tagsOfSelection } from '../../support/gate/selection-tags';
import { projectRoot } from '../../support/gate/surroundings';
import { capabilities, type Capability } from '../../support/clouds/cloud';
import { referenceCloudTiming } from '../../support/contract/timing';

const cloud: PlanFacts['cloud'] = {
  name: 'staging',
  kind: 'remote',
  release: '2025.1',
  capabilities: new Set(['exclusive-host', 'compute-control', 'placement-refused']),
  disrupt: new Set(['compute-1', 'compute-2']),
  disruptCloud: 'allowed',
  timing: referenceCloudTiming,
};

const scenarios = [
  ['@LD-1', '@exclusive-host'],
  ['@LD-22', '@exclusive-host', '@compute-control', '@placement-refused'],
  ['@LD-9', '@volumes'],
];

describe('the plan of a run', () => {
  const facts = { cloud, cloudName: 'staging', run: 'abc123', scenarios, process: 4711 };

  it('says what is made, which hosts are disturbed and how, how long at most, and how to stop it', () => {
    assert.deepEqual(planOf(facts).split('\n'), [
      'Plan of the run abc123',
      "  makes     servers, ports, images, server groups named ld-abc123-*, and consumers in Placement; each scenario's go with it",
      '  disturbs  compute-1, compute-2: forced down or disabled in at most 2 scenarios, nova-compute stopped in 1',
      '  leases    these hosts, by aggregates local-delete-lease-<host>, until the run ends',
      "  cuts      Nova's path to Placement in 1 scenario, for everybody on the cloud, and mends it",
      '  lasts     about 1 min for 2 scenarios where a server is built in seconds, as on the reference cloud; 8 min at most, if each wait took as long as it may',
      '  stop it   Ctrl-C, or kill 4711: it cleans up by itself within 134 s',
      '  killed?   npm run cleanup -- --cloud staging --run abc123',
    ]);
  });

  it('says first that the cloud is broken on purpose, and how it becomes healthy', () => {
    const [, first] = planOf({ ...facts, cloud: { ...cloud, kind: 'reference', defect: 'bug-1679750' } }).split('\n');
    assert.equal(
      first,
      '  broken    on purpose, by bug-1679750: to be red is right; npm run reference -- up --release 2025.1 makes the cloud healthy',
    );
  });

  it('says the path to which neighbours is disturbed, in how many scenarios each', () => {
    const troubles = new Set<Capability>(['placement-refused', 'placement-error', 'neutron-error', 'cinder-error']);
    const troubled = [
      ['@LD-36', '@placement-refused'],
      ['@LD-37', '@placement-error', '@placement-refused'],
      ['@LD-48.again', '@neutron-error'],
      ['@LD-52.conflict', '@cinder-error'],
      ['@LD-52.internal', '@cinder-error'],
      ['@LD-57', '@glance-error'],
    ];
    const cuts = (scenarios: PlanFacts['scenarios']) =>
      /cuts +(.*)/.exec(planOf({ ...facts, scenarios, cloud: { ...cloud, capabilities: troubles } }))?.[1];
    assert.equal(
      cuts(troubled),
      "Nova's paths to Placement in 2 scenarios, Neutron in 1, Cinder in 2, for everybody on the cloud, and mends them",
    );
    assert.equal(
      cuts([['@LD-48.again', '@neutron-error']]),
      "Nova's path to Neutron in 1 scenario, for everybody on the cloud, and mends it",
    );
    const holding: PlanFacts['cloud'] = {
      ...cloud,
      capabilities: new Set<Capability>(['held-build']),
      control: { builds: { paths: ['Placement', 'Neutron'] } },
    };
    assert.match(
      planOf({ ...facts, scenarios: [['@LD-65', '@held-build']], cloud: holding }),
      /cuts +Nova's paths to Placement in 1 scenario, Neutron in 1, for everybody/,
    );
  });

  it('says how long it lasts as a rule, which is what it took on the reference cloud', async () => {
    const offered = new Set<Capability>(capabilities);
    const whole = await tagsOfSelection(
      { defaultDialect: 'en', paths: ['features/**/*.feature'], names: [], tagExpression: '', order: 'defined' },
      projectRoot,
    );
    const about = (timing: PlanFacts['cloud']['timing']) =>
      Number(
        /lasts +about (\d+) min/.exec(
          planOf({ ...facts, scenarios: whole, cloud: { ...cloud, capabilities: offered, timing } }),
        )?.[1],
      );
    // Of the 155 scenarios of 2026-11-28, one after another.
    for (const [release, secondsEach] of [
      ['2025.1', 1419 / 155],
      ['zed', 1690 / 155],
    ] as const) {
      const minutes = (whole.length * secondsEach) / 60;
      const ratio = about(referenceCloudTiming) / minutes;
      assert.ok(
        ratio > 0.5 && ratio < 2,
        `${release}: about ${about(referenceCloudTiming)} min, and it took ${minutes} min`,
      );
    }
    const slow = { serviceDownTime: 60, reportInterval: 10, updateResourcesInterval: 60, rpcResponseTimeout: 60 };
    assert.ok(about(slow) > 2 * about(referenceCloudTiming));
  });

  it('says that nothing is disturbed where nothing may be', () => {
    const text = planOf({ ...facts, cloud: { ...cloud, disrupt: new Set(), disruptCloud: 'not allowed' } });
    assert.match(text, /disturbs {2}no host\n {2}leases {4}no host\n {2}cuts {6}nothing that the whole cloud shares/);
  });

  it('knows the tags of the scenarios that are selected, and of no others', async () => {
    const sources = {
      defaultDialect: 'en',
      paths: ['features/**/*.feature'],
      names: [],
      tagExpression: '@LD-1 or @LD-22',
      order: 'defined',
    } as const;
    const tags = await tagsOfSelection({ ...sources, paths: [...sources.paths], names: [] }, projectRoot);
    assert.deepEqual(tags.map((each) => each.find((tag) => /^@LD-\d+$/.test(tag))).toSorted(), ['@LD-1', '@LD-22']);
  });
});
