import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { CloudClients } from '../../support/api/cloud-clients';
import { Session } from '../../support/api/session';
import { ownerCredentials } from '../api/loopback';
import { hostileAnswers } from './answers';
import { startHostileServer } from './server';

describe('an answer that no honest cloud gives ends in an error that says who answered what', () => {
  for (const answer of hostileAnswers) {
    it(answer.title, async (t) => {
      const server = await startHostileServer(t);
      const access = { authUrl: `${server.url}/identity/v3`, region: 'RegionOne', interface: 'public' } as const;
      const deadlineSeconds = answer.slow === true ? 0.3 : 20;
      const connection = { cloud: 'hostile', access, deadlineSeconds, listener: () => undefined };
      const session = new Session(connection, 'owner', ownerCredentials);
      await session.token();
      server.turn(answer.give);
      const begin = performance.now();
      await assert.rejects(new CloudClients(session).compute.servers.list(), (error: Error) => {
        assert.match(error.message, /^hostile: owner's GET compute \/servers /);
        assert.match(error.message, answer.told);
        assert.ok(error.message.length < 1000);
        return true;
      });
      assert.ok(performance.now() - begin < 15_000);
      assert.equal(server.requests(), answer.asked ?? 1);
      session.close();
      for (let polls = 0; server.connections() > 0 && polls < 200; polls += 1) await pause(10);
      assert.equal(server.connections(), 0, 'a connection is left open');
    });
  }
});
