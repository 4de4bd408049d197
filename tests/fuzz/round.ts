import { setImmediate } from 'node:timers/promises';

import { Listener } from '../../support/stub/http/listener';
import type { SeamChange } from '../../support/stub/seams';
import { settings } from '../stub/compute/rig';
import { type FuzzRequest, makeRequest } from './generate';
import { type FuzzReply, judge } from './judge';
import { Random } from './random';
import { openSite, releaseOf, type Site } from './site';
import { sendOverWire, writeDown } from './wire';

/** A request to which the cloud did not answer as any service may. */
export interface Finding {
  /** Which request of its round it was; the first is 1. */
  readonly request: number;
  readonly seed: number;
  /** The request, in full. */
  readonly told: string;
  readonly wrong: string;
}

/** What a round is made of: the same seed makes the same requests to the same cloud. */
export interface RoundOrder {
  readonly seed: number;
  readonly requests: number;
  readonly changes: readonly SeamChange[];
}

/** What listens to a round. */
export interface RoundWatch {
  /** Told of each request before it is sent. */
  readonly sending: (request: number, told: string) => void;
  readonly found: (finding: Finding) => void;
}

/** Sends requests to a cloud of their own, one after the other; time passes there now and then. */
export async function runRound({ seed, requests, changes }: RoundOrder, watch: RoundWatch): Promise<void> {
  const random = new Random(seed);
  const listener = await Listener.open(0);
  try {
    const site = await openSite(seed, settings.origin, changes);
    listener.swap((request) => site.cloud.fetch(request));
    const port = Number(new URL(listener.origin).port);
    for (let count = 1; count <= requests; count++) {
      await sendOne({ site, random, port, seed, count }, watch);
    }
    site.cloud.dispose();
  } finally {
    await listener.close();
  }
}

interface Moment {
  readonly site: Site;
  readonly random: Random;
  readonly port: number;
  readonly seed: number;
  readonly count: number;
}

async function sendOne(moment: Moment, watch: RoundWatch): Promise<void> {
  const { site, random, seed, count } = moment;
  const before = site.cloud.breakdowns().length;
  const request = makeRequest(random, site.things);
  const bytes = random.isLucky(2) ? writeDown(request, random) : undefined;
  const told = bytes === undefined ? tell(request, seed) : `${tell(request, seed)}\n${tellBytes(bytes.bytes)}`;
  watch.sending(count, told);
  const reply = bytes === undefined ? await send(site, request) : await sendOverWire(moment.port, bytes);
  // What the request has left behind comes to light beside it, not later.
  await setImmediate();
  if (random.isLucky(4)) await site.cloud.letTimePass().catch(() => undefined);
  const breakdowns = site.cloud.breakdowns().slice(before);
  const wrong = [
    ...breakdowns.map(
      ({ where, error }) => `a breakdown of the stub's own in ${where}: ${error.stack ?? error.message}`,
    ),
    ...(breakdowns.length > 0 || reply === undefined ? [] : [judge(request.method, reply)]),
  ];
  for (const what of wrong) {
    if (what !== undefined) watch.found({ request: count, seed, told, wrong: what });
  }
}

async function send({ cloud, things }: Site, { method, path, headers, body }: FuzzRequest): Promise<FuzzReply> {
  const init = { method, headers: new Headers(headers.map(([name, value]): [string, string] => [name, value])) };
  const url = `${settings.origin}${path}`;
  const reply = await cloud.fetch(new Request(url, body === undefined ? init : { ...init, body }));
  const text = await reply.text();
  const isJson = reply.headers.get('content-type')?.startsWith('application/json') === true;
  if (reply.status < 300 && isJson && text !== '') things.learn(path, reply, JSON.parse(text));
  return { status: reply.status, text };
}

function tell({ method, path, headers, body, route }: FuzzRequest, seed: number): string {
  const lines = [`${method} ${path}`, `(${route}, ${releaseOf(seed)})`];
  for (const [name, value] of headers) lines.push(`${name}: ${short(value)}`);
  return [...lines, ...(body === undefined ? [] : [short(body)])].join('\n');
}

function tellBytes(bytes: Buffer): string {
  return `over the wire as ${short(JSON.stringify(bytes.toString('latin1')))}`;
}

function short(text: string): string {
  return text.length > 3000 ? `${text.slice(0, 3000)}… (${text.length} characters)` : text;
}
