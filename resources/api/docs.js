// Shows /openapi.json and lets one try every call. Whatever a server sends is put into the page as text, never as HTML.
"use strict";

const shownBytes = 200_000; // of an answer; the rest is counted, not shown

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

const byId = (id) => document.getElementById(id);

function resolve(schema, document_) {
  const name = schema?.$ref?.split("/").pop();
  return name ? document_.components.schemas[name] : schema ?? {};
}

function quoted(text) {
  return "'" + text.replaceAll("'", "'\\''") + "'";
}

class Call {
  constructor(method, path, operation, description) {
    this.method = method.toUpperCase();
    this.path = path;
    this.operation = operation;
    this.description = description;
    this.inputs = new Map();
    this.controller = null;
  }

  card() {
    const inside = element("div", { className: "inside" });
    const card = element("details", { className: "call" },
      element("summary", {},
        element("span", { className: "method " + this.method.toLowerCase(), textContent: this.method }),
        element("span", { className: "path", textContent: this.path }),
        element("span", { className: "summary", textContent: this.operation.summary })),
      inside);
    card.addEventListener("toggle", () => {
      if (card.open && !inside.hasChildNodes()) inside.append(...this.contents());
    });
    return card;
  }

  contents() {
    this.send = element("button", { className: "send", textContent: "Send", onclick: () => this.run() });
    this.stop = element("button", { textContent: "Stop", disabled: true, onclick: () => this.controller?.abort() });
    this.curl = element("pre");
    this.answer = element("div", { ariaLive: "polite" });
    const form = element("form", { onsubmit: (event) => { event.preventDefault(); this.run(); } },
      ...this.fields(), element("div", { className: "actions" }, this.send, this.stop));
    form.addEventListener("input", () => this.showCurl());
    this.send.type = "submit";
    this.send.onclick = null;
    this.stop.type = "button";
    this.showCurl();
    return [form, this.curl, this.answer, this.responses()];
  }

  fields() {
    const made = [];
    const grid = element("div", { className: "fields" });
    for (const parameter of this.operation.parameters ?? []) {
      const input = this.input(parameter);
      this.inputs.set(parameter, input);
      grid.append(element("label", { title: parameter.description ?? "" },
        parameter.name + (parameter.required ? " *" : ""), input,
        element("span", { textContent: parameter.description ?? "" })));
    }
    if (grid.hasChildNodes()) made.push(grid);
    const body = this.operation.requestBody?.content["application/json"];
    if (body) {
      const example = resolve(body.schema, this.description).example ?? {};
      this.body = element("textarea", { value: JSON.stringify(example, null, 2), spellcheck: false });
      made.push(element("label", {}, "Body", this.body), this.bodyFields(resolve(body.schema, this.description)));
    }
    return made;
  }

  input(parameter) {
    const schema = resolve(parameter.schema, this.description);
    if (schema.enum) {
      return element("select", {},
        ...["", ...schema.enum].map((value) => element("option", { value, textContent: value })));
    }
    const isJob = parameter.name === "id" || parameter.name === "job";
    return element("input", {
      value: isJob && parameter.required ? byId("job").value : "",
      placeholder: isJob ? "a job's id" : "", spellcheck: false, autocomplete: "off",
    });
  }

  bodyFields(schema) {
    const rows = Object.entries(schema.properties ?? {}).map(([name, property]) => {
      const resolved = resolve(property, this.description);
      const values = resolved.enum ? resolved.enum.join(", ") : Object.keys(resolved.properties ?? {}).join(", ");
      return element("tr", {}, element("td", { textContent: name }),
        element("td", { textContent: [resolved.description, values].filter(Boolean).join(" ") || resolved.type }));
    });
    return element("table", {}, ...rows);
  }

  responses() {
    const rows = Object.entries(this.operation.responses).map(([status, response]) =>
      element("tr", {}, element("td", { textContent: status }), element("td", {
        textContent: response.description + " " + Object.entries(response.content).map(([type, content]) =>
          content.schema.$ref ? content.schema.$ref.split("/").pop() : type).join(", "),
      })));
    return element("details", {}, element("summary", { className: "note", textContent: "Answers" }),
      element("table", {}, ...rows));
  }

