import {
  After,
  AfterAll,
  AfterStep,
  Before,
  BeforeAll,
  BeforeStep,
  setDefaultTimeout,
  setDefinitionFunctionWrapper,
  setWorldConstructor,
  type ITestCaseHookParameter,
  type ITestStepHookParameter,
} from '@cucumber/cucumber';
import { PickleStepType, TestStepResultStatus } from '@cucumber/messages';
import { ExpectationFailed, SuiteMistake } from './books/expectation';
import { installMatchers } from './books/matchers';
import { observe } from './conformance/observation';
import { defineParameterTypes } from './parameter-types';
import { printable } from './printable';
import { interruptionBy, skipMarker, type SkipKind } from './reporting/skip-marker';
import { taleOf } from './reporting/story/moments';
import { drawTale } from './reporting/story/picture';
import { tellTale } from './reporting/story/text';
import { renderTranscriptPage } from './reporting/transcript/page';
import { renderTranscript } from './reporting/transcript/text';
import { contextOf } from './run-context';
import { scenarioId } from './scenario-id';
import type { Closing } from './world/balance';
import { beginScenario } from './world/scenario';
import { reasonToSkip } from './world/run/tags';
import { tellUnexpected } from './world/story/unexpected';
import { LocalDeleteWorld } from './world/world';

const secondsForAStep = 300;

setDefaultTimeout(secondsForAStep * 1000);
setWorldConstructor(LocalDeleteWorld);
setDefinitionFunctionWrapper(tellingUnexpected);
defineParameterTypes();
installMatchers();

BeforeAll({ name: 'the cloud is opened' }, async function () {
  await contextOf(this.parameters).enter();
});

AfterAll({ name: 'the cloud is closed' }, async function () {
  await contextOf(this.parameters).leave();
});

Before({ name: 'the cloud is ready' }, async function (this: LocalDeleteWorld, { pickle }: ITestCaseHookParameter) {
  const context = contextOf(this.parameters);
  const run = context.theRun();
  const tags = pickle.tags.map(({ name }) => name);
  const skip = reasonToSkip(tags, run.cloud);
  const tellSkip = (kind: SkipKind, reason: string): void => {
    const marker = skipMarker(kind, reason);
    this.attach(marker.body, marker.mediaType);
  };
  const { signal } = context.interruption;
  if (signal !== undefined) {
    tellSkip('skipped', interruptionBy(signal));
    return 'skipped';
  }
  if (skip !== undefined) {
    tellSkip(skip.kind, skip.reason);
    return 'skipped';
  }
  const lost = run.silence.reason();
  if (lost !== undefined) {
    tellSkip('skipped', lost);
    return 'skipped';
  }
  const late = context.timeLimit.overtime();
  if (late !== undefined) throw new ExpectationFailed(late);
  const steps = pickle.steps.map(({ text }) => text);
  this.begin(await beginScenario(run, scenarioId(tags) ?? pickle.name, steps, tags), (reason) => {
    tellSkip('skipped', reason);
  });
  return undefined;
});

BeforeStep(async function (this: LocalDeleteWorld, { pickleStep }: ITestStepHookParameter) {
  contextOf(this.parameters).interruption.refuse();
  const scenario = this.begun();
  scenario?.verifications.beginStep();
  scenario?.transcript.beginStep(pickleStep.text, `${keywordOf(pickleStep.type)}${pickleStep.text}`);
  const unspoken = scenario?.attempts.takeUnspokenRefusal();
  if (scenario !== undefined && unspoken !== undefined) throw await tellUnexpected(unspoken, scenario.evidence);
});

AfterStep(function (this: LocalDeleteWorld, { pickleStep, result }: ITestStepHookParameter) {
  const verifications = this.begun()?.verifications;
  if (verifications === undefined || pickleStep.type !== PickleStepType.OUTCOME || !isGreen(result)) return;
  if (verifications.inStep() === 0) {
    throw new SuiteMistake('this Then verified nothing: its definition has to expect something');
  }
  verifications.noteVerdict();
});

// Cucumber calls After hooks in the reverse order of their definition, each of them whatever became of the others.

After({ name: 'the picture is drawn' }, function (this: LocalDeleteWorld, { pickle }) {
  const scenario = this.begun();
  if (scenario === undefined) return;
  const hosts = [...(scenario.books.before()?.hosts.values() ?? [])].map(
    ({ provider, host }) => [provider, host] as const,
  );
  const servers = scenario.knownServers.all().map(({ uuid, name }) => [uuid, name] as const);
  const tale = taleOf({ ...scenario.transcript.seen(), hosts: new Map(hosts), servers: new Map(servers) });
  const picture = Buffer.from(drawTale(tale, pickle.name));
  this.attach(picture, { mediaType: 'image/svg+xml', fileName: 'what happened, as a picture' });
  this.attach(tellTale(tale), { mediaType: 'text/plain', fileName: 'what happened, in words' });
});

