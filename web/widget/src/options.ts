// What a chat page is started with: from the address (direct iframe) or from the SDK of the host page.

export interface StartOptions {
  lang?: string | undefined;
  session?: Record<string, unknown> | undefined;
  sessionId?: string | undefined;
  token?: string | undefined;
  withCloseButton?: boolean | undefined;
  noAutofocus?: boolean | undefined;
}

export interface Settings {
  channel: string;
  parentOrigin: string;
  grant: string;
  title: string;
  showTitle: boolean;
  trustedHtml: boolean;
  sound: boolean;
  colorScheme?: "light" | "dark";
  /** The keys of the configuration's `colors`. */
  chosenColors?: string[];
  images?: Record<string, unknown>;
  translations?: unknown;
  clApiOrigins?: unknown[];
}

type Tree = { [key: string]: Tree | string };

// `session[data][first_name]=Charlie`, `session[tags][]=a`, `session[tags][0]=a`.
function assign(root: Tree, path: string[], value: string): void {
  let at = root;
  path.forEach((part, index) => {
    const key = part === "" ? String(Object.keys(at).length) : part;
    if (index === path.length - 1) {
      at[key] = value;
      return;
    }
    const next = at[key];
    at = typeof next === "object" ? next : (at[key] = Object.create(null) as Tree);
  });
}

function withLists(tree: Tree): unknown {
  const keys = Object.keys(tree);
  const isList = keys.length > 0 && keys.every((key, index) => key === String(index));
  const values = keys.map((key) => {
    const value = tree[key];
    return typeof value === "object" ? withLists(value) : value;
  });
  if (isList) return values;
  const out = Object.create(null) as Record<string, unknown>;
  keys.forEach((key, index) => (out[key] = values[index]));
  return out;
}

/** The options in the address of a direct iframe (spec 04 §3.4). Unknown parameters are ignored. */
export function optionsFromAddress(search: string): StartOptions {
  const query = new URLSearchParams(search);
  const session = Object.create(null) as Tree;
  for (const [name, value] of query) {
    if (!name.startsWith("session[")) continue;
    const path = Array.from(name.slice("session".length).matchAll(/\[([^\]]*)\]/g), (match) => match[1] ?? "");
    if (path.length > 0 && path.length <= 16) assign(session, path, value);
  }
  return {
    lang: query.get("lang") ?? query.get("language") ?? undefined,
    sessionId: query.get("senderId") ?? query.get("sessionId") ?? undefined,
    token: query.get("token") ?? undefined,
    session: Object.keys(session).length ? (withLists(session) as Record<string, unknown>) : undefined,
    noAutofocus: true,
  };
}

const optionalText = (value: unknown): string | undefined => (typeof value === "string" && value ? value : undefined);

/** The options of a START message; whatever has another type is left out. */
export function optionsFromHost(value: unknown): StartOptions {
  const from = (value && typeof value === "object" ? value : {}) as Record<string, unknown>;
  const session = from["session"];
  return {
    lang: optionalText(from["lang"]),
    sessionId: optionalText(from["sessionId"]),
    token: optionalText(from["token"]),
    session: session && typeof session === "object" && !Array.isArray(session) ? (session as Record<string, unknown>) : undefined,
    withCloseButton: from["withCloseButton"] === true,
  };
}
