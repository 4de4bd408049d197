import { Given, Then, When } from '@cucumber/cucumber';
import type { HostAlias, HostState, PersonName } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given('{host} is up', async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.hosts.beUp(host);
});

Given('{host} is stopped', async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.hosts.stop(host);
});

Given('each host is stopped', async function (this: LocalDeleteWorld) {
  await this.hosts.stopEach();
});

Given("{host}'s compute service has started again", async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.hosts.restart(host);
});

Given("each host's compute service has started again", async function (this: LocalDeleteWorld) {
  await this.hosts.startEach();
});

Given('{host} has only just stopped', async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.hosts.stopJustNow(host);
});

Given('the operator has forced {host} down', async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.flags.haveForcedDown(host);
});

Given('the operator has forced {host} up again', async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.flags.forceUp('operator', host);
});

Given('the operator has disabled {host}', async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.flags.haveDisabled(host);
});

When('{person} forces {host} up', async function (this: LocalDeleteWorld, person: PersonName, host: HostAlias) {
  await this.attempts.make(() => this.flags.forceUp(person, host));
});

When("{host}'s compute service starts", async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.attempts.make(() => this.hosts.start(host));
});

When("each host's compute service starts", async function (this: LocalDeleteWorld) {
  await this.attempts.make(() => this.hosts.startEach());
});

When("{host}'s compute service stops", async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.attempts.make(() => this.heartbeats.stopAfterOne(host));
});

Then('{host} should be {hostState}', async function (this: LocalDeleteWorld, host: HostAlias, state: HostState) {
  await this.hosts.expectState(host, state);
});

Then(
  '{host} should count as up for the service-down time, and as down from then on',
  async function (this: LocalDeleteWorld, host: HostAlias) {
    await this.heartbeats.expectDownInTime(host);
  },
);

Then('{host} should tell why it is disabled', async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.hosts.expectReason(host, 'the reason given');
});

Then('{host} should no longer tell why it was disabled', async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.hosts.expectReason(host, 'none');
});
