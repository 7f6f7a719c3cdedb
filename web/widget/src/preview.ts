// A page of our own with the widget on it: the operator's first look, and the place where its options can be tried.
import { el } from "@signalbox/ui";

interface Chatbox {
  open(): void;
  toggle(): void;
  destroy(): void;
  on(name: string, callback: (payload?: unknown) => void): void;
}

const settings = JSON.parse(document.getElementById("settings")?.textContent ?? "{}") as { channel: string; title: string };
const languages = ["en", "nl", "fr", "de", "ar"];
let chatbox: Chatbox | null = null;

const language = el("select", { id: "language" }, ...languages.map((code) => el("option", { value: code }, code)));
const events = el("ol", { class: "events", "aria-live": "polite" });
const snippet = `<script src="${location.origin}/chatbox/sdk/${settings.channel}"\n        onload='chatlayer({"lang":"en"})' async></script>`;

function start(): void {
  chatbox?.destroy();
  const create = (window as unknown as { chatlayer: (options: object) => Chatbox }).chatlayer;
  chatbox = create({ lang: language.value, autoOpen: true, withCloseButton: true });
  chatbox.on("event", (payload) => events.prepend(el("li", {}, el("code", {}, JSON.stringify(payload)))));
}

const again = el("button", { type: "button" }, "New conversation");
again.addEventListener("click", start);
language.addEventListener("change", start);

document.body.append(
  el("main", {},
    el("p", { class: "kicker" }, "Preview"),
    el("h1", {}, settings.title || "Web chat"),
    el("p", {}, "This is the channel as your visitors see it. Put it on any page that the channel's whitelist names:"),
    el("pre", { tabindex: "0" }, snippet),
    el("div", { class: "row" }, el("label", { for: "language" }, "Language "), language, again),
    el("h2", {}, "Events of the bot"),
    el("p", { class: "soft" }, "What JSON Builder actions send to the host page."),
    events));

const script = el("script", { src: "/chatbox/sdk/" + encodeURIComponent(settings.channel) });
script.addEventListener("load", start);
document.head.append(script);
