// Typed clients for the two APIs of the server. The types are generated from its OpenAPI documents: generate.mjs.
import createClient, { type Client, type Middleware } from "openapi-fetch";
import type { components, paths as ManagePaths } from "./manage.js";
import type { paths as V1Paths } from "./v1.js";

export type { ManagePaths, V1Paths };
export type ErrorBody = components["schemas"]["Error"];

export interface ClientOptions {
  /** Of the server; empty in pages that it serves itself. */
  baseUrl?: string;
  /** An access token, id:secret. Pages have none: their cookie says who they are. */
  token?: string;
  /** For pages: what `GET /manage/v1/me` answered, asked for at every change. */
  csrfToken?: () => string;
}

function credentials({ token, csrfToken }: ClientOptions): Middleware {
  return {
    onRequest({ request }) {
      if (token) request.headers.set("Authorization", "Bearer " + token);
      const proof = csrfToken?.();
      if (proof && request.method !== "GET") request.headers.set("X-CSRF-Token", proof);
      return request;
    },
  };
}

function client<Paths extends object>(options: ClientOptions): Client<Paths> {
  const made = createClient<Paths>({ baseUrl: options.baseUrl ?? "", credentials: "same-origin", cache: "no-store" });
  made.use(credentials(options));
  return made;
}

/** `/manage/v1/…`: bots, history, accounts. */
export function manageClient(options: ClientOptions = {}): Client<ManagePaths> {
  return client<ManagePaths>(options);
}

/** `/v1/…`, and its deprecated twins. */
export function v1Client(options: ClientOptions = {}): Client<V1Paths> {
  return client<V1Paths>(options);
}
