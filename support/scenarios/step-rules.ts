import type { RunnableStep, ScenarioText, World } from './feature-text';
import type { Found } from './finding';
import { nearestSteps } from './nearest-steps';
import type { DefinedSteps } from './step-definitions';
import { definitionProblem } from './used-steps';
import type { Vocabulary } from './vocabulary';

/** The steps that there are. */
export interface KnownWords {
  /** Those that drafts may use. */
  readonly vocabulary: Vocabulary;
  /** Those of features; where they are left out, it is not looked whether a feature uses any other. */
  readonly defined?: DefinedSteps;
}

/** Checks the words of a scenario's steps, as they run: outlines with the values of their rows. */
export function stepRules(scenario: ScenarioText, world: World, { vocabulary, defined }: KnownWords): readonly Found[] {
  return [
    ...distinct(scenario.runs).flatMap((step) => [
      ...should(step),
      ...ids(step),
      ...(world === 'drafts'
        ? inVocabulary(step, vocabulary)
        : defined === undefined
          ? []
          : inDefinitions(step, defined)),
    ]),
    ...repeated(scenario),
  ];
}

function should({ part, text, line }: RunnableStep): Found[] {
  const says = /\bshould\b/.test(text);
  if (part === 'Then' && !says) {
    return [
      {
        line,
        rule: 'should',
        message: `the Then "${text}" does not say what should be so`,
        mend: 'Word it with "should": "the server should be gone". What somebody does is a When',
      },
    ];
  }
  return (part === 'Given' || part === 'When') && says
    ? [
        {
          line,
          rule: 'should',
          message: `the ${part} "${text}" says "should"`,
          mend: 'A Given says what is, a When what somebody does; what should be so is a Then',
        },
      ]
    : [];
}

const machineWords: readonly (readonly [RegExp, string, string])[] = [
  [
    /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/i,
    'a UUID',
    'Name the thing as people do: "the server", "server blue", "host A"',
  ],
  [
    /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\b|\breq-\w+|#\d+|\bid \d+/i,
    'an id',
    'Name the thing as people do: "the server", "server blue", "host A"',
  ],
  [
    /\b[1-5]\d\d\b/,
    'a status code',
    'Say it in words: "the request should be refused: in conflict". Only a step about the code itself may carry it',
  ],
];

/** Steps of which the code is the behaviour. */
const aboutTheCode = [/ answers Nova with error \d{3}$/];

function ids({ text, line }: RunnableStep): Found[] {
  const words = aboutTheCode.reduce((rest, step) => rest.replace(step, ''), text);
  const found = machineWords.find(([pattern]) => pattern.test(words));
  return found === undefined
    ? []
    : [
        {
          line,
          rule: 'no-ids',
          message: `"${text}" holds ${found[1]}, ${found[0].exec(words)?.[0] ?? ''}`,
          mend: found[2],
        },
      ];
}

function inDefinitions(step: RunnableStep, defined: DefinedSteps): Found[] {
  const problem = definitionProblem(step, defined);
  return problem === undefined ? [] : [{ line: step.line, rule: 'defined-steps', ...problem }];
}

function inVocabulary({ text, line, part }: RunnableStep, vocabulary: Vocabulary): Found[] {
  const matches = vocabulary.matches(text);
  const [only, second] = matches;
  if (only !== undefined && second !== undefined) {
    return [
      {
        line,
        rule: 'vocabulary',
        message: `"${text}" can be read as "${only.expression}" and as "${second.expression}"`,
        mend: 'Reword one of the two expressions in the vocabulary',
      },
    ];
  }
  if (only === undefined) {
    const near = nearestSteps({ text, part }, vocabulary);
    return [
      {
        line,
        rule: 'vocabulary',
        message: `"${text}" is no step of the vocabulary`,
        mend:
          near.length === 0
            ? 'Use its steps; nothing there comes near'
            : `Use a step that is there: ${near.map((one) => `"${one}"`).join(', ')}`,
      },
    ];
  }
  return only.part === part
    ? []
    : [
        {
          line,
          rule: 'vocabulary',
          message: `"${text}" is used as a ${part}`,
          mend: `Use it as a ${only.part}, or another step here`,
        },
      ];
}

function repeated({ steps }: ScenarioText): Found[] {
  return steps.flatMap(({ text, line }, index) =>
    steps.findIndex((other) => other.text === text) < index
      ? [
          {
            line,
            rule: 'repeated-step' as const,
            message: `"${text}" stands here for the second time`,
            mend: 'Say it once; if it is meant for another server or host, name that one',
          },
        ]
      : [],
  );
}

function distinct(steps: readonly RunnableStep[]): RunnableStep[] {
  return [...new Map(steps.map((step) => [`${step.line} ${step.text}`, step])).values()];
}
