// ChatlayerResponseBuilder (spec 02 §4.2). Its state is an API-response object: {session?, messages, action?}, in that
// order of members. Nothing here depends on prototypes that a script may change.
//
// Each function that is called costs a run some microseconds, and each that is merely there a good part of one. So what
// nearly every script uses is written out in few functions, and the rest is made when something of it is asked for.

export default function (runtime) {
  const { host } = runtime;
  const { Proxy, Reflect: { ownKeys } } = globalThis;

  function isSpace(unit) {
    const spaces = ' \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';
    for (let i = 0; i < spaces.length; i++) if (unit === spaces[i]) return true;
    return false;
  }
  // As [].concat(...list): arrays in it give their items.
  function flattened(list) {
    const flat = [];
    for (let i = 0; i < list.length; i++) {
      if (!host(HOST.isArray, list[i])) flat[flat.length] = list[i];
      else for (let j = 0; j < list[i].length; j++) flat[flat.length] = list[i][j];
    }
    return flat;
  }
  // "a.b.c" and data: {namespace: "a", data: {b: {c: data}}}
  function entryAt(namespace, begin, end, data) {
    const path = [''];
    for (let i = begin; i < end; i++) {
      if (namespace[i] === '.') path[path.length] = '';
      else path[path.length - 1] += namespace[i];
    }
    for (let i = path.length - 1; i > 0; i--) data = { [path[i]]: data };
    return { namespace: path[0], data };
  }

  function ChatlayerResponseBuilder(init) {
    let messages = [], session = [], nextDialog, sentMessages = 0, sentSession = 0, longest = 0, others;

    const builder = {
      __proto__: new Proxy({}, {
        __proto__: null,
        get: (target, name) => (name in (others ??= otherMethods()) ? others : target)[name],
        has: (target, name) => name in (others ??= otherMethods()) || name in target,
        ownKeys: () => ownKeys(others ??= otherMethods()),
      }),
      addSessionVariable(namespace, data) {
        let begin = 0, end = typeof namespace === 'string' ? namespace.length : 0;
        // Space around it is no part of it. Most begin and end with a letter, which needs no look at the list.
        while (begin < end && (namespace[begin] < '!' || namespace[begin] > '~') && isSpace(namespace[begin])) begin++;
        while (begin < end && (namespace[end - 1] < '!' || namespace[end - 1] > '~') && isSpace(namespace[end - 1])) end--;
        if (begin === end) throw new Error('invalid session namespace "' + String(namespace) + '"');
        const entry = entryAt(namespace, begin, end, data);
        if (entry.namespace === 'internal') throw new Error("can't modify internal session namespace");
        session[session.length] = entry;
        if (typeof data === 'string' && data.length > longest) longest = data.length;
        return builder;
      },
      addMessage(text) {
        messages[messages.length] = { type: 'text', config: { textMessages: [{ text }] } };
        if (typeof text === 'string' && text.length > longest) longest = text.length;
        return builder;
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
    };

    function state(fromSession, fromMessages) {
      const out = {};
      if (session.length > fromSession) {
        out.session = [];
        for (let i = fromSession; i < session.length; i++) out.session[i - fromSession] = session[i];
      }
      out.messages = [];
      for (let i = fromMessages; i < messages.length; i++) out.messages[i - fromMessages] = messages[i];
      if (nextDialog !== undefined) out.action = { nextDialogstate: nextDialog };
      return out;
    }

    function otherMethods() {
      function add(type, config) {
        messages[messages.length] = { type, config };
        return builder;
      }
      const colors = { __proto__: null, DANGER: '#FAF8EF', ERROR: '#FFEFEF', SUCCESS: '#EFFFF1', INFO: '#EFF6FF' };

      return {
        __proto__: null,
        addText: builder.addMessage,
        setSessionVariable(namespace, data) {
          session = [typeof namespace === 'string' ? entryAt(namespace, 0, namespace.length, data) : { namespace, data }];
          if (typeof data === 'string' && data.length > longest) longest = data.length;
          sentSession = 0;
          return builder;
        },
        addQuickReplies({ title, quickReplies }) {
          return add('quickReplies', {
            textMessages: [{ text: title }],
            quickReplies: host(HOST.isArray, quickReplies) ? flattened(quickReplies) : quickReplies,
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
          if (typeof html === 'string' && html.length > longest) longest = html.length;
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
        toJSON: () => state(0, 0),
        tostring: () => host(HOST.json, state(0, 0)),
      };
    }

    function begin({ nextDialogstate, messages: given, sessionVariable }) {
      if (given !== undefined && host(HOST.isArray, given)) messages = flattened(given);
      if (sessionVariable) builder.addSessionVariable(sessionVariable.namespace, sessionVariable.data);
      builder.setNextDialogState(nextDialogstate);
    }
    if (init !== undefined && init !== null) begin(init);
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
