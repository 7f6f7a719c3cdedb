// The code action of a shop: what is in the basket, what it costs, what comes next.
const { basket = [], country, ok } = args;
const rates = { BE: 0.21, NL: 0.21, DE: 0.19, FR: 0.2 };
const rate = rates[country] ?? 0.21;
let net = 0;
const lines = [];
for (const { name, price, count } of basket) {
  const sum = price * count;
  net += sum;
  lines.push(`${count} x ${name}: ${sum.toFixed(2)}`);
}
const tax = Math.round(net * rate * 100) / 100;
const total = net + tax;
const shipping = total > 50 ? 0 : 4.95;
const summary = [...lines, `Tax: ${tax.toFixed(2)}`, `Total: ${(total + shipping).toFixed(2)}`].join('\n');
await Promise.resolve();
const builder = ChatlayerResponseBuilder();
builder.addMessage(summary).addSessionVariable('order.total', total + shipping).setNextDialogState(ok);
builder.send();
