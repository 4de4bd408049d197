import { Then, When } from '@cucumber/cucumber';
import type { LocalDeleteWorld } from '../support/world/world';

When('the operator runs the audit', async function (this: LocalDeleteWorld) {
  await this.audits.run();
});

Then('the audit should find nothing', async function (this: LocalDeleteWorld) {
  await this.audits.expectNothing();
});

Then('the audit should find only the unknown consumer', async function (this: LocalDeleteWorld) {
  await this.audits.expectOnlyUnknown();
});
