// Values as text, for people: the common part of Node's util.format and util.inspect.

const depthMax = 3, itemsMax = 100, textMax = 8000;

function quote(text) {
  const escaped = text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n');
  if (!escaped.includes("'")) return `'${escaped}'`;
  return escaped.includes('"') ? '`' + escaped + '`' : `"${escaped}"`;
}
function keyText(key) {
  if (typeof key === 'symbol') return `[${String(key)}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key);
}
function primitive(value) {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'bigint') return value + 'n';
  return Object.is(value, -0) ? '-0' : String(value);
}
function wrap(open, items, close) {
  if (items.length === 0) return open.trim() + close.trim();
  const line = open + ' ' + items.join(', ') + ' ' + close;
  if (line.length <= 76 && !line.includes('\n')) return line;
  return open + '\n  ' + items.map((item) => item.replace(/\n/g, '\n  ')).join(',\n  ') + '\n' + close;
}
function classOf(value) {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null ? '[Object: null prototype]' : (prototype.constructor && prototype.constructor.name) || 'Object';
}

export function inspect(value, depth = 0, above = []) {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return primitive(value);
  if (typeof value === 'function') {
    return /^class\b/.test(Function.prototype.toString.call(value)) ? `[class ${value.name || '(anonymous)'}]` : value.name ? `[Function: ${value.name}]` : '[Function (anonymous)]';
  }
  if (above.includes(value)) return '[Circular *1]';
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Date) return isNaN(value) ? 'Invalid Date' : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Promise) return 'Promise { <pending> }';
  const name = classOf(value);
  if (depth >= depthMax) return Array.isArray(value) ? '[Array]' : `[${name}]`;
  const path = [...above, value];
  const show = (item) => inspect(item, depth + 1, path);
  const more = (size) => (size > itemsMax ? [`... ${size - itemsMax} more items`] : []);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const items = Array.from(value).slice(0, itemsMax).map(show);
    return wrap(Array.isArray(value) ? '[' : `${name}(${value.length}) [`, [...items, ...more(value.length)], ']');
  }
  if (value instanceof Map) {
    const items = [...value].slice(0, itemsMax).map(([key, item]) => `${show(key)} => ${show(item)}`);
    return wrap(`Map(${value.size}) {`, [...items, ...more(value.size)], '}');
  }
  if (value instanceof Set) return wrap(`Set(${value.size}) {`, [...[...value].slice(0, itemsMax).map(show), ...more(value.size)], '}');
  const keys = Reflect.ownKeys(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key));
  const items = keys.slice(0, itemsMax).map((key) => {
    const { get, value: item } = Object.getOwnPropertyDescriptor(value, key);
    return `${keyText(key)}: ${get ? '[Getter]' : show(item)}`;
  });
  return wrap(name === 'Object' ? '{' : `${name} {`, [...items, ...more(keys.length)], '}');
}

// The first argument may hold %s, %d, %i, %f, %j, %o, %O, %c and %%.
export function format(values) {
  let rest = values;
  let out = '';
  if (typeof values[0] === 'string') {
    rest = values.slice(1);
    out = values[0].replace(/%([sdifjoOc%])/g, (whole, kind) => {
      if (kind === '%') return '%';
      if (rest.length === 0) return whole;
      const value = rest.shift();
      if (kind === 's') return typeof value === 'object' && value !== null ? inspect(value, 2) : String(value);
      if (kind === 'd') return String(Number(value));
      if (kind === 'i') return String(parseInt(value, 10));
      if (kind === 'f') return String(parseFloat(value));
      if (kind === 'j') return JSON.stringify(value);
      return kind === 'c' ? '' : inspect(value);
    });
    if (rest.length > 0) out += ' ';
  }
  out += rest.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' ');
  return out.length > textMax ? out.slice(0, textMax) + '…' : out;
}
