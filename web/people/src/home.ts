import { element, onSubmit } from "./form.js";
import type { ManagePaths } from "@signalbox/api";
import { api, told, useToken } from "./server.js";

type Me = ManagePaths["/manage/v1/me"]["get"]["responses"][200]["content"]["application/json"];

function row(cells: (string | Node)[]): HTMLTableRowElement {
  const line = document.createElement("tr");
  for (const cell of cells) {
    const place = document.createElement("td");
    place.append(cell);
    line.append(place);
  }
  return line;
}

/** "Chromium on Linux" of what a browser says of itself. */
function browserName(agent: string): string {
  const name = /(Edg|OPR|Firefox|Chrome|Safari)\//.exec(agent)?.[1] ?? "";
  const names: Record<string, string> = { Edg: "Edge", OPR: "Opera", Chrome: "Chrome or Chromium" };
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent)?.[1] ?? "";
  return [names[name] ?? name, system].filter(Boolean).join(", ") || "another program";
}

function showMe(me: Me): void {
  useToken(me.csrfToken ?? "");
  element("name").textContent = me.name;
  element("role").textContent = me.role === "admin" ? "Administrator of all bots" : "Member";
  const bots = Object.entries(me.bots);
  element("no-bots").hidden = bots.length > 0;
  element("bots").hidden = bots.length === 0;
  element("bot-rows").replaceChildren(...bots.map(([bot, role]) => row([bot, role])));
  element("current-part").hidden = !me.hasPassword;
  element<HTMLInputElement>("user").value = me.login;
}

async function endLogin(loginId: string): Promise<void> {
  await told(api.DELETE("/manage/v1/me/logins/{loginId}", { params: { path: { loginId } } }));
  await showLogins();
}

async function showLogins(): Promise<void> {
  const answer = await told(api.GET("/manage/v1/me/logins"));
  const rows = (answer.data?.data ?? []).map((login) => {
    const used = new Date(login.usedAt).toLocaleString();
    const end = document.createElement("button");
    end.className = "plain";
    end.type = "button";
    end.textContent = "End";
    end.setAttribute("aria-label", `End the login of ${browserName(login.browser)} from ${login.address}`);
    end.addEventListener("click", () => {
      end.disabled = true;
      void endLogin(login.id);
    });
    return row([browserName(login.browser), login.address, used, login.current ? "this browser" : end]);
  });
  element("login-rows").replaceChildren(...rows);
}

async function start(): Promise<void> {
  const answer = await told(api.GET("/manage/v1/me"));
  if (answer.status === 401) return location.replace("/login?next=" + encodeURIComponent(location.pathname));
  if (!answer.data) return void (element("role").textContent = answer.fault);
  showMe(answer.data);
  await showLogins();
}

async function logOut(): Promise<void> {
  const answer = await told(api.POST("/manage/v1/logout"));
  location.replace(answer.data?.providerUrl ?? "/login");
}
element("logout").addEventListener("click", () => void logOut());

onSubmit(element("form"), async () => {
  const [current, password, again] = ["current", "password", "again"].map((id) => element<HTMLInputElement>(id).value) as [string, string, string];
  const done = element("changed");
  done.textContent = "";
  if (password !== again) return "The two new passwords differ.";
  const answer = await told(api.PUT("/manage/v1/me/password", { body: { current, password } }));
  if (answer.data) {
    element<HTMLFormElement>("form").reset();
    await start(); // with the new login's token, and without the logins that ended
    done.textContent = "Your password is changed; other browsers are logged out.";
  }
  return answer;
});

void start();
