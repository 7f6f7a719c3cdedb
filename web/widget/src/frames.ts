// Messages of pages inside the chat (CL_API, spec 02 §5).

export interface ClApiCall {
  type: string;
  payload: Record<string, unknown>;
}

const types = ["SEND_MESSAGE", "UPDATE_SESSION", "GO_TO_DIALOGSTATE"];
const messageCharsMax = 100_000;

function parse(data: unknown): unknown {
  if (typeof data !== "string") return data;
  if (data.length > messageCharsMax) return null;
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}

/**
 * The call that a message holds; null for everything else. It counts only when the window it came from is a frame that we
 * put into the page ourselves and, where the channel lists origins, when it comes from one of those.
 */
export function acceptFrameMessage(
  event: Pick<MessageEvent, "source" | "origin" | "data">,
  frames: Iterable<HTMLIFrameElement>,
  origins: readonly unknown[] | undefined,
): ClApiCall | null {
  if (!event.source || !Array.from(frames).some((frame) => frame.isConnected && frame.contentWindow === event.source)) return null;
  if (origins && origins.length > 0 && !origins.includes(event.origin)) return null;
  const data = parse(event.data);
  if (!data || typeof data !== "object") return null;
  const { target, type, payload } = data as Record<string, unknown>;
  if (target !== "CL_API" || typeof type !== "string" || !types.includes(type)) return null;
  if (type === "GO_TO_DIALOGSTATE" && typeof payload === "string") return { type, payload: { nextDialogstateId: payload } };
  if (!payload || typeof payload !== "object" || Array.isArray(payload)) return null;
  return { type, payload: payload as Record<string, unknown> };
}