  request() {
    let path = this.path;
    const query = new URLSearchParams();
    const headers = {};
    for (const [parameter, input] of this.inputs) {
      if (input.value === "") continue;
      if (parameter.in === "path") {
        const encoded = encodeURIComponent(input.value);
        path = path.replace(`{${parameter.name}}`, parameter.name === "path" ? encoded.replaceAll("%2F", "/") : encoded);
      } else if (parameter.in === "query") {
        query.set(parameter.name, input.value);
      } else {
        headers[parameter.name] = input.value;
      }
    }
    if (this.body) headers["Content-Type"] = "application/json";
    const text = query.toString();
    return { url: path + (text ? "?" + text : ""), headers, body: this.body?.value };
  }

  showCurl() {
    const { url, headers, body } = this.request();
    const parts = ["curl", this.method === "GET" ? "" : "-X " + this.method];
    for (const [name, value] of Object.entries(headers)) parts.push("-H " + quoted(`${name}: ${value}`));
    if (byId("token").value) parts.push('-H "Authorization: Bearer $AGENT_API_TOKEN"');
    if (body !== undefined) parts.push("-d " + quoted(body));
    parts.push(quoted(location.origin + url));
    this.curl.textContent = parts.filter(Boolean).join(" ");
  }

  async run() {
    this.controller?.abort();
    const controller = this.controller = new AbortController();
    this.stop.disabled = false;
    const { url, headers, body } = this.request();
    if (byId("token").value) headers.Authorization = "Bearer " + byId("token").value;
    const started = performance.now();
    const status = element("p", { className: "status", textContent: "…" });
    const output = element("pre");
    this.answer.replaceChildren(status, output);
    try {
      const response = await fetch(url, { method: this.method, headers, body, signal: controller.signal });
      const elapsed = Math.round(performance.now() - started);
      status.textContent = `${response.status} ${response.statusText} · ${elapsed} ms · ${response.headers.get("Content-Type") ?? ""}`;
      status.classList.add(response.ok ? "good" : "bad");
      await this.show(response, output);
    } catch (error) {
      status.textContent = controller.signal.aborted ? status.textContent + " · stopped" : "No answer: " + error.message;
      if (!controller.signal.aborted) status.classList.add("bad");
    }
    if (this.controller === controller) this.stop.disabled = true;
  }

  async show(response, output) {
    const type = response.headers.get("Content-Type") ?? "";
    if (type.startsWith("application/json")) {
      const text = await response.text();
      const json = JSON.parse(text);
      output.textContent = JSON.stringify(json, null, 2).slice(0, shownBytes);
      if (json.job_id) byId("job").value = json.job_id;
    } else if (type.startsWith("text/")) {
      await this.showStream(response, output);
    } else {
      const blob = await response.blob();
      const link = element("a", { href: URL.createObjectURL(blob), download: "", textContent: `Save ${blob.size} bytes` });
      output.replaceChildren(link);
    }
  }

  async showStream(response, output) {
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    let hidden = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (output.textContent.length < shownBytes) output.append(decoder.decode(value, { stream: true }));
      else hidden += value.length;
      output.scrollTop = output.scrollHeight;
    }
    if (hidden > 0) output.append(`\n… and ${hidden} bytes more`);
  }
}

async function start() {
  const about = byId("about");
  try {
    const description = await (await fetch("/openapi.json")).json();
    about.textContent = `${description.info.title} ${description.info.version} · OpenAPI ${description.openapi} at /openapi.json`;
    byId("token-field").hidden = !description.security;
    const calls = Object.entries(description.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => new Call(method, path, operation, description)));
    calls.sort((a, b) => a.operation["x-position"] - b.operation["x-position"]);
    byId("calls").append(...calls.map((call) => call.card()));
  } catch (error) {
    about.textContent = "The description could not be loaded: " + error.message;
  }
}

start();