After({ name: 'the transcript is kept' }, function (this: LocalDeleteWorld, { result }) {
  const { transcript } = this.begun() ?? {};
  const isWanted = !isGreen(result) || contextOf(this.parameters).transcripts === 'all';
  if (transcript === undefined || transcript.exchanges().length === 0 || !isWanted) return;
  const parts = transcript.parts();
  this.attach(renderTranscript(parts), { mediaType: 'text/plain', fileName: 'transcript' });
  this.attach(renderTranscriptPage(parts), { mediaType: 'text/html', fileName: 'transcript' });
});

After({ name: 'whether the cloud still answers is noted' }, function (this: LocalDeleteWorld) {
  contextOf(this.parameters)
    .theRun()
    .silence.note(this.begun()?.transcript.exchanges() ?? []);
});

After({ name: 'nothing of the scenario goes on' }, async function (this: LocalDeleteWorld) {
  await this.begun()?.ending.leave();
});

After({ name: 'access control is as it was' }, async function (this: LocalDeleteWorld) {
  await this.begun()?.ending.expectSameAccess();
});

After({ name: 'what the scenario made is cleaned up' }, async function (this: LocalDeleteWorld) {
  this.begun()?.transcript.beginCleanUp();
  await this.begun()?.ending.cleanUp();
});

After({ name: 'the books of the cloud balance' }, async function (this: LocalDeleteWorld, { result }) {
  const scenario = this.begun();
  if (scenario === undefined) return;
  const { imbalance, gone } = await scenario.balance.strike().catch(whenRed(result));
  scenario.page.settleServers(gone);
  if (imbalance === '') return;
  if (isGreen(result)) throw new ExpectationFailed(imbalance);
  this.attach(printable(imbalance), {
    mediaType: 'text/plain',
    fileName: 'the books of the cloud do not balance either',
  });
});

After({ name: 'a Then has verified something' }, function (this: LocalDeleteWorld, { result }) {
  if (isGreen(result) && this.begun()?.verifications.hasVerdict() === false) {
    throw new SuiteMistake('no Then of this scenario has verified anything');
  }
});

After({ name: 'nobody else is on a disturbed host' }, async function (this: LocalDeleteWorld) {
  await this.begun()?.ending.expectNobodyElse();
});

After({ name: 'what the scenario showed is kept' }, async function (this: LocalDeleteWorld, { pickle, result }) {
  const scenario = this.begun();
  scenario?.transcript.endSteps();
  scenario?.transcript.beginPart('After the last step: whether the books balance');
  const { observations } = contextOf(this.parameters);
  if (scenario === undefined || !isGreen(result) || !observations.isWanted(scenario.id)) return;
  const tags = pickle.tags.map(({ name }) => name);
  observations.keep(observe({ ...(await scenario.ending.shown()), id: scenario.id, tags, texts: scenario.steps }));
});

/** A step or hook that tells what its requests got, where that is no part of its story, for a tester to read. */
function tellingUnexpected(definition: (...args: unknown[]) => unknown) {
  return function (this: unknown, ...args: unknown[]): unknown {
    const result = definition.apply(this, args);
    const scenario = this instanceof LocalDeleteWorld ? this.begun() : undefined;
    if (scenario === undefined || !(result instanceof Promise)) return result;
    return result.catch(async (error: unknown) => {
      throw await tellUnexpected(error, scenario.evidence);
    });
  };
}

/** What failed first is what counts: after it, books that cannot be read are no failure of their own. */
function whenRed(result: ITestCaseHookParameter['result']): (error: unknown) => Closing {
  return (error) => {
    if (isGreen(result)) throw error;
    const why = error instanceof Error ? error.message : String(error);
    return { imbalance: `the books could not be read: ${why}`, gone: [] };
  };
}

/** Of an *And* the word for what it is. */
function keywordOf(type: PickleStepType | undefined): string {
  switch (type) {
    case PickleStepType.CONTEXT:
      return 'Given ';
    case PickleStepType.ACTION:
      return 'When ';
    case PickleStepType.OUTCOME:
      return 'Then ';
    default:
      return '';
  }
}

function isGreen(result: ITestCaseHookParameter['result']): boolean {
  return result?.status === TestStepResultStatus.PASSED;
}
