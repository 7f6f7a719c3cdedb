// Two euro for every letter of both names, half as much again in first class.
const { from, to, cls, ok } = args;
const letters = String(from).length + String(to).length;
const price = letters * 2 * (cls === 'first' ? 1.5 : 1);

ChatlayerResponseBuilder()
  .addSessionVariable('quote.price', price)
  .addSessionVariable('quote.currency', 'EUR')
  .setNextDialogState(ok)
  .send();
