/** Which cases the popup's modules write otherwise than the vectors say. Evaluated where these modules are. */
// biome-ignore lint/correctness/noUnusedVariables: the tests that read this file call it
function differing(popup, cases, language) {
  const write = {
    estimate: (given) => [popup.money(...given, language), popup.exact(...given, language)],
    range: (given) => [popup.range(...given, language), popup.exactRange(...given, language)],
    number: ([n]) => [popup.number(n, language), popup.number(n, language)],
  };
  const shown = cases.map((one) => ({ ...one, shown: write[one.kind](one.given) }));
  return shown.filter((one) => one.shown[0] !== one[language] || one.shown[1] !== (one.exact ?? one)[language]);
}
