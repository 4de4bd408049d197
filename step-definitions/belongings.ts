import { Given, Then, When } from '@cucumber/cucumber';
import type { Belonging, Equipment, Fate, HostAlias, PersonName, ServerAlias } from '../support/parameter-types';
import type { LocalDeleteWorld } from '../support/world/world';

Given(
  '{server} with {equipment} is running on {host}',
  async function (this: LocalDeleteWorld, server: ServerAlias, equipment: Equipment, host: HostAlias) {
    await this.belongings.equip(server, equipment, host);
  },
);

Given(
  '{server} with {equipment} is on its way to {host}',
  async function (this: LocalDeleteWorld, server: ServerAlias, equipment: Equipment, host: HostAlias) {
    await this.belongings.equipHeld(server, equipment, host, 'claimed in Placement');
  },
);

Given(
  '{server} with {equipment} has only a claim on {host}',
  async function (this: LocalDeleteWorld, server: ServerAlias, equipment: Equipment, host: HostAlias) {
    await this.belongings.equipHeld(server, equipment, host, 'claimed by the scheduler');
  },
);

Given(
  '{server} with {equipment} is in error because no host could take it',
  async function (this: LocalDeleteWorld, server: ServerAlias, equipment: Equipment) {
    await this.belongings.equipTooLarge(server, equipment);
  },
);

Given('{server} share a volume', async function (this: LocalDeleteWorld, servers: ServerAlias) {
  await this.belongings.share(servers);
});

Given(
  '{person} has deleted {belonging}',
  async function (this: LocalDeleteWorld, person: PersonName, belonging: Belonging) {
    await this.belongings.delete(person, belonging);
  },
);

When(
  '{person} creates {server} with {belonging}',
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias, belonging: Belonging) {
    await this.attempts.make(() => this.belongings.attemptWith(person, server, belonging));
  },
);

When(
  '{person} creates {server} with {equipment}',
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias, equipment: Equipment) {
    await this.attempts.make(() => this.belongings.attemptEquipped(person, server, equipment));
  },
);

When(
  '{person} detaches the volume from {server}',
  async function (this: LocalDeleteWorld, person: PersonName, server: ServerAlias) {
    await this.attempts.make(() => this.belongings.detachVolume(person, server));
  },
);

Then('{belonging} should be {fate}', async function (this: LocalDeleteWorld, belonging: Belonging, fate: Fate) {
  await this.belongings.expectFate(belonging, fate);
});

Then('{belonging} should be bound to no host', async function (this: LocalDeleteWorld, belonging: Belonging) {
  await this.belongings.expectUnbound(belonging);
});
