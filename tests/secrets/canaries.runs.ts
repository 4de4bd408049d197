import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { CloudClients } from '../../support/api/cloud-clients';
import type { Interference } from '../remote/front';
import { runGateWith } from '../remote/gate';
import { openStaging, rightFiles, sessionOf, writeFiles, type Files, type Staging } from '../remote/staging';

const wrongPassword = 'wrong-canary-"/$& ümlaut';

/** Everything under a folder, by its path. */
function filesUnder(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.map((name) => join(folder, name)).filter((file) => statSync(file).isFile());
  return new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
}

/** A secret as it stands in text, in JSON, in an address, in HTML, and in the base64 of it and of a pair with a name. */
function spellings(secret: string): string[] {
  const inHtml = secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [...new Set([secret, inJson, encodeURIComponent(secret), inHtml, ...inBase64(secret)])];
}

function inBase64(secret: string): string[] {
  return [secret, `u:${secret}`].map((text) => Buffer.from(text).toString('base64'));
}

/** By what a spelling is found: in base64 a secret shares a character with what is before and after it. */
function traces(secret: string): string[] {
  const whole = spellings(secret).filter((spelling) => !inBase64(secret).includes(spelling));
  const [alone = '', paired = ''] = inBase64(secret).map((text) => text.replace(/.?=*$/, ''));
  return [...whole, alone, paired.slice(4)];
}

describe('no credential of a run is found in anything that it leaves or prints', () => {
  let staging: Staging;
  let secrets: string[];
  let credential: { readonly id: string; readonly secret: string };

  before(async () => {
    staging = await openStaging();
    const { people, access } = staging.served;
    const owner = new CloudClients(sessionOf(access, 'owner', people.owner));
    const made = await owner.identity.users.createApplicationCredential('canary');
    owner.close();
    credential = { id: made.id, secret: made.secret.reveal() };
    // The owner signs in by the credential, and nobody knows the password.
    const passwords = [people.reader, people.stranger, people.operator].map(({ password }) => password.reveal());
    secrets = [...passwords, credential.secret];
  });
  afterEach(() => {
    staging.front.interfere(undefined);
  });
  after(() => staging.close());

  const run = async (spoil: (files: Files) => void, argv: readonly string[]) => {
    const folder = staging.folder();
    const files = rightFiles(staging, folder);
    const { auth_url: authUrl } = files.clouds.owner.auth;
    const { id, secret } = credential;
    files.clouds.owner['auth_type'] = 'v3applicationcredential';
    files.clouds.owner.auth = {
      auth_url: authUrl,
      application_credential_id: id,
      application_credential_secret: secret,
    };
    spoil(files);
    const env = writeFiles(folder, files);
    const told = await runGateWith(env, ['--cloud', 'remote', '--transcripts', 'all', ...argv], folder);
    const left = filesUnder(join(folder, 'reports'));
    for (const hidden of [...secrets, wrongPassword, ...staging.front.tokens].flatMap(traces)) {
      assert.ok(!told.text.includes(hidden), `printed:\n${told.text}`);
      for (const [file, content] of left) assert.ok(!content.includes(hidden), `${file} has a secret`);
    }
    return { ...told, left };
  };

  const interfereWithDelete = (what: Interference) => {
    staging.front.interfere((request) =>
      request.method === 'DELETE' && /\/servers\/[^/]+$/.test(request.url ?? '') ? what(request) : undefined,
    );
  };

  it('a green run, which shouts when certificates are not verified', async () => {
    const insecure = ({ clouds }: Files) => {
      for (const entry of Object.values(clouds)) {
        delete entry['cacert'];
        entry['insecure'] = true;
      }
    };
    const { exitCode, text, left } = await run(insecure, ['--tags', '@LD-1']);
    assert.equal(exitCode, 0, text);
    assert.ok(staging.front.tokens.size > 0);
    assert.ok([...left.keys()].some((file) => file.endsWith('messages.ndjson')));
    const summary = [...left].find(([file]) => file.endsWith('summary.json'))?.[1] ?? '';
    for (const told of [text, summary]) {
      assert.equal(told.split('INSECURE: the certificates of staging are not verified').length, 2, told);
    }
  });

  it('a red run, whose transcript has an answer that repeats the request with its token', async () => {
    const echo: Interference = ({ headers }) => ({
      status: 500,
      headers: { 'content-type': 'text/plain', 'x-debug-token': String(headers['x-auth-token']) },
      body: `Traceback: environ = ${JSON.stringify(headers)}, secret = ${credential.secret}`,
    });
    let times = 0;
    interfereWithDelete((request) => (times++ === 0 ? echo(request) : undefined));
    const { exitCode, text } = await run(() => undefined, ['--tags', '@LD-14']);
    assert.equal(exitCode, 1, text);
    assert.match(text, /to be answered 204\n +seen +server error \(500\)\n +because +Traceback/);
  });

  it('a red run, whose cloud tells whoever asks the secrets of everybody, as they are escaped and encoded', async () => {
    // The two who act in this scenario signed in last.
    const all = () => [...secrets, ...[...staging.front.tokens].slice(-2)];
    let times = 0;
    interfereWithDelete(() =>
      times++ === 0 ? { status: 500, body: `everything: ${all().flatMap(spellings).join('\n')}` } : undefined,
    );
    const { exitCode, text } = await run(() => undefined, ['--tags', '@LD-14']);
    assert.equal(exitCode, 1, text);
    assert.match(text, /to be answered 204\n +seen +server error \(500\)\n +because +everything: \[hidden\]/);
  });

  it('a run whose cloud breaks off in the middle, so that the ledger stays', async () => {
    interfereWithDelete(() => 'break off');
    const { exitCode, text, left } = await run(() => undefined, ['--tags', '@LD-14']);
    assert.equal(exitCode, 1, text);
    assert.match(text, /broke the connection off/);
    assert.ok(
      [...left.keys()].some((file) => file.includes(join('reports', 'ledger'))),
      'no ledger was left',
    );
  });

  it('a wrong password, and one that Keystone repeats in its answer', async () => {
    const spoil = ({ clouds }: Files) => {
      for (const { auth } of [clouds.operator, clouds.reader, clouds.stranger]) auth['password'] = wrongPassword;
      clouds.owner.auth['application_credential_secret'] = wrongPassword;
    };
    const { exitCode, text } = await run(spoil, []);
    assert.equal(exitCode, 2);
    assert.match(text, /the operator cannot sign in/);
    staging.front.interfere(() => ({ status: 400, body: `cannot read ${wrongPassword}` }));
    const repeated = await run(spoil, []);
    assert.match(repeated.text, /should answer 201, but answered 400: cannot read \[hidden\]/);
    staging.front.interfere(() => ({ status: 400, body: `cannot read ${secrets.flatMap(spellings).join(' ')}` }));
    await run(() => undefined, []);
  });

  it('an address where nobody listens', async () => {
    const { exitCode, text } = await run(({ clouds }) => {
      for (const { auth } of Object.values(clouds)) auth['auth_url'] = 'https://127.0.0.1:9/v3';
    }, []);
    assert.equal(exitCode, 2);
    assert.match(text, /nothing listens at 127\.0\.0\.1:9/);
  });
});
