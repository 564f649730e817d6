// The masthead: light or dark (remembered), the menu on narrow screens, and the search, which is loaded when somebody
// opens it. Wide tables by keyboard.
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

  // Whoever holds a key down wants the link to open elsewhere.
  function elsewhere(event) {
    return event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  }

  var search = document.querySelector(".search-link");
  function find(event) {
    event.preventDefault();
    import(new URL(search.dataset.script, location)).then(
      function (dialog) {
        dialog.open(search.href);
      },
      function () {
        location = search.href;
      },
    );
  }
  if (search && !search.hasAttribute("aria-current")) {
    search.addEventListener("click", function (event) {
      if (!elsewhere(event)) {
        find(event);
      }
    });
    document.addEventListener("keydown", function (event) {
      var command = event.ctrlKey || event.metaKey;
      var typing = event.target.closest("input, textarea, select, [contenteditable]");
      if (!typing && !event.altKey && (command ? event.key === "k" : event.key === "/")) {
        find(event);
      }
    });
  }

  document.querySelectorAll(".prose table").forEach(function (table) {
    if (table.scrollWidth > table.clientWidth) {
      table.tabIndex = 0;
    }
  });

  // A picture of the article opens large. Without what shows it, the link leads to its file.
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a.picture");
    if (!link || elsewhere(event)) return;
    event.preventDefault();
    import("./lightbox.js").then(function (lightbox) {
      return lightbox.open(link);
    }).catch(function () {
      location.assign(link.href);
    });
  });

  // More ways to pass an article on.
  var more = document.querySelector(".share__more");
  if (more) {
    more.addEventListener("click", function () {
      import("./share.js").then(function (share) {
        return share.show(more);
      });
    });
  }
})();
