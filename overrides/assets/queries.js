// Old addresses such as /?p=7, on the front page: no server is asked what stands behind the question mark.
if (/^\?(p|page_id|cat|attachment_id)=\d+$/.test(location.search)) {
  const known = await (await fetch(new URL("queries.json", import.meta.url))).json();
  if (Object.hasOwn(known, location.search)) {
    location.replace(new URL(`../${known[location.search]}`, import.meta.url));
  }
}
