// What the pages ask of the server, and how a refusal is told: in the words of the one error body.
import { manageClient } from "@signalbox/api";

let csrfToken = "";

/** What every change must carry; `me` answers it. */
export function useToken(token: string): void {
  csrfToken = token;
}

export const api = manageClient({ csrfToken: () => csrfToken });

export interface Answer<T> {
  status: number;
  /** Undefined when refused. */
  data: T | undefined;
  /** Why not, for the person; empty when done. */
  fault: string;
  /** The members of the body that were wrong: "password". */
  places: string[];
}

interface Problem {
  place: string;
  message: string;
}

function faultText(response: Response, message: string, problems: Problem[]): string {
  const wait = response.headers.get("Retry-After");
  if (response.status === 429 && wait) return `Too many attempts. Try again in ${Math.ceil(Number(wait) / 60)} minutes.`;
  const text = problems.map((problem) => problem.message).join("; ") || message;
  return text ? text.charAt(0).toUpperCase() + text.slice(1) + "." : `The server answers ${response.status}.`;
}

/** What became of a call of `api`; a server that cannot be reached is a refusal too. */
export async function told<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<Answer<T>> {
  try {
    const { data, error, response } = await call;
    if (response.ok) return { status: response.status, data, fault: "", places: [] };
    const body = (error ?? {}) as { message?: string; params?: { problems?: Problem[] } };
    const problems = body.params?.problems ?? [];
    return {
      status: response.status,
      data: undefined,
      fault: faultText(response, body.message ?? "", problems),
      places: problems.map((problem) => problem.place.replace(/^body\./, "")),
    };
  } catch {
    return { status: 0, data: undefined, fault: "The server cannot be reached.", places: [] };
  }
}

/** Where to go after logging in: a path of this server, whatever the address asks for. */
export function nextPath(search: string): string {
  const wanted = new URLSearchParams(search).get("next") ?? "";
  return /^\/(?![/\\])[^\\\p{Cc} ]*$/u.test(wanted) ? wanted : "/manage";
}
