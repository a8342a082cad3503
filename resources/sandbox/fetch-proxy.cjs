'use strict';
// Loaded into every Node program of a sandbox (NODE_OPTIONS=--require): lets fetch() use the proxy that http_proxy and
// https_proxy name, which Node does by itself only since version 24. Everything is done by the first call, so that a
// program that does not use the network starts as fast as before.
const proxyOf = (secure) => process.env[secure ? 'https_proxy' : 'http_proxy'];
const direct = (process.env.no_proxy || '').split(',').map((host) => host.trim()).filter(Boolean);
const bare = (host) => host.replace(/^\[|\]$/g, '');
const isDirect = (host) => direct.some((name) => bare(host) === name || bare(host).endsWith('.' + name));

// Opens a tunnel and calls back with its socket: a TLS one where that is wanted.
function tunnel({ host, port, secure, servername }, callback) {
  const proxy = new URL(proxyOf(secure));
  const target = `${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`;
  const request = require('node:http').request({
    host: bare(proxy.hostname),
    port: proxy.port,
    method: 'CONNECT',
    path: target,
    headers: { host: target },
    agent: false,
  });
  request.once('error', callback);
  request.once('response', (response) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (part) => { text += part; });
    response.on('end', () => callback(new Error(text.trim() || `the proxy answered ${response.statusCode}`)));
  });
  request.once('connect', (response, socket, head) => {
    request.removeListener('error', callback);
    if (response.statusCode !== 200) {
      let text = head.toString();
      socket.setEncoding('utf8');
      socket.on('data', (part) => { text += part; });
      socket.once('error', callback);
      socket.once('close', () => callback(new Error(text.trim() || `the proxy answered ${response.statusCode}`)));
      return;
    }
    if (head.length > 0) socket.unshift(head);
    if (!secure) {
      callback(null, socket);
      return;
    }
    const name = servername || bare(host);
    const tls = require('node:tls').connect({
      socket,
      servername: require('node:net').isIP(name) ? '' : name,
      host: name,
    });
    tls.once('error', callback);
    tls.once('secureConnect', () => {
      tls.removeListener('error', callback);
      callback(null, tls);
    });
  });
  request.end();
}

// fetch(): its dispatcher is made with a way to connect of our own.
function useProxyInFetch() {
  const key = Symbol.for('undici.globalDispatcher.1');
  globalThis.Headers; // loads what makes the dispatcher
  const own = globalThis[key];
  if (!own) return;
  const agent = new own.constructor({
    connect(options, callback) {
      const secure = options.protocol === 'https:';
      const port = options.port || (secure ? 443 : 80);
      tunnel({ host: options.hostname, port, secure, servername: options.servername }, callback);
    },
  });
  globalThis[key] = {
    __proto__: agent,
    dispatch: (options, handler) =>
      (isDirect(new URL(options.origin).hostname) ? own : agent).dispatch(options, handler),
  };
}

if (proxyOf(true) && proxyOf(false) && !process.allowedNodeEnvironmentFlags.has('--use-env-proxy')) {
  const original = globalThis.fetch;
  if (typeof original === 'function') {
    let isReady = false;
    globalThis.fetch = function fetch(...args) {
      if (!isReady) {
        isReady = true;
        useProxyInFetch();
      }
      return original(...args);
    };
  }
}
