const service = '(identity|compute|placement|image|network|volume)';
const kernel = '((broker|barrier|clock|id-source|operation|stub-time|task-queue)\\.ts$|http/)';

/** The wings of the World; each may know those before it. */
const wings = ['people', 'run', 'story', 'hosts', 'placement', 'attempts', 'servers', 'belongings'];

/** The walls of docs/architecture.md. Each rule's comment is what a person reads when it bites. */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that need each other, be it for a type, are one subject, or what they say stands below both.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'the-contract-knows-nobody',
      comment: 'What the suite and the clouds it starts agree on is words and types; whoever needs more has a room.',
      severity: 'error',
      from: { path: '^support/contract/' },
      to: { path: '^(support|step-definitions|tests)/', pathNot: '^support/contract/' },
    },
    {
      name: 'steps-know-only-the-world',
      comment: 'A step definition is a line or two on the World; what it needs belongs into the World or a matcher.',
      severity: 'error',
      from: { path: '^step-definitions/' },
      to: { path: '^(support|tests)/', pathNot: '^support/(world/|parameter-types\\.ts$|books/matchers)' },
    },
    {
      name: 'world-knows-its-neighbours-only',
      comment:
        'The World wires api, clouds, books and safety; reports listen to it, and the stub is reached over HTTP.',
      severity: 'error',
      from: { path: '^support/world/' },
      to: {
        path: '^(support|step-definitions|tests)/',
        pathNot: '^support/(world|api|clouds|contract|books|safety)/|^support/(waiting|parameter-types)\\.ts$',
      },
    },
    ...wings.map((wing, index) => ({
      name: `wing-of-${wing}`,
      comment: `A wing of the World knows those before it, so that no noun can come round to itself: ${wings.join(', ')}.`,
      severity: 'error',
      from: { path: `^support/world/${wing}/` },
      to: { path: '^support/world/', pathNot: `^support/world/(${wings.slice(0, index + 1).join('|')})/` },
    })),
    {
      name: 'a-noun-knows-no-wiring',
      comment: 'A noun is given by name what it needs: to look it up in the scenario would be a way to everything.',
      severity: 'error',
      from: { path: '^support/world/', pathNot: '^support/world/(scenario|world)\\.ts$' },
      to: { path: '^support/world/(scenario|world)\\.ts$' },
    },
    {
      name: 'api-knows-nobody',
      comment: 'The clients emit exchanges and can be lifted out of this project as they are.',
      severity: 'error',
      from: { path: '^support/api/' },
      to: { path: '^(support|step-definitions|tests)/', pathNot: '^support/api/' },
    },
    {
      name: 'books-measure',
      comment:
        'Books read through the clients and compare; they put nothing back, and know no steps, no reports and no cloud.',
      severity: 'error',
      from: { path: '^support/books/' },
      to: {
        path: '^(support|step-definitions|tests)/',
        pathNot: '^support/(books|api|contract)/|^support/(waiting|check)\\.ts$',
      },
    },
    {
      name: 'safety-puts-back',
      comment:
        'Safety guards and puts back through the clients, by what the books measure; it knows no steps and no reports.',
      severity: 'error',
      from: { path: '^support/safety/' },
      to: {
        path: '^(support|step-definitions|tests)/',
        pathNot: '^support/(safety|books|api|clouds|contract)/|^support/(waiting|check)\\.ts$',
      },
    },
    {
      name: 'clouds-are-seen-from-outside',
      comment: 'A cloud under test knows the clients and whoever starts it, not those who test it.',
      severity: 'error',
      from: { path: '^support/clouds/' },
      to: {
        path: '^(support|step-definitions|tests)/',
        pathNot: '^support/(clouds|contract|api|reference-cloud|stub)/|^support/(nearest|check)\\.ts$',
      },
    },
    {
      name: 'kinds-of-clouds-are-apart',
      comment: 'What two kinds of clouds have in common stands above their folders, or in the contract.',
      severity: 'error',
      from: { path: '^support/clouds/(embedded|reference|remote)/' },
      to: { path: '^support/clouds/(embedded|reference|remote)/', pathNot: '^support/clouds/$1/' },
    },
    {
      name: 'only-its-cloud-knows-the-reference-cloud',
      comment: 'To the rest of the suite the reference cloud is a cloud like any other.',
      severity: 'error',
      from: { path: '^support/clouds/', pathNot: '^support/clouds/reference/' },
      to: { path: '^support/reference-cloud/' },
    },
    {
      name: 'only-the-embedded-cloud-starts-the-stub',
      comment: 'Everything else reaches the stub over HTTP, as it reaches a real cloud.',
      severity: 'error',
      from: { pathNot: '^(support/stub/|support/clouds/embedded/|tests/)' },
      to: { path: '^support/stub/' },
    },
    {
      name: 'the-stub-stands-alone',
      comment: 'The stub is a cloud of its own: it imports nothing of the suite but the contract.',
      severity: 'error',
      from: { path: '^support/stub/' },
      to: { path: '^(support|step-definitions|tests|features)/', pathNot: '^support/(stub|contract)/' },
    },
    {
      name: 'services-do-not-share-stores',
      comment: "Nova's part calls its neighbours through their HTTP applications; Placement never looks at servers.",
      severity: 'error',
      from: { path: `^support/stub/${service}/` },
      to: { path: `^support/stub/${service}/`, pathNot: '^support/stub/$1/' },
    },
    {
      name: 'healthy-code-knows-no-defects',
      comment: 'Releases, defects and whatever holds requests up change the seams from outside when a cloud is made.',
      severity: 'error',
      from: { path: `^support/stub/${service}/` },
      to: { path: '^support/stub/', pathNot: `^support/stub/(${service}/|${kernel})` },
    },
    {
      name: 'the-kernel-knows-no-service',
      comment: "The stub's clock, queue, barriers and HTTP kernel serve every service and know none.",
      severity: 'error',
      from: { path: `^support/stub/${kernel}` },
      to: { path: '^support/stub/', pathNot: `^support/stub/${kernel}` },
    },
    {
      name: 'reporting-listens',
      comment: 'Reports are made from cucumber’s messages and the exchanges; nothing of the run depends on them.',
      severity: 'error',
      from: { path: '^support/reporting/' },
      to: {
        path: '^(support|step-definitions|tests)/',
        pathNot: '^support/((reporting|contract)/|api/exchange\\.ts$|(check|printable|scenario-id)\\.ts$)',
      },
    },
    {
      name: 'conformance-listens',
      comment:
        'Records are made from the exchanges of scenarios and compared with each other; nothing is asked of a cloud for them.',
      severity: 'error',
      from: { path: '^support/conformance/' },
      to: {
        path: '^(support|step-definitions|tests)/',
        pathNot: '^support/(conformance/|contract/|api/exchange\\.ts$|check\\.ts$)',
      },
    },
    {
      name: 'the-reference-cloud-is-built-from-outside',
      comment:
        'The reference cloud is seeded through the clients, described to the suite by a file, and controlled as every cloud is.',
      severity: 'error',
      from: { path: '^support/reference-cloud/' },
      to: {
        path: '^(support|step-definitions|tests)/',
        pathNot: '^support/((reference-cloud|contract|api)/|(nearest|check)\\.ts$)',
      },
    },
    {
      name: 'scenarios-are-text',
      comment: 'The linter and the dictionary read features and step definitions; they run nothing.',
      severity: 'error',
      from: { path: '^support/scenarios/' },
      to: {
        path: '^(support|step-definitions|tests)/',
        pathNot: '^support/(scenarios/|(check|nearest|scenario-id)\\.ts$)',
      },
    },
    {
      name: 'bench-measures-from-outside',
      comment: 'What is measured runs as a process of its own, as a user starts it.',
      severity: 'error',
      from: { path: '^support/bench/' },
      to: { path: '^(support|step-definitions|tests)/', pathNot: '^support/(bench/|check\\.ts$)' },
    },
    {
      name: 'nobody-imports-a-command',
      comment: 'Commands are thin; what two of them need has a room of its own.',
      severity: 'error',
      from: { pathNot: '^(support/commands/|tests/)' },
      to: { path: '^support/commands/' },
    },
    {
      name: 'only-locked-dependencies',
      comment: 'What is imported stands in package.json with its exact version.',
      severity: 'error',
      from: { path: '^(support|step-definitions)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-dev', 'unknown', 'undetermined'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '^(reports|node_modules/\\.)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
