import { acceptance, authUrl, type Mistake } from './mistakes';

/** Mistakes that only the cloud can tell. */
export const atTheCloud: readonly Mistake[] = [
  {
    title: 'a wrong password',
    spoil: ({ clouds }) => {
      clouds.owner.auth['password'] = 'wrong-canary';
    },
    told: /staging cannot be tested: the owner cannot sign in: Keystone does not accept local-delete-owner with this password in the project local-delete \(401\); it looked for the user in the domain Default, .*; compare the names and the secret in clouds\.yaml/,
  },
  {
    title: 'a domain that stands beside auth, and that is not the user’s',
    spoil: ({ clouds }) => {
      delete clouds.owner.auth['user_domain_name'];
      clouds.owner['user_domain_name'] = 'Corp';
    },
    told: /the owner cannot sign in: .* \(401\); it looked for the user in the domain Corp, the project in the domain Default; /,
  },
  {
    title: 'an address where nobody listens',
    spoil: ({ clouds }) => {
      for (const { auth } of Object.values(clouds)) auth['auth_url'] = 'https://127.0.0.1:9/v3';
    },
    told: /staging cannot be tested: owner's POST identity \/auth\/tokens got no answer: nothing listens at 127\.0\.0\.1:9\n/,
  },
  ...Object.entries({
    compute: 'Nova',
    placement: 'Placement',
    network: 'Neutron',
    image: 'Glance',
    volumev3: 'Cinder',
  }).map(([service, name]) => ({
    title: `an auth_url that is ${name}'s`,
    spoil: authUrl((url) => url.replace('/identity/v3', `/${service}`)),
    told: new RegExp(
      `NOT RUN: staging cannot be tested: nobody can sign in: auth_url is ${name}'s address \\(https://127\\.0\\.0\\.1:\\d+/cloud/${service}/v3\\), and should be Keystone's, like https://cloud\\.example:5000/v3 \\(owner's POST`,
    ),
  })),
  {
    title: 'an auth_url where somebody else is',
    spoil: authUrl((url) => url.replace('/identity/v3', '/nobody')),
    told: /nobody can sign in: what answers at https:\/\/127\.0\.0\.1:\d+\/cloud\/nobody\/ does not say that it is Keystone: is auth_url right\? \(owner's POST identity .*answered 404: the front knows no such path\)\n/,
  },
  {
    title: 'http:// at a port where TLS is spoken',
    spoil: authUrl((url) => url.replace('https:', 'http:')),
    told: /nobody can sign in: TLS is spoken there: auth_url \(http:\/\/127.*\/v3\) should begin with https:\/\/ \(owner's POST identity .* broke the connection off\)\n/,
  },
  {
    title: 'a region that is not there',
    spoil: ({ clouds }) => {
      for (const entry of Object.values(clouds)) entry['region_name'] = 'RegionTwo';
    },
    told: /NOT RUN: staging cannot be tested: the catalog has no region "RegionTwo"; its regions are RegionOne: one of them should be region_name\n$/,
  },
  {
    title: 'a service that the catalog does not have on this interface',
    spoil: acceptance((entry) => {
      entry['interface'] = 'public';
    }),
    told: /the catalog has no public endpoint of placement in region RegionOne; it offers .*placement \(internal, RegionOne\)/,
  },
  {
    title: 'people without the roles they should have',
    spoil: ({ clouds }) => {
      const { owner, operator } = clouds;
      clouds.owner = operator;
      clouds.operator = owner;
      clouds.stranger = owner;
    },
    told: [
      /the owner should have the role member, and not admin, but has admin, manager, member, reader/,
      /the operator should have the role admin, but has member, reader/,
      /the stranger should be a member of another project than the owner's/,
    ],
  },
  {
    title: 'resources and hosts that are not there',
    spoil: acceptance((entry) => {
      Object.assign(entry, { image: 'cirros', flavor: 'tiny', network: 'private', hosts: ['compute-1', 'compute-22'] });
      Object.assign(entry, { volume_type: 'gold', volume_type_multiattach: entry['volume_type'] });
      entry['disrupt'] = ['compute-1'];
    }),
    told: [
      /there is no image "cirros" that the owner may use; make it, or name another one/,
      /there is no flavor "tiny"/,
      /there is no network "private"/,
      /there is no volume type "gold"/,
      /there is no volume type for several servers "local-delete"/,
      /there is no compute host "compute-22": did you mean compute-2\? \(known: compute-1, compute-2, compute-3\)/,
      /the zone local-delete also has compute-2, compute-3, where servers of the suite would land/,
    ],
  },
  {
    title: 'a zone that is not there',
    spoil: acceptance((entry) => {
      entry['zone'] = 'local-deleted';
    }),
    told: /there is no availability zone "local-deleted" with compute hosts: did you mean local-delete\?/,
  },
  {
    title: 'an authority that is not trusted',
    spoil: ({ clouds }) => {
      for (const entry of Object.values(clouds)) delete entry['cacert'];
    },
    told: /TLS with 127\.0\.0\.1:\d+ failed: .*; its certificate is of an authority that is not trusted here: give that authority's certificate as "cacert" in clouds\.yaml/,
  },
];
