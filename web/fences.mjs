// Which package of this workspace may import what. eslint.config.mjs makes rules of it, fences.test.mjs shows that they work.

// What a package may import besides its own files ("./…"): other packages, by their names only.
export const mayImport = {
  api: ["openapi-fetch"],
  ui: [],
  widget: ["@signalbox/ui"],
  people: ["@signalbox/api", "@signalbox/ui"],
  // It is evaluated where there is neither a page nor Node.
  sandbox: ["buffer", "lodash", "whatwg-url"],
};

const escaped = (name) => name.replace(/[/.*]/g, "\\$&");

/** The rules that keep a package's sources behind its fence. */
export function fenceRules(folder, more = []) {
  const allowed = [...mayImport[folder], ...more];
  const names = allowed.map((name) => `(?:${escaped(name)})$`);
  return {
    "no-restricted-imports": ["error", {
      patterns: [{
        regex: `^(?!${["\\./(?!.*\\.\\.)", ...names].join("|")})`,
        message: `web/${folder} may import its own files${allowed.map((name) => ` and ${name}`).join("")}, nothing else (web/fences.mjs).`,
      }],
    }],
  };
}

// The ways round the rule above.
export const importsAreStatements = [
  { selector: "ImportExpression", message: "Import at the top of the file: a bundle is one file." },
  { selector: "TSImportType", message: "Import types at the top of the file, where the fences see them." },
  { selector: "TSExternalModuleReference", message: "Use an import statement." },
];

// What a page has to make code or markup of a text. Messages reach none of these (docs/adr/0011).
export const noTextIsParsed = [
  ...["innerHTML", "outerHTML", "srcdoc", "insertAdjacentHTML", "createContextualFragment", "parseFromString", "setHTMLUnsafe"].map((name) => ({
    selector: `MemberExpression[property.name='${name}']`,
    message: `No text is parsed as HTML here: no ${name}.`,
  })),
  { selector: "MemberExpression[object.name='document'][property.name=/^write(ln)?$/]", message: "No text is parsed as HTML here: no document.write." },
  { selector: "NewExpression[callee.name='Function'], CallExpression[callee.name=/^(eval|Function)$/]", message: "No text is run as code here." },
];
