// What styles ask of the browsers that package.json names. tests/test_old_browsers.py reads it.
const { browserslist } = require("./package.json");

module.exports = {
  plugins: [require.resolve("stylelint-no-unsupported-browser-features")],
  rules: { "plugin/no-unsupported-browser-features": [true, { browsers: browserslist }] },
};
