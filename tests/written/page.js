/** Which cases the page's modules write otherwise than the vectors say. Evaluated where these modules are. */
// biome-ignore lint/correctness/noUnusedVariables: the tests that read this file call it
function differing(page, cases, language) {
  const days = (dates) => dates.map((date) => Date.parse(date) / 86_400_000);
  const write = {
    estimate: (given) => [page.money(...given), page.exact(...given)],
    range: (given) => [page.range(...given), page.exactRange(...given)],
    day: (given) => [page.day(...days(given))],
    month: (given) => [page.month(...days(given))],
    period: (given) => [page.period(...days(given))],
    title: (given) => [page.title(...days(given))],
  };
  const plain = ({ kind, given }) => [page[kind](...given)];
  const shown = cases.map((one) => ({ ...one, shown: write[one.kind]?.(one.given) ?? plain(one) }));
  return shown.filter(
    ({ shown: [text, full], ...one }) =>
      text !== one[language] || (full !== undefined && full !== (one.exact ?? one)[language]),
  );
}
