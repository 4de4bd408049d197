import { KnownRoutes, type RouteTable, routesOf } from '../http/known-routes';
import { coreTable } from './known-core-routes';

/** What extensions of Keystone answer to: OAuth, federation, trusts, endpoint filters and the like. */
const extensionTable: RouteTable = {
  '/OS-EP-FILTER/endpoint_groups': { POST: 'admin create_endpoint_group', GET: 'admin list_endpoint_groups' },
  '/OS-EP-FILTER/endpoint_groups/:endpoint_group': {
    GET: 'admin get_endpoint_group',
    PATCH: 'admin update_endpoint_group',
    DELETE: 'admin delete_endpoint_group',
  },
  '/OS-EP-FILTER/endpoint_groups/:endpoint_group/endpoints': {
    GET: 'admin list_endpoints_associated_with_endpoint_group',
  },
  '/OS-EP-FILTER/endpoint_groups/:endpoint_group/projects': {
    GET: 'admin list_projects_associated_with_endpoint_group',
  },
  '/OS-EP-FILTER/endpoint_groups/:endpoint_group/projects/:project': {
    GET: 'admin get_endpoint_group_in_project',
    PUT: 'admin add_endpoint_group_to_project',
    DELETE: 'admin remove_endpoint_group_from_project',
  },
  '/OS-EP-FILTER/endpoints/:endpoint/projects': { GET: 'admin list_projects_for_endpoint' },
  '/OS-EP-FILTER/projects/:project/endpoint_groups': { GET: 'admin list_endpoint_groups_for_project' },
  '/OS-EP-FILTER/projects/:project/endpoints': { GET: 'admin list_endpoints_for_project' },
  '/OS-EP-FILTER/projects/:project/endpoints/:endpoint': {
    PUT: 'admin add_endpoint_to_project',
    GET: 'admin check_endpoint_in_project',
    DELETE: 'admin remove_endpoint_from_project',
  },
  '/OS-FEDERATION/domains': { GET: 'anybody get_auth_domains' },
  '/OS-FEDERATION/identity_providers': { GET: 'admin list_identity_providers' },
  '/OS-FEDERATION/identity_providers/:idp': {
    PUT: 'admin create_identity_provider',
    GET: 'admin get_identity_provider',
    PATCH: 'admin update_identity_provider',
    DELETE: 'admin delete_identity_provider',
  },
  '/OS-FEDERATION/identity_providers/:idp/protocols': { GET: 'admin list_protocols' },
  '/OS-FEDERATION/identity_providers/:idp/protocols/:protocol': {
    PUT: 'admin create_protocol',
    PATCH: 'admin update_protocol',
    GET: 'admin get_protocol',
    DELETE: 'admin delete_protocol',
  },
  '/OS-FEDERATION/mappings': { GET: 'admin list_mappings' },
  '/OS-FEDERATION/mappings/:mapping': {
    PUT: 'admin create_mapping',
    GET: 'admin get_mapping',
    DELETE: 'admin delete_mapping',
    PATCH: 'admin update_mapping',
  },
  '/OS-FEDERATION/projects': { GET: 'anybody get_auth_projects' },
  '/OS-FEDERATION/saml2/metadata': { GET: 'public get_metadata' },
  '/OS-FEDERATION/service_providers': { GET: 'admin list_service_providers' },
  '/OS-FEDERATION/service_providers/:service_provider': {
    PUT: 'admin create_service_provider',
    GET: 'admin get_service_provider',
    PATCH: 'admin update_service_provider',
    DELETE: 'admin delete_service_provider',
  },
  '/OS-INHERIT/domains/:domain/groups/:group/roles/:role/inherited_to_projects': {
    GET: 'admin check_grant',
    PUT: 'admin create_grant',
    DELETE: 'admin revoke_grant',
  },
  '/OS-INHERIT/domains/:domain/groups/:group/roles/inherited_to_projects': { GET: 'admin list_grants' },
  '/OS-INHERIT/domains/:domain/users/:user/roles/:role/inherited_to_projects': {
    GET: 'admin check_grant',
    PUT: 'admin create_grant',
    DELETE: 'admin revoke_grant',
  },
  '/OS-INHERIT/domains/:domain/users/:user/roles/inherited_to_projects': { GET: 'admin list_grants' },
  '/OS-INHERIT/projects/:project/groups/:group/roles/:role/inherited_to_projects': {
    GET: 'admin check_grant',
    PUT: 'admin create_grant',
    DELETE: 'admin revoke_grant',
  },
  '/OS-INHERIT/projects/:project/users/:user/roles/:role/inherited_to_projects': {
    GET: 'admin check_grant',
    PUT: 'admin create_grant',
    DELETE: 'admin revoke_grant',
  },
  '/OS-OAUTH1/access_token': { POST: 'public oauth1' },
  '/OS-OAUTH1/authorize/:request_token': { PUT: 'admin authorize_request_token' },
  '/OS-OAUTH1/consumers': { GET: 'admin list_consumers', POST: 'admin create_consumer' },
  '/OS-OAUTH1/consumers/:consumer': {
    GET: 'admin get_consumer',
    PATCH: 'admin update_consumer',
    DELETE: 'admin delete_consumer',
  },
  '/OS-OAUTH1/request_token': { POST: 'public oauth1' },
  '/OS-OAUTH2/token': { POST: 'public oauth2' },
  '/OS-REVOKE/events': { GET: 'admin list_revoke_events' },
  '/OS-TRUST/trusts': { POST: 'anybody create_trust', GET: 'admin list_trusts' },
  '/OS-TRUST/trusts/:trust': { DELETE: 'anybody delete_trust', GET: 'anybody get_trust' },
  '/OS-TRUST/trusts/:trust/roles': { GET: 'anybody list_roles_for_trust' },
  '/OS-TRUST/trusts/:trust/roles/:role': { GET: 'anybody get_role_for_trust' },
  '/auth/OS-FEDERATION/saml2': { POST: 'public saml2' },
  '/auth/OS-FEDERATION/saml2/ecp': { POST: 'public saml2' },
  '/auth/tokens/OS-PKI/revoked': { GET: 'admin revocation_list' },
  '/endpoints/:endpoint/OS-ENDPOINT-POLICY/policy': { GET: 'admin get_policy_for_endpoint' },
  '/policies/:policy/OS-ENDPOINT-POLICY/endpoints': { GET: 'admin list_endpoints_for_policy' },
  '/policies/:policy/OS-ENDPOINT-POLICY/endpoints/:endpoint': {
    PUT: 'admin create_policy_association_for_endpoint',
    GET: 'admin check_policy_association_for_endpoint',
    DELETE: 'admin delete_policy_association_for_endpoint',
  },
  '/policies/:policy/OS-ENDPOINT-POLICY/services/:service': {
    PUT: 'admin create_policy_association_for_service',
    GET: 'admin check_policy_association_for_service',
    DELETE: 'admin delete_policy_association_for_service',
  },
  '/policies/:policy/OS-ENDPOINT-POLICY/services/:service/regions/:region': {
    PUT: 'admin create_policy_association_for_region_and_service',
    GET: 'admin check_policy_association_for_region_and_service',
    DELETE: 'admin delete_policy_association_for_region_and_service',
  },
  '/users/:user/OS-OAUTH1/access_tokens': { GET: 'admin list_access_tokens' },
  '/users/:user/OS-OAUTH1/access_tokens/:access_token': {
    GET: 'admin get_access_token',
    DELETE: 'admin delete_access_token',
  },
  '/users/:user/OS-OAUTH1/access_tokens/:access_token/roles': { GET: 'admin list_access_token_roles' },
  '/users/:user/OS-OAUTH1/access_tokens/:access_token/roles/:role': { GET: 'admin get_access_token_role' },
  '/users/:user/credentials/OS-EC2': { GET: 'self ec2_list_credentials', POST: 'self ec2_create_credential' },
  '/users/:user/credentials/OS-EC2/:credential': {
    GET: 'self ec2_get_credential',
    DELETE: 'self ec2_delete_credential',
  },
};

/** All routes that Keystone knows. */
export const knownRoutes = new KnownRoutes([...routesOf(coreTable), ...routesOf(extensionTable)]);
