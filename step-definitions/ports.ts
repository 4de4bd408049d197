import { Given, Then } from '@cucumber/cucumber';
import type { HostReference, ServerReference } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given(
  '{server} with a port made by the owner is running on {host}',
  async function (this: LocalDeleteWorld, server: ServerReference, host: HostReference) {
    await this.servers.create(server, host, [{ port: await this.ports.make() }]);
  },
);

Then('the port should be in use', async function (this: LocalDeleteWorld) {
  await this.ports.expectInUse();
});
