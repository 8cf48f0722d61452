// Shown by `sitegen serve` only. livereload.js picks the plug-in up by the beginning of its name.
(function () {
  "use strict";
  var number = document.currentScript.dataset.number;

  // Tells the server which build this page is from: a reload that was sent while the page still loaded is sent again.
  function Plugin() {}
  Plugin.identifier = "sitegen";
  Plugin.version = "1";
  Plugin.prototype.analyze = function () {
    return { number: number };
  };
  window.LiveReloadPluginSitegen = Plugin;

  // On a narrow screen the marks under the author's words may lie beyond the edge.
  document.querySelectorAll(".sitegen-dev pre").forEach(function (pre) {
    var lines = pre.textContent.split("\n");
    var longest = Math.max.apply(null, lines.map(function (line) { return line.length; }));
    var share = lines[lines.length - 1].indexOf("^") / longest;
    pre.scrollLeft = share * pre.scrollWidth - pre.clientWidth / 2;
  });

  var alert = document.querySelector(".sitegen-dev");
  var button = alert && alert.querySelector(".sitegen-dev__close");
  if (!button) return;
  function close() {
    alert.remove();
    document.removeEventListener("keydown", onKey);
  }
  function onKey(event) {
    if (event.key === "Escape") close();
  }
  button.addEventListener("click", close);
  document.addEventListener("keydown", onKey);
})();
