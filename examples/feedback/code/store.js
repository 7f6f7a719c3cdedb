// Sends what the user said to the table service.
const { api, score, text } = args;
const response = await fetch(`${api}/tables/feedback/records`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ fields: { score: Number(score), text: _.trim(text), at: new Date().toISOString() } }),
});
if (response.status !== 201) {
  console.error('the table service answered', response.status, await response.text());
  throw new Error('the feedback could not be stored');
}
const { id } = await response.json();
ChatlayerResponseBuilder().addSessionVariable('feedback.id', id).addMessage(`Thank you, that is noted as ${id}.`).send();
