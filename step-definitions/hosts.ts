import { Given, When } from '@cucumber/cucumber';
import type { HostReference } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given('the operator has forced {host} down', async function (this: LocalDeleteWorld, host: HostReference) {
  await this.hosts.forceDown(host);
});

Given('the operator has disabled {host}', async function (this: LocalDeleteWorld, host: HostReference) {
  await this.hosts.disable(host);
});

When("{host}'s compute service starts", async function (this: LocalDeleteWorld, host: HostReference) {
  await this.hosts.start(host);
});
