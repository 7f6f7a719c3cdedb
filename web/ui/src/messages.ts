// Messages as they come over the wire (Format D), read defensively: every member may be absent or of another type.

export interface Button {
  type: string;
  title: string;
  payload: string;
  url: string;
}
export interface QuickReply {
  kind: "text" | "location";
  title: string;
  payload: string;
  imageUrl: string;
}
export interface Element {
  title: string;
  subtitle: string;
  imageUrl: string;
  url: string;
  buttons: Button[];
}
export type MediaType = "image" | "video" | "audio" | "file";
export type BotContent =
  | { kind: "text"; text: string; quickReplies: QuickReply[] }
  | { kind: "buttons"; text: string; buttons: Button[] }
  | { kind: "carousel"; elements: Element[] }
  | { kind: "list"; large: boolean; elements: Element[]; buttons: Button[] }
  | { kind: "media"; type: MediaType; url: string }
  | { kind: "upload"; text: string }
  | { kind: "html"; html: string; withBalloon: boolean; rich: boolean }
  | { kind: "event"; name: string; payload: Record<string, unknown> };

export type UserContent =
  | { kind: "text"; text: string }
  | { kind: "files"; urls: string[]; failed: boolean }
  | { kind: "location"; latitude: number; longitude: number }
  | { kind: "nothing" };

type Members = Record<string, unknown>;
const members = (value: unknown): Members => (value && typeof value === "object" ? (value as Members) : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");

function button(value: unknown): Button {
  const from = members(value);
  const payload = from["payload"];
  return {
    type: text(from["type"]),
    title: text(from["title"]),
    payload: typeof payload === "string" ? payload : payload ? JSON.stringify(payload) : "",
    url: text(from["url"]),
  };
}

function element(value: unknown): Element {
  const from = members(value);
  return {
    title: text(from["title"]),
    subtitle: text(from["subtitle"]),
    imageUrl: text(from["image_url"]),
    url: text(members(from["default_action"])["url"]) || text(from["item_url"]),
    buttons: list(from["buttons"]).map(button),
  };
}

function quickReply(value: unknown): QuickReply {
  const from = members(value);
  return {
    kind: from["content_type"] === "location" ? "location" : "text",
    title: text(from["title"]),
    payload: text(from["payload"]),
    imageUrl: text(from["image_url"]),
  };
}

function template(payload: Members): BotContent | null {
  switch (payload["template_type"]) {
    case "button":
      return { kind: "buttons", text: text(payload["text"]), buttons: list(payload["buttons"]).map(button) };
    case "generic":
      return { kind: "carousel", elements: list(payload["elements"]).map(element) };
    case "list":
      return {
        kind: "list",
        large: payload["top_element_style"] === "large",
        elements: list(payload["elements"]).map(element),
        buttons: list(payload["buttons"]).map(button),
      };
    case "file_upload":
      return { kind: "upload", text: text(payload["text"]) };
    case "html":
      return {
        kind: "html",
        html: text(payload["html"]),
        withBalloon: payload["withBalloon"] !== false,
        rich: payload["rich"] === true,
      };
  }
  return null;
}

/** A bot's or agent's message; null for what we do not know. */
export function readBotMessage(value: unknown): BotContent | null {
  const from = members(value);
  if (from["type"] === "event") return { kind: "event", name: text(from["event"]), payload: members(from["payload"]) };
  const attachment = members(from["attachment"]);
  const payload = members(attachment["payload"]);
  const type = attachment["type"];
  if (type === "template") return template(payload);
  if (type === "image" || type === "video" || type === "audio" || type === "file")
    return { kind: "media", type, url: text(payload["url"]) };
  if (typeof from["text"] !== "string") return null;
  return { kind: "text", text: from["text"], quickReplies: list(from["quick_replies"]).map(quickReply) };
}

/** A user's message as the history keeps it. */
export function readUserMessage(value: unknown): UserContent {
  const from = members(value);
  switch (from["messageType"]) {
    case "text":
      return { kind: "text", text: text(from["text"]) };
    case "postback": {
      const title = text(from["title"]) || text(from["text"]);
      return title ? { kind: "text", text: title } : { kind: "nothing" };
    }
    case "fileUploadInputResult":
      return {
        kind: "files",
        urls: list(from["urls"]).map(text),
        failed: members(from["data"])["uploadStatus"] === "FAILED",
      };
    case "location": {
      const place = members(from["coordinates"]);
      return { kind: "location", latitude: Number(place["lat"]), longitude: Number(place["long"]) };
    }
  }
  return { kind: "nothing" };
}
