// Passing an article on: the system's own sharing where there is one, copying its address, Mastodon on the reader's server.
(function () {
  var box = document.querySelector(".share");
  var title = box.dataset.title;
  var url = box.dataset.url || location.href.split("#")[0];
  var form = box.querySelector("form");
  var field = form.querySelector("input");
  var told = box.querySelector("[role=status]");
  var KEY = "magazine-mastodon";
  var server = "";
  try {
    server = localStorage.getItem(KEY) || "";
  } catch (error) {
    // Private windows may refuse: then the server is asked for every time.
  }

  function button(name) {
    return box.querySelector("[data-share=" + name + "]");
  }

  // A server's name, however the reader gives it: norden.social, https://norden.social/@name, @name@norden.social
  function host(text) {
    try {
      var name = new URL("https://" + text.trim().replace(/^\w+:\/\//, "").replace(/^@?[^@/]*@/, "")).host;
      return /^[^.]+(\.[^.]+)+$/.test(name) ? name : "";
    } catch (error) {
      return "";
    }
  }

  function ask(yes) {
    form.hidden = !yes;
    button("mastodon").setAttribute("aria-expanded", yes);
    (yes ? field : button("mastodon")).focus();
  }

  function toot() {
    open("https://" + server + "/share?text=" + encodeURIComponent(title + "\n" + url), "_blank", "noopener");
  }

  var actions = {
    system: function () {
      navigator.share({ title: title, url: url }).catch(function () {});
    },
    copy: function () {
      function refuse() {
        told.textContent = told.dataset.refused + " " + url;
      }
      if (!navigator.clipboard) {
        return refuse();
      }
      navigator.clipboard.writeText(url).then(function () {
        told.textContent = told.dataset.copied;
      }, refuse);
    },
    mastodon: function () {
      if (server) {
        toot();
      } else {
        ask(form.hidden);
      }
    },
    server: function () {
      ask(form.hidden);
    },
  };

  Object.keys(actions).forEach(function (name) {
    button(name).addEventListener("click", actions[name]);
    button(name).hidden = (name === "system" && !navigator.share) || (name === "server" && !server);
  });

  field.addEventListener("input", function () {
    field.setCustomValidity("");
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var name = host(field.value);
    if (!name) {
      field.setCustomValidity(field.dataset.wrong);
      field.reportValidity();
      return;
    }
    server = name;
    try {
      localStorage.setItem(KEY, server);
    } catch (error) {
      // It then holds for this page.
    }
    button("server").hidden = false;
    ask(false);
    toot();
  });
  form.addEventListener("reset", function () {
    ask(false);
  });
  form.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      ask(false);
    }
  });
})();
