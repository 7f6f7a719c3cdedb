// verify-webhooks.mjs FILE: checks the signatures of received calls with the public library of the Standard Webhooks
// project. FILE holds {token, calls: [{headers, body}]} as tests/receivers writes them down.
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

const { token, calls } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const webhook = new Webhook(`whsec_${Buffer.from(token).toString("base64")}`);
for (const { headers, body } of calls) {
  // The receiver keeps bodies parsed; ours are compact JSON with members in their order, so this gives the same bytes.
  const text = JSON.stringify(body);
  webhook.verify(text, headers);
  let refused = false;
  try {
    webhook.verify(`${text} `, headers);
  } catch {
    refused = true;
  }
  if (!refused) throw new Error("a changed body was accepted");
}
if (calls.length === 0) throw new Error("nothing to verify");
