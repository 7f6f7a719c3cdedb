// `npm run dev`: the pages of a running server, with the sources of this folder in place of the bundles in its binary.
// A changed style shows at once, a changed script reloads the pages. (bundle.mjs makes the bundles.)
import { fileURLToPath } from "node:url";
import { readableBundle } from "./bundle.mjs";

const server = process.env.SIGNALBOX_URL ?? "http://127.0.0.1:8080";
const widget = fileURLToPath(new URL("widget", import.meta.url));
// What Vite answers itself; everything else is the server's.
const forServer = "^/(?!@|node_modules/|(?:api|people|ui|widget)/src/)";
// "/chatbox/assets/<version>/chat.js" is widget/src/chat.ts, "/assets/people/people.css" is people/src/people.css.
const bundled = /(?:href|src)="(?:\/chatbox\/assets\/\w+|\/assets\/(people))\/(\w+)\.(css|js)"/g;

function withSources(html) {
  const client = '<script type="module" src="/@vite/client"></script>';
  return html.replace("<head>", "<head>" + client).replace(bundled, (_, people, name, kind) => {
    const source = `/${people ?? "widget"}/src/${name}`;
    return kind === "css" ? `href="${source}.css"` : `type="module" src="${source}.ts"`;
  });
}

// The server puts the channel's settings on the first line, and the bundle into the function that they begin.
let sdkFiles = [];
async function sdkFromSources(script) {
  const { code, files } = await readableBundle(widget, "sdk.ts");
  sdkFiles = files;
  return `${script.split("\n", 1)[0]}\n${code}})();\n`;
}

async function textOf(stream) {
  let text = "";
  for await (const chunk of stream.setEncoding("utf8")) text += chunk;
  return text;
}

async function answer(from, request, to) {
  const { "content-security-policy": policy, "content-length": length, ...headers } = from.headers;
  const isPage = headers["content-type"]?.startsWith("text/html");
  const isSdk = request.url.startsWith("/chatbox/sdk/");
  if (from.statusCode !== 200 || (!isPage && !isSdk)) {
    to.writeHead(from.statusCode, from.headers);
    from.pipe(to);
    return;
  }
  // Vite's own scripts and styles are against the policy of every page of ours.
  to.writeHead(200, { ...headers, "cache-control": "no-store" });
  const text = await textOf(from);
  to.end(isPage ? withSources(text) : await sdkFromSources(text));
}

export default {
  appType: "custom",
  optimizeDeps: { include: ["openapi-fetch"] },
  plugins: [{
    name: "sdk",
    // No page imports it, so Vite does not know who has to load again.
    handleHotUpdate({ file, server: dev }) {
      if (sdkFiles.includes(file)) dev.ws.send({ type: "full-reload" });
    },
  }],
  server: {
    host: "127.0.0.1",
    proxy: {
      [forServer]: {
        target: server,
        selfHandleResponse: true,
        configure(proxy) {
          proxy.on("proxyReq", (request) => request.removeHeader("accept-encoding"));
          proxy.on("proxyRes", (from, request, to) => void answer(from, request, to).catch((fault) => to.destroy(fault)));
        },
      },
    },
  },
};
