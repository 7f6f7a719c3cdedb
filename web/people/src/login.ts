import { element, onSubmit } from "./form.js";
import { api, nextPath, told } from "./server.js";

const next = nextPath(location.search);
const other = document.getElementById("openid") as HTMLAnchorElement | null;
if (other) other.search = "?next=" + encodeURIComponent(next);

onSubmit(element("form"), async () => {
  const password = element<HTMLInputElement>("password");
  const body = { login: element<HTMLInputElement>("login").value, password: password.value };
  const answer = await told(api.POST("/manage/v1/login", { body }));
  if (answer.fault) password.value = "";
  else location.replace(next);
  return answer;
});
