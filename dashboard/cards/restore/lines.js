/** A file in pieces of whole lines, however long it is; nothing of it is held but the piece. */

const MOST_LINES = 2000;
/** The collector reads 1 MiB at most, and JSON writes some characters of a line as two. */
const MOST_BYTES = 400_000;

/**
 * @param {Blob} file
 * @returns {AsyncGenerator<{first: number, lines: string[], read: number}>} `first` is the number of the first
 *   line, from 1; `read` how many bytes have been read so far
 */
export async function* piecesOf(file) {
  let [lines, first, size, read] = [[], 1, 0, 0];
  for await (const { text, bytes } of linesOf(file)) {
    read = bytes;
    if (lines.length === MOST_LINES || (lines.length && size + text.length > MOST_BYTES)) {
      yield { first, lines, read };
      [first, lines, size] = [first + lines.length, [], 0];
    }
    lines.push(text);
    size += text.length;
  }
  if (lines.length) {
    yield { first, lines, read: file.size };
  }
}

async function* linesOf(file) {
  const decoder = new TextDecoder();
  let [rest, bytes] = ["", 0];
  const reader = file.stream().getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.length;
    const whole = (rest + decoder.decode(part.value, { stream: true })).split("\n");
    rest = whole.pop();
    yield* whole.map((text) => ({ text: bare(text), bytes }));
  }
  rest += decoder.decode();
  if (rest) {
    yield { text: bare(rest), bytes };
  }
}

/** Without what Windows puts at the end of a line. */
const bare = (text) => (text.endsWith("\r") ? text.slice(0, -1) : text);
