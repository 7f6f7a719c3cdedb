// ChatlayerResponseBuilder (spec 02 §4.2). Its state is an API-response object: {session?, messages, action?}, in that
// order of members. Nothing here depends on prototypes that a script may change.

export default function (runtime) {
  const { host } = runtime;
  const spaces = ' \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

  function isSpace(unit) {
    for (let i = 0; i < spaces.length; i++) if (unit === spaces[i]) return true;
    return false;
  }
  function pathOf(text, begin, end) {
    const path = [''];
    for (let i = begin; i < end; i++) {
      if (text[i] === '.') path[path.length] = '';
      else path[path.length - 1] += text[i];
    }
    return path;
  }
  function checkedPath(namespace) {
    let begin = 0, end = typeof namespace === 'string' ? namespace.length : 0;
    while (begin < end && isSpace(namespace[begin])) begin++;
    while (begin < end && isSpace(namespace[end - 1])) end--;
    if (begin === end) throw new Error('invalid session namespace "' + String(namespace) + '"');
    const path = pathOf(namespace, begin, end);
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
  function copyOf(list, from) {
    const copy = [];
    for (let i = from; i < list.length; i++) append(copy, list[i]);
    return copy;
  }
  const isArray = (value) => host(HOST.isArray, value);
  // As [].concat(...list): arrays in it give their items.
  function flattened(list) {
    const flat = [];
    for (let i = 0; i < list.length; i++) {
      if (!isArray(list[i])) append(flat, list[i]);
      else for (let j = 0; j < list[i].length; j++) append(flat, list[i][j]);
    }
    return flat;
  }

  const colorsOf = () => ({ __proto__: null, DANGER: '#FAF8EF', ERROR: '#FFEFEF', SUCCESS: '#EFFFF1', INFO: '#EFF6FF' });

  function ChatlayerResponseBuilder(init) {
    const { nextDialogstate, messages: given, sessionVariable } = init === undefined || init === null ? {} : init;
    const messages = given !== undefined && isArray(given) ? flattened(given) : [];
    let session = [], nextDialog, sentMessages = 0, sentSession = 0, longest = 0;

    const builder = {
      addSessionVariable(namespace, data) {
        append(session, entryOf(checkedPath(namespace), noted(data)));
        return builder;
      },
      setSessionVariable(namespace, data) {
        const path = typeof namespace === 'string' ? pathOf(namespace, 0, namespace.length) : [namespace];
        session = [entryOf(path, noted(data))];
        sentSession = 0;
        return builder;
      },
      addMessage(text) {
        return add('text', { textMessages: [{ text: noted(text) }] });
      },
      addQuickReplies({ title, quickReplies }) {
        return add('quickReplies', {
          textMessages: [{ text: title }],
          quickReplies: isArray(quickReplies) ? flattened(quickReplies) : quickReplies,
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
        if (type !== 'image' && type !== 'video' && type !== 'file' && type !== 'audio') throw new Error('Invalid type: ' + String(type));
        return add('media', { media: { type, url } });
      },
      addHtml(html, { withBalloon = true } = {}) {
        return add('__raw', { withBalloon, html: noted(html), type: 'html' });
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
        const { background = (typeof type === 'string' && colorsOf()[type]) || '#FAFAFA', text = '#9A9A9A' } = color || {};
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
        host(HOST.result, state(sentSession, sentMessages), longest);
        longest = 0;
        sentSession = session.length;
        sentMessages = messages.length;
      },
      toJSON() {
        return state(0, 0);
      },
      tostring() {
        return host(HOST.json, state(0, 0));
      },
    };
    builder.addText = builder.addMessage;

    function noted(value) {
      if (typeof value === 'string' && value.length > longest) longest = value.length;
      return value;
    }
    function add(type, config) {
      append(messages, { type, config });
      return builder;
    }
    function state(fromSession, fromMessages) {
      const out = {};
      if (session.length > fromSession) out.session = copyOf(session, fromSession);
      out.messages = copyOf(messages, fromMessages);
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
