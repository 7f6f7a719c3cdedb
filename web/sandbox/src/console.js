// console: lines for the execution log, with their level and the line of the author's source.
import { format } from './inspect.js';

const levels = ['log', 'info', 'warn', 'error', 'debug'];

export default function (runtime) {
  const { host } = runtime;
  const counts = new Map(), timers = new Map();
  let indent = '';

  function lineOfCaller() {
    const found = /code\.js:(\d+)/.exec(new Error('here').stack);
    return found ? Number(found[1]) : 0;
  }
  function write(level, text) {
    host(HOST.console, level, lineOfCaller(), indent === '' ? text : indent + text.replace(/\n/g, '\n' + indent));
  }
  const console = {};
  levels.forEach((name, level) => {
    console[name] = { [name]: (...values) => write(level, format(values)) }[name];
  });
  const { log, warn, error, debug } = console;
  function since(label) {
    return `${label}: ${(runtime.elapsed() - timers.get(label)).toFixed(3)}ms`;
  }
  return {
    console: Object.assign(console, {
      assert(condition, ...values) {
        if (condition) return;
        error(...(values.length > 0 ? ['Assertion failed:', ...values] : ['Assertion failed']));
      },
      trace: (...values) => debug('Trace:', ...values),
      dir: (value) => log(value),
      table: (value) => log(value),
      group(...values) {
        if (values.length > 0) log(...values);
        indent += '  ';
      },
      groupCollapsed: (...values) => console.group(...values),
      groupEnd() {
        indent = indent.slice(2);
      },
      count(label = 'default') {
        counts.set(label, (counts.get(label) || 0) + 1);
        log(`${label}: ${counts.get(label)}`);
      },
      countReset: (label = 'default') => void counts.delete(label),
      time: (label = 'default') => void timers.set(label, runtime.elapsed()),
      timeLog(label = 'default', ...values) {
        if (!timers.has(label)) return warn(`No such label '${label}' for console.timeLog()`);
        log(since(label), ...values);
      },
      timeEnd(label = 'default') {
        if (!timers.has(label)) return warn(`No such label '${label}' for console.timeEnd()`);
        log(since(label));
        timers.delete(label);
      },
    }),
  };
}
