export * from "./contrast.js";
export * from "./dom.js";
export * from "./messages.js";
export * from "./render.js";
export * from "./urls.js";
