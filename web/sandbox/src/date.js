// Date whose "now" is the run's: the time at which the run was asked for, plus what has passed since. A run that is
// repeated after a crash, or in a transcript, sees the same day again.
export default function (runtime) {
  const Plain = runtime.plainDate;
  const { construct } = Reflect;
  const now = function now() {
    return Math.floor(runtime.startedAt + runtime.elapsed());
  };
  const RunDate = function Date(...args) {
    if (new.target === undefined) return new Plain(now()).toString();
    return construct(Plain, args.length === 0 ? [now()] : args, new.target);
  };
  const hidden = (value) => ({ value, writable: true, enumerable: false, configurable: true });
  Object.defineProperties(RunDate, {
    length: { value: 7, configurable: true },
    now: hidden(now),
    parse: hidden(Plain.parse),
    UTC: hidden(Plain.UTC),
    prototype: { value: Plain.prototype, writable: false, enumerable: false, configurable: false },
  });
  Object.defineProperty(Plain.prototype, 'constructor', hidden(RunDate));
  return { Date: RunDate };
}
