// The form on the page for contributors: keeps a draft, shows the article, warns, and opens GitHub with the finished file.
(function () {
  var data = JSON.parse(document.getElementById("write-data").textContent);
  var form = document.getElementById("write-form");
  var $ = function (name) {
    return document.getElementById("write-" + name);
  };
  // GitHub answers addresses above some 8 KB with an error (414). Below 7,500 there is room for what a sign-in adds.
  var LONGEST_ADDRESS = 7500;
  var DRAFT = "magazine-draft";

  // --- words

  function say(text, values) {
    return text.replace(/\{\{|\}\}|\{(\w+)\}/g, function (found, key) {
      return key ? values[key] : found[0];
    });
  }

  function word(key, values) {
    return say(data.words[key], values || {});
  }

  function rule(code, values) {
    var texts = data.rules[code];
    return say(texts.message + " " + texts.hint, Object.assign({ count: "", value: "", what: "", wanted: "", mark: "", most: "", least: "" }, values));
  }

  // --- the article

  function slug(text) {
    var german = { ä: "ae", ö: "oe", ü: "ue", ß: "ss", æ: "ae", ø: "o", å: "a", œ: "oe", ł: "l", đ: "d", ð: "d", þ: "th" };
    return text
      .toLowerCase()
      .replace(/[äöüßæøåœłđðþ]/g, function (letter) {
        return german[letter];
      })
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .replace(/['’]/g, "-")
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
  }

  function shortSlug(text) {
    var whole = slug(text);
    return whole.length <= 60 ? whole : whole.slice(0, 61).replace(/-[^-]*$/, "");
  }

  // A JSON string is a YAML string in double quotes, but for line ends that only YAML knows.
  function quoted(text) {
    return JSON.stringify(text.replace(/[\u0085\u2028\u2029]/g, " ").replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, ""));
  }

  function oneLine(text) {
    return text.replace(/\s+/g, " ").trim();
  }

  function read() {
    var sources = [];
    form.querySelectorAll(".source-row").forEach(function (row) {
      var inputs = row.querySelectorAll("input");
      sources.push({ title: oneLine(inputs[0].value), url: inputs[1].value.trim() });
    });
    return {
      title: oneLine(form.elements.title.value),
      section: form.elements.section.value,
      kind: form.elements.kind.value,
      author: form.elements.author.value,
      name: oneLine(form.elements.name.value),
      bio: oneLine(form.elements.bio.value),
      description: oneLine(form.elements.description.value),
      text: form.elements.text.value,
      tags: form.elements.tags.value,
      sources: sources,
    };
  }

  function authorId(article) {
    return article.author || slug(article.name);
  }

  function tagsOf(article) {
    return article.tags.split(",").map(oneLine).filter(Boolean);
  }

  function sourcesOf(article) {
    return article.sources.filter(function (source) {
      return source.title || source.url;
    });
  }

  function file(article) {
    var lines = ["---", "title: " + quoted(article.title), "description: " + quoted(article.description)];
    lines.push("authors: [" + authorId(article) + "]", "categories: [" + article.section + "]");
    if (tagsOf(article).length) {
      lines.push("tags: [" + tagsOf(article).map(quoted).join(", ") + "]");
    }
    if (article.kind !== "news") {
      lines.push("kind: " + article.kind);
    }
    if (sourcesOf(article).length) {
      lines.push("sources:");
      sourcesOf(article).forEach(function (source) {
        var parts = ["title: " + quoted(source.title || source.url)];
        if (source.url) {
          parts.push("url: " + quoted(source.url));
        }
        lines.push("  - {" + parts.join(", ") + "}");
      });
    }
    var text = article.text.replace(/\r\n?/g, "\n").replace(/[ \t]+$/gm, "").trim();
    return lines.concat("---", "", text, "").join("\n");
  }

  function path(article) {
    var parts = new Intl.DateTimeFormat("en-CA", { timeZone: data.zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date());
    return data.posts + "/" + parts.replace(/-/g, "/") + "/" + (shortSlug(article.title) || "artikel") + ".md";
  }

  function entry(article) {
    return "  " + authorId(article) + ":\n    name: " + quoted(article.name) + "\n    bio: " + quoted(article.bio) + "\n";
  }

  function address(article, withText) {
    var query = "filename=" + encodeURIComponent(path(article));
    if (withText) {
      query += "&value=" + encodeURIComponent(file(article));
    }
    return data.repository + "/new/" + data.branch + "?" + query;
  }

  // --- rules

  function lineOf(text, index) {
    return text.slice(0, index).split("\n").length;
  }

  // Code is only shown: what stands in it is not looked at, but keeps its place.
  function withoutCode(text) {
    return text.replace(/^(```|~~~)[\s\S]*?^\1[ \t]*$|`[^`\n]+`/gm, function (found) {
      return found.replace(/[^\n]/g, " ");
    });
  }

  function textProblems(article) {
    var text = withoutCode(article.text);
    var found = [];
    function each(pattern, code, values) {
      for (var match of text.matchAll(pattern)) {
        found.push({ line: lineOf(text, match.index), text: rule(code, values ? values(match) : { value: match[0], what: match[0] }) });
      }
    }
    each(/^#(?!#)\s/gm, "heading-first-level");
    var above = 1;
    for (var heading of text.matchAll(/^(#{2,6})\s/gm)) {
      if (heading[1].length > above + 1) {
        found.push({ line: lineOf(text, heading.index), text: rule("heading-skipped", { wanted: "#".repeat(above + 1) }) });
      }
      above = heading[1].length;
    }
    each(/\b(?:Lorem ipsum|TODO|FIXME|XXX+|TK|TBD|Blindtext)\b|\?\?\?+/g, "placeholder-left");
    each(/!\[\s*\]\(([^)]*)\)/g, "alt-missing", function (match) {
      return { value: match[1] };
    });
    each(/(?<!!)\[(hier|hier klicken|klicken sie hier|mehr|weiterlesen|link|here|click here|read more)\]\(/gi, "link-words", function (match) {
      return { value: match[1] };
    });
    each(/(?<=\]\()http:\/\/[^)\s]+/g, "link-http");
    each(/(?<![\w(<"'=/[])https?:\/\/[^\s<>)\]]+/g, "link-bare");
    each(/(?<=[^\s|]) {2,}(?=[^\s|])/g, "spaces-double");
    each(/[„“”»«]/g, "quotes-foreign", function (match) {
      return { mark: match[0], wanted: data.marks.join("") };
    });
    found = found.filter(function (problem) {
      return !data.marks.some(function (mark) {
        return problem.text === rule("quotes-foreign", { mark: mark, wanted: data.marks.join("") });
      });
    });
    each(/<(script|iframe|style|form|object|embed|video|audio|font|center)\b/gi, "html-tag", function (match) {
      return { what: "<" + match[1] + ">" };
    });
    var start = 0;
    text.split(/\n[ \t]*\n/).forEach(function (paragraph) {
      if (paragraph.length > data.limits.paragraph) {
        found.push({ line: lineOf(text, start) + (paragraph.match(/^\n*/)[0].length || 0), text: rule("paragraph-long", { count: paragraph.trim().length, most: data.limits.paragraph }) });
      }
      start = text.indexOf(paragraph, start) + paragraph.length;
    });
    var sourced = sourcesOf(article).length || /\]\(|\[\^/.test(text) || article.kind === "interview";
    var quotation = /^>|["„“](?:\S+\s+){5,}\S+["“”]/m.exec(text);
    if (!sourced && quotation) {
      found.push({ line: lineOf(text, quotation.index), text: rule("quotation-without-source") });
    }
    return found.sort(function (a, b) {
      return a.line - b.line;
    });
  }

  function headlineProblem(article) {
    if (article.title.length > data.limits.title) {
      return rule("title-long", { count: article.title.length, most: data.limits.title });
    }
    if (article.kind === "news" && /^(?:Ein |Mein )?(?:Kommentar|Meinung|Leitartikel|Glosse|Kolumne|Opinion|Editorial)\s*[:–|-]/i.test(article.title)) {
      return rule("opinion-unlabelled", { value: article.title });
    }
    return "";
  }

  function standfirstProblem(article) {
    var count = article.description.length;
    var values = { count: count, least: data.limits.standfirst[0], most: data.limits.standfirst[1] };
    return count && count < values.least ? rule("standfirst-short", values) : count > values.most ? rule("standfirst-long", values) : "";
  }

  function missing(article) {
    var fields = [];
    [
      ["headline", slug(article.title)],
      ["name", article.author || slug(article.name)],
      ["standfirst", article.description],
      ["text", article.text.trim()],
    ].forEach(function (pair) {
      if (!pair[1]) {
        fields.push(form.querySelector("label[for=write-" + pair[0] + "]").textContent);
      }
    });
    return fields;
  }

  // --- what it looks like

  var SAFE = /^(?:https?:|mailto:|tel:|[^:]*$)/i;

  function escaped(text) {
    var element = document.createElement("i");
    element.textContent = text;
    return element.innerHTML.replace(/"/g, "&quot;");
  }

  function typographic(text) {
    return text
      .replace(/(^|[\s(\[–—/\u00a0])"(?=\S)/g, "$1" + data.marks[0])
      .replace(/"/g, data.marks[1])
      .replace(/(\w)'(\w)/g, "$1’$2");
  }

  // HTML is shown as it was written, never made: nothing a pasted text holds runs here.
  marked.use({
    gfm: true,
    renderer: {
      html: function (token) {
        return escaped(token.text);
      },
      link: function (token) {
        var words = this.parser.parseInline(token.tokens);
        return SAFE.test(token.href) ? '<a href="' + escaped(token.href) + '" rel="nofollow noopener" target="_blank">' + words + "</a>" : words;
      },
      image: function (token) {
        return '<span class="picture-here">' + escaped(word("picture", { alt: token.text })) + "</span>";
      },
      text: function (token) {
        return token.tokens ? this.parser.parseInline(token.tokens) : escaped(typographic(token.raw));
      },
    },
  });

  function sourceList(article) {
    var items = sourcesOf(article).map(function (source) {
      var title = escaped(typographic(source.title || source.url));
      return "<li>" + (/^https?:/i.test(source.url) ? '<a href="' + escaped(source.url) + '" rel="nofollow noopener" target="_blank">' + title + "</a>" : title) + "</li>";
    });
    return items.length ? '<section class="sources"><p class="rubric">' + escaped(word("sources")) + "</p><ol>" + items.join("") + "</ol></section>" : "";
  }

  function authorCard(article) {
    if (article.author || !article.bio) {
      return "";
    }
    return '<section class="author-card"><div><p class="author-card__name">' + escaped(article.name) + '</p><div class="author-card__bio">' + marked.parse(article.bio) + "</div></div></section>";
  }

  function show(article) {
    var name = article.author ? data.authors[article.author] : article.name;
    var today = new Intl.DateTimeFormat(data.language, { dateStyle: "long", timeZone: data.zone }).format(new Date());
    var kind = article.kind !== "news" ? ' <span class="label">' + escaped(data.kinds[article.kind]) + "</span>" : "";
    $("preview").innerHTML =
      '<article class="article"><header class="article__head"><p class="kicker"><span class="kicker__section">' +
      escaped(data.sections[article.section]) + "</span>" + kind + '</p><p class="headline">' +
      escaped(typographic(article.title) || word("untitled")) + '</p><p class="standfirst">' +
      escaped(typographic(article.description)) + '</p></header><div class="byline"><p class="byline__authors">' +
      escaped(word("by") + " " + (name || "…")) + "</p><p>" + escaped(today) + '</p></div><div class="prose">' +
      marked.parse(article.text) + '</div><div class="article__foot">' + sourceList(article) + authorCard(article) + "</div></article>";
  }

  // --- the draft

  function keep() {
    try {
      localStorage.setItem(DRAFT, JSON.stringify(read()));
    } catch (error) {
      // Private windows may refuse: the text then lasts as long as the page.
    }
  }

  function addSource(source) {
    var row = $("source").content.cloneNode(true);
    var inputs = row.querySelectorAll("input");
    inputs[0].value = source ? source.title : "";
    inputs[1].value = source ? source.url : "";
    $("sources").append(row);
    return inputs[0];
  }

  function restore() {
    var article = {};
    try {
      article = JSON.parse(localStorage.getItem(DRAFT)) || {};
    } catch (error) {
      article = {};
    }
    ["title", "section", "kind", "author", "name", "bio", "description", "text", "tags"].forEach(function (key) {
      if (typeof article[key] === "string") {
        form.elements[key].value = article[key];
      }
    });
    (article.sources && article.sources.length ? article.sources : [null, null]).forEach(addSource);
  }

  // --- what happens

  function update() {
    var article = read();
    $("new-author").hidden = Boolean(article.author);
    show(article);
    $("headline-told").textContent = headlineProblem(article);
    $("standfirst-told").textContent = standfirstProblem(article);
    var problems = textProblems(article);
    var list = $("text-told");
    list.textContent = "";
    if (problems.length) {
      list.append(problems.length === 1 ? word("todo.one") : word("todo.other", { count: problems.length }));
      var items = document.createElement("ul");
      problems.slice(0, 12).forEach(function (problem) {
        var item = document.createElement("li");
        item.textContent = word("line", { line: problem.line }) + problem.text;
        items.append(item);
      });
      list.append(items);
    }
    var fields = missing(article);
    $("state").classList.toggle("told--ready", !fields.length);
    $("state").textContent = fields.length ? word("missing", { fields: fields.join(", ") }) : word("ready");
    ["submit", "copy", "download"].forEach(function (name) {
      if ($(name)) {
        $(name).disabled = fields.length > 0;
      }
    });
    keep();
  }

  function element(tag, text, properties) {
    var made = document.createElement(tag);
    made.textContent = text || "";
    return Object.assign(made, properties || {});
  }

  function copied(text) {
    return navigator.clipboard ? navigator.clipboard.writeText(text).then(() => true, () => false) : Promise.resolve(false);
  }

  // A field with the text, all of it selected: for browsers that do not let a page copy.
  function field(text) {
    var area = element("textarea", "", { value: text, readOnly: true, rows: 8 });
    area.setAttribute("aria-label", word("copy-refused"));
    return area;
  }

  function newAuthor(article) {
    if (article.author) {
      return;
    }
    var box = element("section", "", { className: "write__steps" });
    var pre = element("pre", entry(article));
    box.append(element("h3", word("new-title")), element("p", word("new-text")), pre);
    if (data.repository) {
      var link = element("a", word("new-edit"), { href: data.repository + "/edit/" + data.branch + "/" + data.authorsFile, target: "_blank", rel: "noopener" });
      box.append(element("p"));
      box.lastChild.append(link);
    }
    $("after").append(box);
  }

  function submit(event) {
    event.preventDefault();
    var article = read();
    var whole = address(article, true);
    $("after").textContent = "";
    if (missing(article).length || !data.repository) {
      return;
    }
    if (whole.length <= LONGEST_ADDRESS) {
      newAuthor(article);
      window.open(whole, "_blank", "noopener");
      return;
    }
    copied(file(article)).then(function (done) {
      var box = element("section", "", { className: "write__steps" });
      var steps = element("ol");
      var open = element("a", word("open"), { href: address(article, false), target: "_blank", rel: "noopener", className: "primary" });
      steps.append(element("li", word(done ? "long-1" : "long-1-refused")), element("li", word("long-2") + " "), element("li", word("long-3")));
      steps.children[1].append(open);
      box.append(element("h3", word("long-title")), steps);
      $("after").append(box);
      if (!done) {
        var area = field(file(article));
        box.append(area);
        area.focus();
        area.select();
      } else {
        open.focus();
      }
      newAuthor(article);
    });
  }

  function copy() {
    var text = file(read());
    copied(text).then(function (done) {
      $("after").textContent = done ? word("copied") : word("copy-refused");
      if (!done) {
        var area = field(text);
        $("after").append(area);
        area.focus();
        area.select();
      }
      newAuthor(read());
    });
  }

  function download() {
    var article = read();
    var link = element("a", "", { download: path(article).split("/").pop() });
    link.href = URL.createObjectURL(new Blob([file(article)], { type: "text/markdown" }));
    link.click();
    URL.revokeObjectURL(link.href);
  }

  function forget() {
    if (confirm(word("forget-sure"))) {
      form.reset();
      $("sources").textContent = "";
      $("after").textContent = "";
      try {
        localStorage.removeItem(DRAFT);
      } catch (error) {
        // It was never kept.
      }
      restore();
      update();
      form.elements.title.focus();
    }
  }

  restore();
  var waiting;
  form.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(update, 150);
  });
  form.addEventListener("change", update);
  form.addEventListener("submit", submit);
  addEventListener("pagehide", keep);
  $("more").addEventListener("click", function () {
    addSource(null).focus();
  });
  $("copy").addEventListener("click", copy);
  $("download").addEventListener("click", download);
  $("forget").addEventListener("click", forget);
  document.querySelector(".no-script").hidden = true;
  $("title").closest("section").hidden = false;
  update();
})();
