import { Given } from '@cucumber/cucumber';
import type { Favour, PersonName, ServerAlias, ServiceName, TroubleName } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given('Nova cannot reach Placement', async function (this: LocalDeleteWorld) {
  await this.paths.cutOff('Placement');
});

Given("Keystone refuses Nova's credentials for Placement", async function (this: LocalDeleteWorld) {
  await this.paths.refuseCredentials();
});

Given('{service} does not answer Nova', async function (this: LocalDeleteWorld, service: ServiceName) {
  await this.paths.leaveUnanswered(service);
});

Given('{service} refuses to {favour}', async function (this: LocalDeleteWorld, service: ServiceName, favour: Favour) {
  await this.paths.refuse(service, favour);
});

Given(
  '{service} answers Nova with error {int}',
  async function (this: LocalDeleteWorld, service: ServiceName, status: number) {
    await this.paths.answerWithError(service, status);
  },
);

Given(
  '{server} was/were deleted while {trouble}',
  async function (this: LocalDeleteWorld, server: ServerAlias, trouble: TroubleName) {
    await this.deletions.deleteDespite(trouble, server);
  },
);

Given(
  "{person}'s delete of {server} failed while {trouble}",
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias, trouble: TroubleName) {
    await this.deletions.fail(trouble, person, server);
  },
);
