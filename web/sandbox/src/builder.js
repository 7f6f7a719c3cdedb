// ChatlayerResponseBuilder (spec 02 §4.2). Its state is an API-response object: {session?, messages, action?}, in that
// order of members. Nothing here depends on prototypes that a script may change.

const { stringify } = JSON;
const { isArray } = Array;
const { apply } = Reflect;
const { trim, split } = String.prototype;
const { concat } = Array.prototype;

const colors = { __proto__: null, DANGER: '#FAF8EF', ERROR: '#FFEFEF', SUCCESS: '#EFFFF1', INFO: '#EFF6FF' };
const mediaTypes = { __proto__: null, image: true, video: true, file: true, audio: true };

export default function (runtime) {
  const { host } = runtime;

  function checkedPath(namespace) {
    const text = typeof namespace === 'string' ? apply(trim, namespace, []) : '';
    if (text === '') throw new Error('invalid session namespace "' + String(namespace) + '"');
    const path = apply(split, text, ['.']);
    if (path[0] === 'internal') throw new Error("can't modify internal session namespace");
    return path;
  }
  // "a.b.c" and data: {namespace: "a", data: {b: {c: data}}}
  function entryOf(path, data) {
    let nested = data;
    for (let i = path.length - 1; i > 0; i--) nested = { [path[i]]: nested };
    return { namespace: path[0], data: nested };
  }
  function append(list, item) {
    list[list.length] = item;
  }

  function ChatlayerResponseBuilder(init) {
    const { nextDialogstate, messages: given, sessionVariable } = init === undefined || init === null ? {} : init;
    const messages = isArray(given) ? apply(concat, [], given) : [];
    let session = [], nextDialog, sentMessages = 0, sentSession = 0;

    const builder = {
      addSessionVariable(namespace, data) {
        append(session, entryOf(checkedPath(namespace), data));
        return builder;
      },
      setSessionVariable(namespace, data) {
        const path = typeof namespace === 'string' ? apply(split, namespace, ['.']) : [namespace];
        session = [entryOf(path, data)];
        sentSession = 0;
        return builder;
      },
      addMessage(text) {
        return add('text', { textMessages: [{ text }] });
      },
      addQuickReplies({ title, quickReplies }) {
        return add('quickReplies', {
          textMessages: [{ text: title }],
          quickReplies: isArray(quickReplies) ? apply(concat, [], quickReplies) : quickReplies,
        });
      },
      addButtonGroup({ title, buttons = [] }) {
        return add('buttons', { textMessages: [{ text: title }], buttons });
      },
      addCarousel(elements) {
        return add('carousel', { elements });
      },
      addList(config) {
        return add('list', config);
      },
      addMediaMessage({ type, url }) {
        if (typeof type !== 'string' || !mediaTypes[type]) throw new Error('Invalid type: ' + String(type));
        return add('media', { media: { type, url } });
      },
      addHtml(html, { withBalloon = true } = {}) {
        return add('__raw', { withBalloon, html, type: 'html' });
      },
      addIframe(src, { withBalloon = true, height = '30px' } = {}) {
        const pixels = typeof height === 'number' ? height + 'px' : height;
        const html = `<iframe src="${src}" width="100%" height="${pixels}" style="border:none;"></iframe>`;
        return add('JSONTemplate', { withBalloon, html, __component: 'html' });
      },
      addJSONResponse(config, { dispatch } = {}) {
        return add('JSONTemplate', dispatch ? { ...config, ___type: 'CL_DISPATCH_EVENT' } : { ...config });
      },
      addBanner({ message, type, title, color, borderRadius = '4px' } = {}) {
        const { background = (typeof type === 'string' && colors[type]) || '#FAFAFA', text = '#9A9A9A' } = color || {};
        const heading = title === undefined || title === null ? '' : `<h3>${title}</h3>`;
        const body = message === undefined || message === null ? '' : `<div>${message}</div>`;
        const style = `background:${background};color:${text};border-radius:${borderRadius};padding:12px 16px;`;
        return add('JSONTemplate', { withBalloon: false, html: `<div style="${style}">${heading}${body}</div>`, __component: 'html' });
      },
      setNextDialogState(id) {
        nextDialog = id === null ? undefined : id;
        return builder;
      },
      send() {
        host(HOST.result, stringify(state(sentSession, sentMessages)));
        sentSession = session.length;
        sentMessages = messages.length;
      },
      toJSON() {
        return state(0, 0);
      },
      tostring() {
        return stringify(state(0, 0));
      },
    };
    builder.addText = builder.addMessage;

    function add(type, config) {
      append(messages, { type, config });
      return builder;
    }
    function after(list, count) {
      const rest = [];
      for (let i = count; i < list.length; i++) append(rest, list[i]);
      return rest;
    }
    function state(fromSession, fromMessages) {
      const out = {};
      if (session.length > fromSession) out.session = after(session, fromSession);
      out.messages = after(messages, fromMessages);
      if (nextDialog !== undefined) out.action = { nextDialogstate: nextDialog };
      return out;
    }

    if (sessionVariable) builder.addSessionVariable(sessionVariable.namespace, sessionVariable.data);
    builder.setNextDialogState(nextDialogstate);
    return builder;
  }

  ChatlayerResponseBuilder.helpers = {
    makeButtonLink({ url, text }) {
      return { type: 'web_url', title: text, url };
    },
    makeQuickReply({ text, payload }) {
      return { title: text, payload };
    },
  };
  return { ChatlayerResponseBuilder, ResponseBuilder: ChatlayerResponseBuilder };
}
