// What the syntax and the interfaces of scripts, and the features of styles, ask of a browser. tests/test_old_browsers.py reads it.
const compat = require("eslint-plugin-compat");
const css = require("@eslint/css").default;
const es = require("eslint-plugin-es-x");
const { browserslist } = require("./package.json");

const scripts = (ecmaVersion) => ({
  linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "off" },
  languageOptions: { ecmaVersion, sourceType: "script" },
  plugins: { compat, "es-x": es },
  settings: { browsers: browserslist, lintAllEsApis: true, "es-x": { aggressive: true } },
  rules: { ...es.configs["flat/restrict-to-es2017"].rules, "compat/compat": "error" },
});

module.exports = [
  { files: ["**/*.js"], ignores: ["vendor/**"], ...scripts(2017) },
  { files: ["vendor/**/*.js"], ...scripts("latest") }, // written by others: what they need is told, whatever it is
  { files: ["**/*.js"], ignores: ["vendor/**"], rules: { "no-eval": "error", "no-implied-eval": "error", "no-new-func": "error", strict: ["error", "function"] } },
  { files: ["**/*.css"], language: "css/css", plugins: { css }, rules: { "css/use-baseline": ["error", { available: 2017 }] } },
];
