import { Then } from '@cucumber/cucumber';
import type { HostAlias, Refusal, ServerAlias } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Then('the request should be refused: {refusal}', async function (this: LocalDeleteWorld, refusal: Refusal) {
  await this.attempts.expectRefused(refusal);
});

Then('{server} should be left as it was', async function (this: LocalDeleteWorld, server: ServerAlias) {
  await this.aftermath.settle();
  await this.originals.expectServerAsBefore(server);
});

Then('{host} should be left as it was', async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.aftermath.settle();
  await this.originals.expectHostAsBefore(host);
});

Then("{host}'s provider should be left as it was", async function (this: LocalDeleteWorld, host: HostAlias) {
  await this.aftermath.settle();
  await this.originals.expectProviderAsBefore(host);
});
