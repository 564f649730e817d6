// The two buttons of the masthead: light or dark (remembered), and the menu on narrow screens. Wide tables by keyboard.
(function () {
  var root = document.documentElement;
  var dark = matchMedia("(prefers-color-scheme: dark)");

  var scheme = document.querySelector(".scheme-switch");
  if (scheme) {
    scheme.addEventListener("click", function () {
      var chosen = (root.dataset.scheme || (dark.matches ? "slate" : "default")) === "slate" ? "default" : "slate";
      root.dataset.scheme = chosen;
      try {
        localStorage.setItem("magazine-scheme", chosen);
      } catch (error) {
        // Private windows may refuse: the choice then holds for this page.
      }
    });
  }

  var button = document.querySelector(".menu-button");
  var menu = document.getElementById("page-navigation");
  function open(yes) {
    button.setAttribute("aria-expanded", yes);
    menu.classList.toggle("open", yes);
  }
  function isOpen() {
    return button.getAttribute("aria-expanded") === "true";
  }
  button.addEventListener("click", function () {
    open(!isOpen());
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && isOpen()) {
      open(false);
      button.focus();
    }
  });

  document.querySelectorAll(".prose table").forEach(function (table) {
    if (table.scrollWidth > table.clientWidth) {
      table.tabIndex = 0;
    }
  });

  // A picture of the article opens large. Without what shows it, the link leads to its file.
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a.picture");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    import("./lightbox.js").then(function (lightbox) {
      return lightbox.open(link);
    }).catch(function () {
      location.assign(link.href);
    });
  });
})();
