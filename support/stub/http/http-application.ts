/** A service's HTTP application: the same one that listens on the loopback and that neighbours call in process. */
export type HttpApplication = (request: Request) => Promise<Response> | Response;
