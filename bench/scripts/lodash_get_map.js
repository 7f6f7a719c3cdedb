// The same with lodash, as authors write it.
const rate = _.get({ BE: 0.21, NL: 0.21, DE: 0.19, FR: 0.2 }, args.country, 0.21);
const basket = _.get(args, 'basket', []);
let net = 0;
const lines = _.map(basket, ({ name, price, count }) => {
  const sum = price * count;
  net += sum;
  return `${count} x ${name}: ${sum.toFixed(2)}`;
});
const names = _.map(basket, 'name');
const tax = Math.round(net * rate * 100) / 100;
const total = net + tax;
const shipping = total > 50 ? 0 : 4.95;
const summary = [...lines, `Tax: ${tax.toFixed(2)}`, `Total: ${(total + shipping).toFixed(2)}`].join('\n');
await Promise.resolve();
const builder = ChatlayerResponseBuilder();
builder.addMessage(summary).addSessionVariable('order.total', total + shipping);
builder.addSessionVariable('order.first', names[0]).setNextDialogState(_.get(args, 'ok'));
builder.send();
