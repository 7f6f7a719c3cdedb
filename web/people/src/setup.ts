import { element, onSubmit } from "./form.js";
import { api, told } from "./server.js";

// The secret stands behind the '#': it reaches no log of a server or a proxy. It does not stay in the address either.
const token = location.hash.slice(1);
history.replaceState(null, "", location.pathname);

const checked = checkLink();

async function checkLink(): Promise<void> {
  const answer = await told(api.POST("/manage/v1/setup/check", { body: { token } }));
  element("waiting").hidden = true;
  if (!answer.data) {
    element("refused").hidden = false;
    element("why").textContent = answer.fault;
    return;
  }
  element("form").hidden = false;
  element<HTMLInputElement>("login").value = answer.data.login;
  element("password").focus();
}

onSubmit(element("form"), async () => {
  await checked;
  const password = element<HTMLInputElement>("password").value;
  if (password !== element<HTMLInputElement>("again").value) return "The two passwords differ.";
  const answer = await told(api.POST("/manage/v1/setup", { body: { token, password } }));
  if (answer.data) location.replace("/manage");
  return answer;
});
