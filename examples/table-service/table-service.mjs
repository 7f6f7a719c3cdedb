// A small table service, of the kind that authors keep their lists in: records of named tables over HTTP, in one JSON file.
//   GET  /tables/NAME/records?field=value&limit=10   {"records":[{"id":"rec1","fields":{…}}]}
//   POST /tables/NAME/records  {"fields":{…}}        201 {"id":"rec4","fields":{…}}
// With a token, both want "Authorization: Bearer TOKEN".
import { createServer } from 'node:http';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const bodyMax = 100_000, recordsMax = 10_000;

const { values: flags } = parseArgs({
  options: {
    listen: { type: 'string', default: '127.0.0.1:8082' },
    data: { type: 'string', default: 'tables.json' },
    token: { type: 'string', default: '' },
  },
});

const seed = {
  places: [
    { name: 'Bruges', country: 'Belgium', about: 'Canals and lace', photo: 'https://pictures.example/bruges.jpg' },
    { name: 'Delft', country: 'Netherlands', about: 'Blue tiles', photo: 'https://pictures.example/delft.jpg' },
    { name: 'Dinant', country: 'Belgium', about: 'A citadel above the river', photo: 'https://pictures.example/dinant.jpg' },
  ],
  feedback: [],
};
const withIds = (records) => records.map((fields, index) => ({ id: `rec${index + 1}`, fields }));
const tables = existsSync(flags.data)
  ? JSON.parse(readFileSync(flags.data, 'utf8'))
  : Object.fromEntries(Object.entries(seed).map(([name, records]) => [name, withIds(records)]));

// The file is whole at any time: written beside it and moved over it.
function save() {
  writeFileSync(flags.data + '.new', JSON.stringify(tables, null, 2));
  renameSync(flags.data + '.new', flags.data);
}

function answer(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function bodyOf(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > bodyMax) throw Object.assign(new Error('the body is too large'), { status: 413 });
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString());
  } catch {
    throw Object.assign(new Error('the body is no JSON'), { status: 400 });
  }
}

function find(table, query) {
  const limit = Math.min(Number(query.get('limit')) || 100, 100);
  query.delete('limit');
  const wanted = [...query];
  return table.filter(({ fields }) => wanted.every(([name, value]) => String(fields[name]) === value)).slice(0, limit);
}

async function handle(request, response) {
  const url = new URL(request.url, 'http://service');
  const path = /^\/tables\/([a-z]+)\/records$/.exec(url.pathname);
  if (flags.token && request.headers.authorization !== `Bearer ${flags.token}`) return answer(response, 401, { error: 'wrong token' });
  if (!path || !Object.hasOwn(tables, path[1])) return answer(response, 404, { error: 'there is no such table' });
  const table = tables[path[1]];
  if (request.method === 'GET') return answer(response, 200, { records: find(table, url.searchParams) });
  if (request.method !== 'POST') return answer(response, 405, { error: 'GET or POST' });
  const { fields } = (await bodyOf(request)) ?? {};
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return answer(response, 422, { error: 'fields must be an object' });
  if (table.length >= recordsMax) return answer(response, 507, { error: 'the table is full' });
  const record = { id: `rec${table.length + 1}`, fields };
  table.push(record);
  save();
  return answer(response, 201, record);
}

const server = createServer((request, response) => {
  handle(request, response).catch((error) => answer(response, error.status ?? 500, { error: error.message }));
});
const [host, port] = flags.listen.split(':');
server.listen(Number(port), host, () => console.log(`listening on http://${host}:${server.address().port}`));
